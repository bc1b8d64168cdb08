package io.everbook.journal;

/**
 * One file of a symbol's journal or executions log.
 *
 * @param file its name, relative to the data directory
 * @param firstSequence the sequence of its first command, or of the command of its first event
 * @param bytes its size, zeros written ahead included
 * @param active whether it is the one being written
 */
public record JournalSegment(String file, long firstSequence, long bytes, boolean active) {}
