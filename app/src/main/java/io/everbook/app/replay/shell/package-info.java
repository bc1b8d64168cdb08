/**
 * The interactive debugger, {@code everbook replay shell}: its commands, what it remembers between them, and the two
 * ways to talk to it, a terminal and a script. Called by its picocli command alone; it never writes where it reads.
 */
package io.everbook.app.replay.shell;
