/**
 * Conditions in the words of a person, for whatever stops at a command or shows some of them. Called by the command
 * line, and by whoever debugs with the library.
 */
package io.everbook.replay.condition;
