/**
 * The command line: one class per subcommand. It turns options into calls, faults of the user into one line and exit
 * code 2, and everything else into what the engine says. Nothing else calls it.
 */
package io.everbook.app.cli;
