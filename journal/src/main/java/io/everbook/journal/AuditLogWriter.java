package io.everbook.journal;

import io.everbook.core.instrument.DecimalUnit;
import io.everbook.core.instrument.Instrument;
import io.everbook.journal.storage.Storage;

/**
 * Writes one audit journal: records of bytes, numbered from 1, in the segments and frames of the other logs. For one
 * thread at a time, but for {@link #force()} and {@link #close()}, which any may call. After a failed write or force it
 * is terminal: every later call throws the same exception.
 */
public final class AuditLogWriter implements AutoCloseable {

    /** The most bytes of a record. */
    public static final int MAX_RECORD_BYTES = 16 << 10;

    private final LogWriter log;
    private final FrameEncoder frame;
    private long frameSequence;
    private long nextSequence;

    private AuditLogWriter(LogWriter log, JournalTail tail, JournalOptions options) {
        this.log = log;
        frame = new FrameEncoder(LogKind.AUDIT, options.frameBytes());
        nextSequence = tail.nextSequence();
        frameSequence = nextSequence;
    }

    /**
     * Goes on where an audit journal ends, or begins one. A torn tail is copied to {@code quarantine/}, then cut.
     *
     * @param storage the data directory; stays the caller's
     * @param name which audit journal, as a file may be called
     * @param tail where it ends
     * @param options how segments are laid out; frames of at least 32 KiB
     * @return the writer; closed by the caller
     * @throws JournalException where the device refuses
     */
    public static AuditLogWriter open(Storage storage, String name, JournalTail tail, JournalOptions options) {
        LogWriter log = LogWriter.open(storage, LogKind.AUDIT, definition(name), tail, options);
        return new AuditLogWriter(log, tail, options);
    }

    /** What a header says of an audit journal: its name is the symbol, and nothing else of it means anything. */
    static Instrument definition(String name) {
        return new Instrument(name, new DecimalUnit(1, 0), new DecimalUnit(1, 0), 1);
    }

    /** {@return the number of the next record} */
    public long nextSequence() {
        return nextSequence;
    }

    /**
     * Adds a record to the batch.
     *
     * @param record its bytes, 1 to {@link #MAX_RECORD_BYTES} of them; not kept
     * @throws JournalException where this journal has failed, or fails now
     */
    public void append(byte[] record) {
        log.check();
        if (record.length == 0 || record.length > MAX_RECORD_BYTES) {
            throw new IllegalArgumentException(
                    "a record has 1 to " + MAX_RECORD_BYTES + " bytes: length=" + record.length);
        }
        if (!frame.hasRoom()) {
            writeFrame();
        }
        frame.add(record);
        nextSequence++;
    }

    /**
     * Writes the batch. Its records survive the death of the process from now on.
     *
     * @throws JournalException where this journal has failed, or fails now
     */
    public void commit() {
        log.check();
        if (frame.count() > 0) {
            writeFrame();
        }
    }

    /**
     * Writes the batch, closes the segment, unless it is empty, and begins the next one with the next record.
     *
     * @throws JournalException where this journal has failed, or fails now
     */
    public void roll() {
        commit();
        log.roll(nextSequence);
    }

    /** {@return how many bytes the active segment has} */
    public long segmentBytes() {
        return log.position();
    }

    /**
     * Takes note that closed segments were removed.
     *
     * @param bytes how many bytes they had
     */
    public void removed(long bytes) {
        log.removed(bytes);
    }

    /**
     * Forces everything committed to the device.
     *
     * @return whether there was anything to force
     * @throws JournalException where this journal has failed, or fails now
     */
    public boolean force() {
        return log.force();
    }

    /** {@return whether this journal has failed and takes nothing more} */
    public boolean failed() {
        return log.failed();
    }

    /** {@return how many bytes all segments have} */
    public long bytes() {
        return log.bytes();
    }

    /** Commits, forces and closes. A journal that has failed is only closed. */
    @Override
    public void close() {
        log.close(() -> {
            if (frame.count() > 0) {
                writeFrame();
            }
        });
    }

    private void writeFrame() {
        log.write(frame, FrameDescriptor.AUDIT, frameSequence, Checkpoint.NONE, true);
        frameSequence = nextSequence;
        log.nextFrameSequence(nextSequence);
    }
}
