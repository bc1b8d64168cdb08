package io.everbook.journal;

/**
 * One file of a symbol's journal.
 *
 * @param file its name, relative to the data directory
 * @param firstSequence the sequence of its first command
 * @param bytes its size, zeros written ahead included
 * @param active whether it is the one being written
 */
public record JournalSegment(String file, long firstSequence, long bytes, boolean active) {}
