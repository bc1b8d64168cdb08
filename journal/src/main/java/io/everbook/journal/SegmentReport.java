package io.everbook.journal;

import io.everbook.core.instrument.Instrument;

/**
 * What the check of one segment found.
 *
 * @param file the segment's name, relative to the data directory
 * @param active whether it is the segment being written
 * @param instrument how its header defines the instrument; null where the header cannot be read
 * @param firstSequence the sequence of its first command, by its header, else by its name; 0 where both do not tell
 * @param nextSequence the sequence after its last whole command before any damage
 * @param bytes its size, zeros written ahead included
 * @param records how many records are whole: commands, or events of an executions log
 * @param checkpoints how many checkpoints are whole; 0 in an executions log
 * @param endOffset where the last whole frame before any damage ends, in bytes; where a command ends behind which
 *     there is only an unfinished one
 * @param tornBytes how many bytes follow of an unfinished last write, or of an unfinished last command; 0 for none
 * @param fault what is wrong; null where nothing is
 */
public record SegmentReport(
        String file,
        boolean active,
        Instrument instrument,
        long firstSequence,
        long nextSequence,
        long bytes,
        long records,
        long checkpoints,
        long endOffset,
        long tornBytes,
        JournalException fault) {}
