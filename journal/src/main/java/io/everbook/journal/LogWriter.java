package io.everbook.journal;

import io.everbook.core.instrument.Instrument;
import io.everbook.journal.JournalException.Code;
import io.everbook.journal.storage.Storage;
import java.io.Closeable;
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
    /** Held while the next segment's file is made, and by whoever else uses its name; inside {@link #forcing}. */
    private final Object preparing = new Object();

    private volatile JournalException failure;
    private volatile ActiveSegment segment;
    /** The file of the next segment; null where nobody made it. */
    private volatile PreparedSegment prepared;
    /** A full segment that still has the active name and is to be closed; null for none. Set before the next one. */
    private volatile ActiveSegment closing;

    /** The segment after which no file could be made; this and the next for whoever holds {@link #preparing}. */
    private ActiveSegment unprepared;

    private final SegmentPace pace;
    /** Whether somebody waits for {@link #preparing}, which is not to be held for longer than it must. */
    private volatile boolean awaited;

    private volatile long nextFrameSequence;
    private volatile boolean closed;
    private long writtenBytes;

    private LogWriter(Storage storage, LogKind kind, Instrument instrument, JournalTail tail, JournalOptions options)
            throws IOException {
        this.storage = storage;
        this.instrument = instrument;
        this.options = options;
        pace = new SegmentPace(options);
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

    /** How many bytes of the segment being written, and of one to be closed, are not known to be on the device. */
    long unforcedBytes() {
        ActiveSegment full = closing;
        return segment.unforcedBytes() + (full == null ? 0 : full.unforcedBytes());
    }

    /** Whether a full segment waits to be closed by the next force. */
    boolean closesBehind() {
        return closing != null;
    }

    /**
     * Makes the file of the next segment ahead of its need, so that whoever writes need not wait for it.
     *
     * @param nowNanos of the clock by which it is told how fast segments fill
     */
    void prepare(long nowNanos) {
        synchronized (preparing) {
            ActiveSegment current = segment;
            // In this order: whoever takes the file says first that its name is in use.
            if (closed || failure != null || prepared != null || closing != null || current == unprepared) {
                return;
            }
            boolean fast = pace.isFast(current, nowNanos);
            if (!fast && current.position() <= options.segmentBytes() / 2) {
                return;
            }
            try {
                prepared = fast
                        ? PreparedSegment.makeWhole(storage, names, options, () -> awaited)
                        : PreparedSegment.make(storage, names, options);
            } catch (IOException | RuntimeException e) {
                // Nothing depends on it. Whoever needs the file makes it, and tells what the device says then.
                unprepared = current;
                deleteUnprepared();
            }
        }
    }

    /** What was made so far may be what fills the disk. */
    private void deleteUnprepared() {
        try {
            storage.delete(names.unfinished());
        } catch (IOException e) {
            // No part of the log: whoever makes the next segment replaces it.
            return;
        }
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
            // While the one before is not closed yet, this one becomes longer: nobody waits for that.
            if (full && splits && closing == null) {
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
                // Read first: where it is a new one, the full one before it is known to be closing.
                ActiveSegment written = segment;
                boolean forced = closeBehind() | written.force();
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
            awaited = true;
            try {
                if (failure == null) {
                    last.run();
                    closeFull();
                    finish(segment);
                    discardPrepared();
                }
            } finally {
                synchronized (preparing) {
                    closeFiles();
                }
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

    private void rotate(long firstSequence, Checkpoint newest) throws IOException {
        check();
        SegmentHeader header = new SegmentHeader(names.kind(), instrument, firstSequence, newest);
        if (names.kind() == LogKind.EXECUTIONS && prepared != null) {
            goOnBefore(header);
            return;
        }
        synchronized (forcing) {
            check();
            ActiveSegment full = segment;
            finish(full);
            awaited = true;
            synchronized (preparing) {
                awaited = false;
                ActiveSegment next = next(header);
                try {
                    rename(full);
                } catch (IOException | RuntimeException e) {
                    next.close();
                    throw e;
                }
                closedBytes.addAndGet(full.position());
                segment = next;
            }
            full.close();
        }
    }

    /**
     * Goes on in the prepared file, which has no name for readers before {@link #closeBehind()} has closed the full
     * segment. Only for a log of which nothing is missed that a crash takes back: until then the log ends where the
     * full segment does. Without the lock of forces, so that nobody waits for one.
     */
    private void goOnBefore(SegmentHeader header) throws IOException {
        ActiveSegment next = prepared.begin(header);
        closedBytes.addAndGet(segment.position());
        closing = segment;
        prepared = null;
        segment = next;
    }

    /** Closes the full segment that was left behind; whether there was one. Under the lock of forces. */
    private boolean closeBehind() throws IOException {
        ActiveSegment full = closing;
        if (full == null || segment == full) {
            // Where it is named but not left yet, the next force closes it: what follows it must be forced before.
            return false;
        }
        full.finish();
        // Its header must be there before it has a name.
        segment.force();
        rename(full);
        closing = null;
        full.close();
        return true;
    }

    private void closeFull() {
        try {
            closeBehind();
        } catch (IOException e) {
            throw fail(Code.FORCE_FAILED, e);
        }
    }

    /** The next segment under a name that no reader looks at, with its header and forced. */
    private ActiveSegment next(SegmentHeader header) throws IOException {
        PreparedSegment file = prepared;
        if (file == null) {
            return ActiveSegment.create(storage, header, options);
        }
        prepared = null;
        ActiveSegment next = file.begin(header);
        try {
            next.forceHeader();
            return next;
        } catch (IOException | RuntimeException e) {
            next.close();
            throw e;
        }
    }

    /** Each step is durable before the next, so that a crash between any two leaves a log that reads whole. */
    private void rename(ActiveSegment full) throws IOException {
        storage.rename(names.active(), names.closed(full.firstSequence()));
        storage.syncDirectory(names.directory());
        storage.rename(names.unfinished(), names.active());
        storage.syncDirectory(names.directory());
    }

    private void discardPrepared() {
        synchronized (preparing) {
            PreparedSegment file = prepared;
            prepared = null;
            if (file != null) {
                try {
                    file.discard();
                } catch (IOException e) {
                    // No part of the log: whoever makes the next segment replaces it.
                    return;
                }
            }
        }
    }

    private void finish(ActiveSegment full) {
        try {
            full.finish();
        } catch (IOException e) {
            throw fail(Code.FORCE_FAILED, e);
        }
    }

    private void closeFiles() {
        close(prepared);
        close(closing);
        close(segment);
    }

    private void close(Closeable file) {
        try {
            if (file != null) {
                file.close();
            }
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
