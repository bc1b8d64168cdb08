package io.everbook.journal;

import io.everbook.core.command.Command;
import io.everbook.journal.storage.Storage;
import java.util.List;

/** Finds commands of a journal by their time stamps, which are taken to grow along it. */
public final class JournalTimes {

    private JournalTimes() {}

    /**
     * Finds the last command before the first one that was stamped later than a moment, by halving: first the segments,
     * then one of them. Stamps that run back and forth more than a frame is long may make it another near by.
     *
     * @param storage the data directory; stays the caller's
     * @param symbol the symbol, which has a journal
     * @param epochNanos the moment, nanoseconds since the epoch
     * @return the command's sequence; the one before the journal's first where all are later
     * @throws JournalException where the journal cannot be read
     */
    public static long lastUpTo(Storage storage, String symbol, long epochNanos) {
        List<JournalSegment> segments = JournalCatalog.segments(storage, symbol);
        int low = 0;
        int high = segments.size();
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (firstTime(storage, symbol, segments.get(middle).firstSequence()) <= epochNanos) {
                low = middle;
            } else {
                high = middle;
            }
        }
        long start = segments.get(low).firstSequence();
        try (JournalReader reader = JournalReader.seekTime(storage, symbol, start, epochNanos)) {
            return lastUpTo(reader, epochNanos);
        }
    }

    private static long lastUpTo(JournalReader reader, long epochNanos) {
        Command command = new Command();
        long last = reader.nextSequence() - 1;
        while (nextCommand(reader, command) && command.timestampNanos() <= epochNanos) {
            last = command.sequence();
        }
        return last;
    }

    /** When a segment's first command was stamped; never, which is after all moments, where it has none yet. */
    private static long firstTime(Storage storage, String symbol, long firstSequence) {
        Command command = new Command();
        try (JournalReader reader = JournalReader.open(storage, symbol, firstSequence)) {
            return nextCommand(reader, command) ? command.timestampNanos() : Long.MAX_VALUE;
        }
    }

    private static boolean nextCommand(JournalReader reader, Command target) {
        while (true) {
            switch (reader.next(target)) {
                case COMMAND -> {
                    return true;
                }
                case CHECKPOINT -> {}
                case END -> {
                    return false;
                }
            }
        }
    }
}
