/**
 * The JSON Lines door: commands in, events out, one JSON object a line, prices and quantities as decimal strings.
 * Called by the command line and by whatever else reads or writes such streams, never by the engine. It never guesses:
 * what is not exactly a command is an error with a line number.
 */
package io.everbook.app.json;
