package io.everbook.journal;

import io.everbook.core.instrument.Instrument;
import io.everbook.journal.JournalException.Code;
import io.everbook.journal.storage.Storage;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Writes the frames of one log into its chain of segments. Frames come from one thread; {@link #force()} and
 * {@link #close} from any. After a failed write or force it is terminal: every later call throws the same exception and
 * nothing is ever forced again.
 */
final class LogWriter implements FrameOutput {

    private final Storage storage;
    private final Instrument instrument;
    private final JournalOptions options;
    private final SegmentNames names;
    private final Storage.Presence active;
    private final AtomicLong closedBytes;
    /** Held by every force, and while one segment follows another; never by a plain write. */
    private final Object forcing = new Object();

    private volatile JournalException failure;
    private volatile ActiveSegment segment;
    private volatile long nextFrameSequence;
    private boolean closed;
    private long writtenBytes;

    private LogWriter(Storage storage, LogKind kind, Instrument instrument, JournalTail tail, JournalOptions options)
            throws IOException {
        this.storage = storage;
        this.instrument = instrument;
        this.options = options;
        names = new SegmentNames(kind, instrument.symbol());
        active = storage.presence(names.active());
        closedBytes = new AtomicLong(tail.closedBytes());
        nextFrameSequence = tail.nextSequence();
        SegmentHeader header = new SegmentHeader(kind, instrument, tail.nextSequence(), tail.checkpoint());
        segment = tail.file() == null
                ? ActiveSegment.begin(storage, header, options)
                : ActiveSegment.resume(storage, kind, instrument, tail, options);
    }

    /** Goes on where a log ends, or begins one. A torn tail is copied to {@code quarantine/}, then cut. */
    static LogWriter open(
            Storage storage, LogKind kind, Instrument instrument, JournalTail tail, JournalOptions options) {
        try {
            storage.createDirectories(kind.directory());
            return new LogWriter(storage, kind, instrument, tail, options);
        } catch (IOException e) {
            throw new JournalException(
                    Code.WRITE_FAILED,
                    new SegmentNames(kind, instrument.symbol()).active(),
                    tail.endOffset(),
                    tail.nextSequence(),
                    "the " + kind.word()
                            + " cannot be opened for writing; check the disk's health, space and permissions",
                    e);
        }
    }

    String symbol() {
        return instrument.symbol();
    }

    /** Throws what this log has failed of, if it has. */
    void check() {
        JournalException thrown = failure;
        if (thrown != null) {
            throw thrown;
        }
    }

    boolean failed() {
        return failure != null;
    }

    /** How many bytes of frames were written. */
    long writtenBytes() {
        return writtenBytes;
    }

    /** How many bytes all segments have, zeros written ahead left out. */
    long bytes() {
        return closedBytes.get() + segment.position();
    }

    /** How many bytes of the segment being written are not known to be on the device. */
    long unforcedBytes() {
        return segment.unforcedBytes();
    }

    void removed(long bytes) {
        closedBytes.addAndGet(-bytes);
    }

    /** Writes a frame; a full segment is closed before. */
    @Override
    public void write(FrameEncoder frame, byte kind, long firstSequence, Checkpoint newest, boolean splits) {
        nextFrameSequence = firstSequence;
        ActiveSegment current = segment;
        try {
            boolean full = current.hasFrames() && current.position() + frame.length() > options.segmentBytes();
            if (full && splits) {
                rotate(firstSequence, newest);
                current = segment;
            }
            ByteBuffer sealed = frame.seal(kind, firstSequence, current.forcedBytes(), current.seed());
            writtenBytes += sealed.limit();
            current.write(sealed);
        } catch (IOException e) {
            throw fail(Code.WRITE_FAILED, e);
        }
        frame.clear();
    }

    /** Closes the segment, unless it is empty, and begins the next one with what is numbered so. */
    void roll(long firstSequence) {
        check();
        try {
            if (segment.hasFrames()) {
                rotate(firstSequence, Checkpoint.NONE);
            }
        } catch (IOException e) {
            throw fail(Code.WRITE_FAILED, e);
        }
    }

    /** Where the next frame goes in the active segment, in bytes. */
    long position() {
        return segment.position();
    }

    /** Tells which command the next frame will start with. */
    void nextFrameSequence(long sequence) {
        nextFrameSequence = sequence;
    }

    /** Forces everything written. Returns whether there was anything to force. */
    boolean force() {
        synchronized (forcing) {
            check();
            if (closed) {
                return false;
            }
            try {
                boolean forced = segment.force();
                if (forced && !active.isThere()) {
                    // Bytes in a file without a name are lost with the process, however well they were forced.
                    throw new FileNotFoundException(
                            "the " + names.kind().word() + " was removed or renamed under the running engine");
                }
                return forced;
            } catch (IOException e) {
                throw fail(Code.FORCE_FAILED, e);
            } catch (RuntimeException | Error e) {
                // Whether anything reached the device is unknown, whatever broke: as terminal as a device's refusal.
                throw fail(Code.FORCE_FAILED, new IOException("the force ended unexpectedly", e));
            }
        }
    }

    /** Writes what the caller still has, forces, and cuts the zeros written ahead. A failed log is only closed. */
    void close(Runnable last) {
        synchronized (forcing) {
            if (closed) {
                return;
            }
            closed = true;
            try {
                if (failure == null) {
                    last.run();
                    finish(segment);
                }
            } finally {
                closeFile();
            }
        }
    }

    /** Forces while this is closed by the calling thread. */
    void forceWritten() {
        try {
            segment.force();
        } catch (IOException e) {
            throw fail(Code.FORCE_FAILED, e);
        }
    }

    /** Each step is durable before the next, so that a crash between any two leaves a log that reads whole. */
    private void rotate(long firstSequence, Checkpoint newest) throws IOException {
        synchronized (forcing) {
            check();
            ActiveSegment full = segment;
            finish(full);
            SegmentHeader header = new SegmentHeader(names.kind(), instrument, firstSequence, newest);
            ActiveSegment next = ActiveSegment.create(storage, header, options);
            try {
                storage.rename(names.active(), names.closed(full.firstSequence()));
                storage.syncDirectory(names.directory());
                storage.rename(names.unfinished(), names.active());
                storage.syncDirectory(names.directory());
            } catch (IOException | RuntimeException e) {
                next.close();
                throw e;
            }
            closedBytes.addAndGet(full.position());
            segment = next;
            full.close();
        }
    }

    private void finish(ActiveSegment full) {
        try {
            full.finish();
        } catch (IOException e) {
            throw fail(Code.FORCE_FAILED, e);
        }
    }

    private void closeFile() {
        try {
            segment.close();
        } catch (IOException e) {
            // Everything was forced before, or another failure is known already.
            fail(Code.WRITE_FAILED, e);
        }
    }

    private synchronized JournalException fail(Code code, IOException cause) {
        if (failure == null) {
            ActiveSegment current = segment;
            failure = new JournalException(
                    code,
                    names.active(),
                    code == Code.FORCE_FAILED ? current.forcedBytes() : current.position(),
                    nextFrameSequence,
                    "the device refused to keep the " + names.kind().word() + " and "
                            + names.kind().consequence(),
                    cause);
        }
        return failure;
    }
}
