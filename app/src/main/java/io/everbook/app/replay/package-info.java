/**
 * {@code everbook replay}: one class per subcommand, and the texts and JSON that they print. Called by the command line
 * alone; it reads journals, archives and single segments through the replay module, and never writes where it reads.
 */
package io.everbook.app.replay;
