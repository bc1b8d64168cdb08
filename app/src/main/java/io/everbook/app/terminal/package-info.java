/**
 * What all commands share: the terminal, options and their checks, the source of a journal, faults of the user, exit
 * codes. The packages with subcommands call it; it knows none of them.
 */
package io.everbook.app.terminal;
