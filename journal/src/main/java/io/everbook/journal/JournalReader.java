package io.everbook.journal;

import io.everbook.core.command.Command;
import io.everbook.core.instrument.Instrument;
import io.everbook.journal.JournalException.Code;
import io.everbook.journal.storage.Storage;
import java.io.IOException;
import java.util.List;

/**
 * Reads one symbol's journal in order, from a sequence on, through all its segments. It may follow a journal that is
 * being written, by calling {@link #next(Command)} again after {@link Entry#END}. For one thread; its memory is bounded
 * whatever the file says. The thread must not be interrupted.
 */
public final class JournalReader implements AutoCloseable {

    /** What {@link #next(Command)} found. */
    public enum Entry {
        /** A command, now in the target. */
        COMMAND,

        /** A checkpoint, now in {@link #checkpointSequence()} and {@link #checkpointDigest()}. */
        CHECKPOINT,

        /** No further whole frame is there now. */
        END
    }

    private final Storage storage;
    private final String symbol;
    private final long fromSequence;
    private final LogChain chain;
    private SegmentCursor segment;
    private Checkpoint checkpoint = Checkpoint.NONE;
    private boolean ended;

    private JournalReader(Storage storage, String symbol, long fromSequence) {
        this.storage = storage;
        this.symbol = symbol;
        this.fromSequence = fromSequence;
        chain = new LogChain(storage, SegmentNames.journal(symbol), fromSequence);
    }

    /**
     * Opens a symbol's journal. A symbol without journal reads as empty when it is read from sequence 1.
     *
     * @param storage the data directory; stays the caller's
     * @param symbol the symbol
     * @param fromSequence the first command wanted, from 1
     * @return the reader; closed by the caller
     * @throws JournalException where the journal starts later, or its segment cannot be read
     */
    public static JournalReader open(Storage storage, String symbol, long fromSequence) {
        JournalReader reader = new JournalReader(storage, symbol, fromSequence);
        reader.chain.open();
        reader.enter();
        return reader;
    }

    /**
     * Opens a symbol's journal at a command without reading the frames of its segment that stand before it: in some
     * milliseconds, however large the segment is. Damage in those is not found, and {@link #tail()} does not know the
     * checkpoints in them.
     *
     * @param storage the data directory; stays the caller's
     * @param symbol the symbol
     * @param fromSequence the first command wanted, from 1
     * @return the reader; closed by the caller
     * @throws JournalException where the journal starts later, or its segment cannot be read
     */
    public static JournalReader seek(Storage storage, String symbol, long fromSequence) {
        JournalReader reader = open(storage, symbol, fromSequence);
        reader.seek(FrameSearch.Key.command(fromSequence));
        return reader;
    }

    /** Opens the segment that begins with a command, at a frame that begins no later than a moment where one does. */
    static JournalReader seekTime(Storage storage, String symbol, long segmentStart, long epochNanos) {
        JournalReader reader = open(storage, symbol, segmentStart);
        reader.seek(FrameSearch.Key.time(epochNanos));
        return reader;
    }

    /**
     * Finds the last command without reading all of the last segment.
     *
     * @param storage the data directory; stays the caller's
     * @param symbol the symbol
     * @return the sequence of the last command in a whole frame; of an empty segment, the one before its first;
     *     0 where there is no journal
     * @throws JournalException where the journal cannot be read
     */
    public static long lastSequence(Storage storage, String symbol) {
        List<JournalSegment> segments = JournalCatalog.segments(storage, symbol);
        if (segments.isEmpty()) {
            return 0;
        }
        try (JournalReader reader =
                open(storage, symbol, segments.get(segments.size() - 1).firstSequence())) {
            return reader.lastWhole();
        }
    }

    private long lastWhole() {
        try {
            segment.seekEnd();
            while (chain.nextFrame(Long.MAX_VALUE) || segment.active() && moveOn()) {
                segment.skip();
            }
            return nextSequence() - 1;
        } catch (IOException e) {
            throw chain.unreadable(e);
        }
    }

    private void seek(FrameSearch.Key key) {
        if (segment == null) {
            return;
        }
        try {
            segment.seek(key);
        } catch (IOException e) {
            close();
            throw chain.unreadable(e);
        }
    }

    /**
     * Counts the commands that {@link #next(Command)} would give, without decoding them: closed segments are counted by
     * their names, the last segment frame by frame.
     *
     * @param storage the data directory; stays the caller's
     * @param symbol the symbol
     * @param sequence the command after which to count; 0 for all
     * @return how many commands stand in whole frames after it
     * @throws JournalException where the journal starts later, or its last segment is damaged
     */
    public static long countAfter(Storage storage, String symbol, long sequence) {
        List<JournalSegment> segments = JournalCatalog.segments(storage, symbol);
        long last = segments.isEmpty() ? 1 : segments.get(segments.size() - 1).firstSequence();
        open(storage, symbol, sequence + 1).close();
        try (JournalReader reader = open(storage, symbol, Math.max(sequence + 1, last))) {
            return Math.max(0, reader.lastSequence() - sequence);
        }
    }

    /**
     * Passes over all commands after a sequence and classifies the end, without decoding them.
     *
     * @param storage the data directory, which nobody writes meanwhile; stays the caller's
     * @param symbol the symbol
     * @param sequence the command after which to look; 0 for all
     * @return how the journal ends
     * @throws JournalException as {@link #next(Command)} and {@link #tail()} do
     */
    public static JournalTail tailAfter(Storage storage, String symbol, long sequence) {
        try (JournalReader reader = open(storage, symbol, sequence + 1)) {
            reader.lastSequence();
            reader.ended = true;
            return reader.tail();
        }
    }

    /**
     * Reads on.
     *
     * @param target where a command is put: cleared, then filled, marked as journaled; its market index is unset
     * @return what was found
     * @throws JournalException where a closed segment is damaged or commands are missing
     */
    public Entry next(Command target) {
        ended = false;
        try {
            while (true) {
                if (segment != null && segment.recordsLeft() > 0) {
                    segment.read(target);
                    if (target.sequence() >= fromSequence) {
                        return Entry.COMMAND;
                    }
                } else if (!chain.nextFrame(fromSequence)) {
                    if (!moveOn()) {
                        ended = true;
                        return Entry.END;
                    }
                } else if (segment.atCheckpoint()) {
                    checkpoint = segment.readCheckpoint();
                    if (segment.nextSequence() >= fromSequence) {
                        return Entry.CHECKPOINT;
                    }
                }
            }
        } catch (IOException e) {
            throw chain.unreadable(e);
        }
    }

    /**
     * Tells how the journal ends, after {@link Entry#END} and while nobody writes it.
     *
     * @return the tail: clean, or torn by an unfinished last write
     * @throws JournalException where bytes that were forced are damaged, or the journal ends before the first command
     *     that was wanted
     * @throws IllegalStateException where the end was not reached
     */
    public JournalTail tail() {
        if (!ended) {
            throw new IllegalStateException("the end was not reached: nextSequence=" + nextSequence());
        }
        if (segment == null) {
            return JournalTail.empty(fromSequence);
        }
        try {
            boolean active = segment.active();
            long torn = active ? segment.tornBytes() : 0;
            requireReached();
            return new JournalTail(
                    active ? segment.name() : null,
                    active ? segment.offset() : 0,
                    torn,
                    segment.nextSequence(),
                    closedBytes(),
                    checkpoint);
        } catch (IOException e) {
            throw chain.unreadable(e);
        }
    }

    /** {@return the sequence of the newest checkpoint read so far, 0 for none} */
    public long checkpointSequence() {
        return checkpoint.sequence();
    }

    /** {@return the digest of the newest checkpoint read so far} */
    public long checkpointDigest() {
        return checkpoint.digest();
    }

    /** {@return the instrument, as the segment being read defines it; null while there is no segment} */
    public Instrument instrument() {
        return segment == null ? null : segment.header().instrument();
    }

    /** {@return the sequence of the next command in the journal} */
    public long nextSequence() {
        return chain.nextSequence();
    }

    /** {@return the name of the segment being read, relative to the data directory; null while there is none} */
    public String file() {
        return chain.file();
    }

    /** {@return where the frame starts that is being read, or else the next one, in bytes} */
    public long offset() {
        return chain.offset();
    }

    /** Closes the segment being read. */
    @Override
    public void close() {
        chain.close();
    }

    private boolean moveOn() throws IOException {
        boolean moved = chain.moveOn();
        enter();
        return moved;
    }

    /** Takes note of a segment that is read from now on. */
    private void enter() {
        if (segment != chain.segment()) {
            segment = chain.segment();
            checkpoint = segment.header().checkpoint();
        }
    }

    /** The sequence of the last command, after passing over all frames. */
    private long lastSequence() {
        try {
            while (segment != null && (chain.nextFrame(Long.MAX_VALUE) || moveOn())) {
                segment.skip();
            }
            return nextSequence() - 1;
        } catch (IOException e) {
            throw chain.unreadable(e);
        }
    }

    private void requireReached() {
        if (segment.nextSequence() < fromSequence) {
            throw new JournalException(
                    Code.SEQUENCE_HOLE,
                    segment.name(),
                    segment.offset(),
                    segment.nextSequence(),
                    "the journal ends before the command that follows the snapshot; put the missing segments back:"
                            + " fromSequence=" + fromSequence);
        }
    }

    private long closedBytes() throws IOException {
        return LogCatalog.closedBytes(storage, SegmentNames.journal(symbol));
    }
}
