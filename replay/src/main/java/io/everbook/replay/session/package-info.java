/**
 * Travel through one symbol's past: a session stands after a command and goes forward and back from there, by sequence,
 * by time, by steps or until a condition is met. Called by debugging tools, tests and a REPL; it never writes to a file
 * and never takes a lock, so the engine may run meanwhile.
 */
package io.everbook.replay.session;
