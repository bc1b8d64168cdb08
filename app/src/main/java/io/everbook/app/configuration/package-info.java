/**
 * What an operator can set: its records, the reader of its file and the printer of its defaults. Called by the command
 * line, read by everything the command line starts. Whatever it hands out is complete and in range; it opens nothing
 * but the one file it is given.
 */
package io.everbook.app.configuration;
