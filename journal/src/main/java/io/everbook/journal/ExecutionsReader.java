package io.everbook.journal;

import io.everbook.core.event.ExecutionEvent;
import io.everbook.core.instrument.Instrument;
import io.everbook.journal.storage.Storage;
import java.io.IOException;

/**
 * Reads one symbol's executions log in order, from a sequence on, through all its segments. It may follow a log that is
 * being written, by calling {@link #next(ExecutionEvent)} again after {@link Entry#END}. For one thread; its memory is
 * bounded whatever the file says. The thread must not be interrupted.
 */
public final class ExecutionsReader implements AutoCloseable {

    /** What {@link #next(ExecutionEvent)} found. */
    public enum Entry {
        /** An event, now in the target. */
        EVENT,

        /**
         * The log has no events of the commands {@link #missingFrom()} to {@link #missingThrough()}: they were
         * compacted away, or lost together with the journal's. Reading goes on behind them.
         */
        HOLE,

        /** No further whole frame is there now. */
        END
    }

    private final long fromSequence;
    private final LogChain chain;
    private long expected;
    private long missingFrom;
    private long missingThrough;

    private ExecutionsReader(Storage storage, String symbol, long fromSequence) {
        this.fromSequence = fromSequence;
        chain = new LogChain(storage, SegmentNames.executions(symbol), fromSequence);
        expected = fromSequence;
    }

    /**
     * Opens a symbol's executions log. A symbol without one reads as empty.
     *
     * @param storage the data directory; stays the caller's
     * @param symbol the symbol
     * @param fromSequence the first command whose events are wanted, from 1
     * @return the reader; closed by the caller
     * @throws JournalException where a segment cannot be read
     */
    public static ExecutionsReader open(Storage storage, String symbol, long fromSequence) {
        ExecutionsReader reader = new ExecutionsReader(storage, symbol, fromSequence);
        reader.chain.open();
        return reader;
    }

    /**
     * Reads on.
     *
     * @param target where an event is put: every field as it was published, but the market index, which is unset
     * @return what was found
     * @throws JournalException where a segment is damaged
     */
    public Entry next(ExecutionEvent target) {
        try {
            while (true) {
                SegmentCursor segment = chain.segment();
                if (segment != null && segment.nextSequence() > expected) {
                    return hole(segment.nextSequence());
                }
                if (segment != null && segment.recordsLeft() > 0) {
                    segment.read(target);
                    expected = Math.max(expected, segment.nextSequence());
                    if (target.sequence() >= fromSequence) {
                        return Entry.EVENT;
                    }
                } else if (!chain.nextFrame(fromSequence) && !chain.moveOn()) {
                    return Entry.END;
                }
            }
        } catch (IOException e) {
            throw chain.unreadable(e);
        }
    }

    /** {@return the first command whose events are missing, at {@link Entry#HOLE}} */
    public long missingFrom() {
        return missingFrom;
    }

    /** {@return the last command whose events are missing, at {@link Entry#HOLE}} */
    public long missingThrough() {
        return missingThrough;
    }

    /**
     * {@return the command whose event comes next, at {@link #nextIndex()}; the events of all commands before it have
     * been read whole}
     */
    public long nextSequence() {
        return chain.nextSequence();
    }

    /** {@return which event of that command comes next, from 0; above 0 the command is not whole yet} */
    public int nextIndex() {
        return chain.segment() == null ? 0 : chain.segment().nextIndex();
    }

    /** {@return the instrument, as the segment being read defines it; null while there is no segment} */
    public Instrument instrument() {
        return chain.segment() == null ? null : chain.segment().header().instrument();
    }

    /** {@return the name of the segment being read, relative to the data directory; null while there is none} */
    public String file() {
        return chain.file();
    }

    /** {@return where the frame starts that is being read, or else the next one, in bytes} */
    public long offset() {
        return chain.offset();
    }

    /** {@return where the frame of the event starts that was read last, in bytes; 0 while there is no segment} */
    public long frameOffset() {
        return chain.segment() == null ? 0 : chain.segment().frameOffset();
    }

    /** Closes the segment being read. */
    @Override
    public void close() {
        chain.close();
    }

    private Entry hole(long next) {
        missingFrom = expected;
        missingThrough = next - 1;
        expected = next;
        return Entry.HOLE;
    }
}
