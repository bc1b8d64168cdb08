/**
 * The JSON Lines gateway: commands from a stream into the engine, events from the engine onto a stream. Called by the
 * command line. It never drops a command: where the engine is busy it waits, and so does whoever writes the stream.
 */
package io.everbook.app.gateway;
