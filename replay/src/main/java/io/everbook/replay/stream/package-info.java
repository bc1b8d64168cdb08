/**
 * What a journal holds and what came of it, as filtered streams: its commands as they stand there, and its events by
 * replaying them, which needs no executions log. Called by the command line, and by whoever debugs with the library; it
 * must never write where it reads.
 */
package io.everbook.replay.stream;
