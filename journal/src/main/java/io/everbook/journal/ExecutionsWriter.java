package io.everbook.journal;

import io.everbook.core.event.ExecutionEvent;
import io.everbook.core.instrument.Instrument;
import io.everbook.journal.JournalException.Code;
import io.everbook.journal.storage.Storage;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Writes one symbol's executions log. {@link #append} and {@link #commit()} belong to the thread of the events; every
 * other method is for any thread. No operating fault comes out of it: the first one is told to the listener and ends
 * this log, and trading goes on, since recovery completes the log from the journal.
 */
public final class ExecutionsWriter implements AutoCloseable {

    /** So much is on a usual device within milliseconds. */
    private static final long FORCE_BYTES = 4L << 20;

    private final String symbol;
    private final LogWriter log;
    private final ExecutionsListener listener;
    private final EventFrame frame;
    private final AtomicBoolean failed = new AtomicBoolean();
    /** Held while a frame is written and when this ends, never during a force; nothing is written after the end. */
    private final Object writing = new Object();

    private boolean ended;
    private int uncountedEvents;
    private long countedBytes;
    private volatile long writtenThrough;
    private volatile long durableThrough;

    private ExecutionsWriter(
            String symbol, LogWriter log, JournalTail tail, JournalOptions options, ExecutionsListener listener) {
        this.symbol = symbol;
        this.log = log;
        this.listener = listener;
        frame = new EventFrame(options.frameBytes(), tail.nextSequence());
        writtenThrough = tail.nextSequence() - 1;
        // What is found at the end of a log is forced before it is gone on with.
        durableThrough = writtenThrough;
    }

    /**
     * Goes on where an executions log ends, or begins one.
     *
     * @param storage the data directory; stays the caller's
     * @param instrument the instrument, as every header must define it
     * @param tail where the log ends, with a whole command
     * @param options how segments are laid out
     * @param listener told what happens
     * @return the writer; closed by the caller
     * @throws JournalException where the device refuses, or the log defines the instrument otherwise
     */
    public static ExecutionsWriter open(
            Storage storage,
            Instrument instrument,
            JournalTail tail,
            JournalOptions options,
            ExecutionsListener listener) {
        LogWriter log = LogWriter.open(storage, LogKind.EXECUTIONS, instrument, tail, options);
        return new ExecutionsWriter(instrument.symbol(), log, tail, options, listener);
    }

    /**
     * Stands for a log that cannot be written in this life of the process. The listener is told at once.
     *
     * @param symbol whose log
     * @param exception why
     * @param listener told what happened
     * @return a writer that has failed; nothing is durable of it
     */
    public static ExecutionsWriter unavailable(String symbol, JournalException exception, ExecutionsListener listener) {
        ExecutionsWriter writer =
                new ExecutionsWriter(symbol, null, JournalTail.empty(1), JournalOptions.DEFAULT, listener);
        writer.fail(exception);
        return writer;
    }

    /** {@return the symbol} */
    public String symbol() {
        return symbol;
    }

    /** {@return the sequence of the command whose event comes next; for the thread of the events} */
    public long nextSequence() {
        return frame.nextSequence();
    }

    /**
     * Adds an event to the batch.
     *
     * @param event a sequenced event that follows the last one; not kept
     */
    public void append(ExecutionEvent event) {
        if (failed.getPlain()) {
            return;
        }
        if (!frame.follows(event)) {
            fail(lost(event));
            return;
        }
        if (!frame.hasRoom()) {
            writeFrame();
            if (failed.getPlain()) {
                return;
            }
        }
        frame.add(event);
        uncountedEvents++;
    }

    /** {@return how many bytes the events of the batch take that no frame holds yet; for the thread of the events} */
    public int batchBytes() {
        return frame.bytes();
    }

    /** Writes the batch. The events survive the death of the process from now on. */
    public void commit() {
        if (frame.count() == 0 || failed.getPlain()) {
            return;
        }
        writeFrame();
        if (!failed.getPlain()) {
            long bytes = log.writtenBytes();
            listener.executionsWritten(uncountedEvents, bytes - countedBytes);
            uncountedEvents = 0;
            countedBytes = bytes;
        }
    }

    /** Forces what was written to the device. */
    public void force() {
        if (failed.get()) {
            return;
        }
        // Read before: what is written while the device works may not be on it.
        long through = writtenThrough;
        try {
            log.force();
            durableThrough = Math.max(durableThrough, through);
        } catch (JournalException e) {
            fail(e);
        }
    }

    /**
     * Does what would hold up the thread of the events otherwise: closes a full segment, and forces what was written
     * where it is much.
     */
    void work() {
        if (!failed.get() && (log.closesBehind() || log.unforcedBytes() >= FORCE_BYTES)) {
            force();
        }
    }

    /** Makes the file of the next segment, where this one fills fast or is half full; for any thread. */
    void prepare(long nowNanos) {
        if (!failed.get()) {
            log.prepare(nowNanos);
        }
    }

    /** {@return the last command whose events are all written, and with whose last event a frame ends} */
    public long writtenThrough() {
        return writtenThrough;
    }

    /** {@return the last command of which it is known that its events, and all before, survive a power cut} */
    public long durableThrough() {
        return durableThrough;
    }

    /** {@return whether this log has failed and takes nothing more} */
    public boolean failed() {
        return failed.get();
    }

    /** {@return how many bytes all segments have, zeros written ahead left out; 0 where it cannot be written} */
    public long bytes() {
        return log == null ? 0 : log.bytes();
    }

    /**
     * Takes note of closed segments that compaction removed.
     *
     * @param bytes how many bytes they had
     */
    public void removed(long bytes) {
        if (log != null) {
            log.removed(bytes);
        }
    }

    /** Ends this at once, as a crash would: nothing is written from now on, nothing is forced or closed. */
    public void abandon() {
        synchronized (writing) {
            ended = true;
        }
    }

    /**
     * Forces what was committed, cuts the zeros written ahead and closes the file. A batch that was not committed is
     * left to recovery.
     */
    @Override
    public void close() {
        abandon();
        if (log == null) {
            return;
        }
        try {
            log.close(() -> {});
            if (!failed.get()) {
                durableThrough = writtenThrough;
            }
        } catch (JournalException e) {
            fail(e);
        }
    }

    private void writeFrame() {
        synchronized (writing) {
            if (ended) {
                failed.set(true);
                return;
            }
            try {
                frame.write(log);
                log.nextFrameSequence(frame.nextSequence());
            } catch (JournalException e) {
                fail(e);
                return;
            } catch (RuntimeException e) {
                // The living market must not suffer from its log, whatever broke.
                fail(broken(e));
                return;
            }
        }
        if (frame.endsCommand()) {
            writtenThrough = frame.nextSequence() - 1;
        }
    }

    private void fail(JournalException exception) {
        if (failed.compareAndSet(false, true)) {
            listener.executionsFailed(symbol, exception);
        }
    }

    private JournalException broken(RuntimeException cause) {
        return new JournalException(
                Code.WRITE_FAILED,
                SegmentNames.executions(symbol).active(),
                JournalException.NONE,
                frame.nextSequence(),
                "the write ended unexpectedly; nothing more is written to the executions log, and a restart completes"
                        + " it from the journal; report this",
                cause);
    }

    private JournalException lost(ExecutionEvent event) {
        return new JournalException(
                Code.SEQUENCE_HOLE,
                SegmentNames.executions(symbol).active(),
                JournalException.NONE,
                frame.nextSequence(),
                "events did not reach the executions log; nothing more is written to it, and a restart completes it"
                        + " from the journal: found=" + event.sequence() + "/" + event.indexInCommand());
    }
}
