package io.everbook.journal;

import io.everbook.core.Invariant;
import io.everbook.core.command.Command;
import io.everbook.core.instrument.Instrument;
import io.everbook.journal.JournalException.Code;
import io.everbook.journal.storage.Storage;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Writes one symbol's journal. {@link #append(Command)} and {@link #commit()} belong to the journaling thread; what
 * other threads may call says so. After a failed write or force it is terminal: every later call throws the same
 * exception and nothing is ever forced again.
 */
public final class JournalWriter implements AutoCloseable {

    private final Storage storage;
    private final Instrument instrument;
    private final JournalOptions options;
    private final String file;
    private final FrameEncoder frame;
    private final AtomicLong closedBytes;
    private final Queue<Checkpoint> offered = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean reported = new AtomicBoolean();
    /** Held by every force, and while one segment follows another; never by a plain write. */
    private final Object forcing = new Object();

    private volatile JournalException failure;
    private volatile ActiveSegment segment;
    private volatile long frameSequence;
    private Checkpoint checkpoint;
    private boolean closed;
    private long nextSequence;
    private long writtenBytes;

    private JournalWriter(
            Storage storage, Instrument instrument, JournalTail tail, JournalOptions options, ActiveSegment segment) {
        this.storage = storage;
        this.instrument = instrument;
        this.options = options;
        this.segment = segment;
        file = SegmentNames.active(instrument.symbol());
        frame = new FrameEncoder(options.frameBytes());
        closedBytes = new AtomicLong(tail.closedBytes());
        checkpoint = tail.checkpoint();
        nextSequence = tail.nextSequence();
        frameSequence = nextSequence;
    }

    /**
     * Goes on where a journal ends, or begins one. A torn tail is copied to {@code quarantine/}, then cut.
     *
     * @param storage the data directory; stays the caller's
     * @param instrument the instrument, as every header must define it
     * @param tail where the journal ends
     * @param options how segments are laid out
     * @return the writer; closed by the caller
     * @throws JournalException where the device refuses, or the journal defines the instrument otherwise
     */
    public static JournalWriter open(Storage storage, Instrument instrument, JournalTail tail, JournalOptions options) {
        String file = SegmentNames.active(instrument.symbol());
        try {
            storage.createDirectories(SegmentNames.DIRECTORY);
            ActiveSegment segment = tail.file() == null
                    ? ActiveSegment.begin(storage, instrument, tail, options)
                    : ActiveSegment.resume(storage, instrument, tail, options);
            return new JournalWriter(storage, instrument, tail, options, segment);
        } catch (IOException e) {
            throw new JournalException(
                    Code.WRITE_FAILED,
                    file,
                    tail.endOffset(),
                    tail.nextSequence(),
                    "the journal cannot be opened for writing; check the disk's health, space and permissions",
                    e);
        }
    }

    /** {@return the symbol} */
    public String symbol() {
        return instrument.symbol();
    }

    /** {@return the sequence that the next command must have} */
    public long nextSequence() {
        return nextSequence;
    }

    /**
     * Adds a command to the batch. Nothing is promised about it before {@link #commit()} returns.
     *
     * @param command the command, numbered {@link #nextSequence()}; not kept
     * @throws JournalException where this journal has failed, or fails now
     */
    public void append(Command command) {
        check();
        Invariant.require(command.sequence() == nextSequence, "commands are journaled in sequence", nextSequence);
        if (!frame.hasRoom()) {
            writeFrame(FrameDescriptor.COMMANDS);
        }
        frame.add(command);
        nextSequence++;
    }

    /**
     * Writes the batch, and the checkpoints that were offered. The commands survive the death of the process from now
     * on.
     *
     * @throws JournalException where this journal has failed, or fails now
     */
    public void commit() {
        check();
        if (frame.count() > 0) {
            writeFrame(FrameDescriptor.COMMANDS);
        }
        writeCheckpoints();
    }

    /**
     * Forces everything committed to the device. For any thread.
     *
     * @return whether there was anything to force
     * @throws JournalException where this journal has failed, or fails now
     */
    public boolean force() {
        synchronized (forcing) {
            check();
            if (closed) {
                return false;
            }
            try {
                boolean forced = segment.force();
                if (forced && !storage.exists(file)) {
                    // Bytes in a file without a name are lost with the process, however well they were forced.
                    throw new FileNotFoundException("the journal was removed or renamed under the running engine");
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

    /**
     * Offers a checkpoint, written with the next commit or at close. For any thread.
     *
     * @param sequence a command that is committed
     * @param digest the digest after it
     */
    public void offerCheckpoint(long sequence, long digest) {
        offered.add(new Checkpoint(sequence, digest));
    }

    /** {@return whether this journal has failed and accepts nothing more; for any thread} */
    public boolean failed() {
        return failure != null;
    }

    /** {@return how many bytes all segments have, zeros written ahead left out; for any thread} */
    public long bytes() {
        return closedBytes.get() + segment.position();
    }

    /**
     * Takes note of closed segments that compaction removed. For any thread.
     *
     * @param bytes how many bytes they had
     */
    public void removed(long bytes) {
        closedBytes.addAndGet(-bytes);
    }

    /**
     * Commits, writes the checkpoints that were offered, forces, and cuts the zeros written ahead. A journal that has
     * failed is only closed.
     *
     * @throws JournalException where this journal fails now
     */
    @Override
    public void close() {
        synchronized (forcing) {
            if (closed) {
                return;
            }
            closed = true;
            try {
                if (failure == null) {
                    finish();
                }
            } finally {
                closeFile();
            }
        }
    }

    /** How many bytes of frames this writer has written. */
    long writtenBytes() {
        return writtenBytes;
    }

    /** Tells one caller, and no other, to report the failure. */
    boolean mayReportFailure() {
        return reported.compareAndSet(false, true);
    }

    private void check() {
        JournalException thrown = failure;
        if (thrown != null) {
            throw thrown;
        }
    }

    private void writeFrame(byte kind) {
        ActiveSegment current = segment;
        try {
            if (current.hasFrames() && current.position() + frame.length() > options.segmentBytes()) {
                rotate();
                current = segment;
            }
            ByteBuffer sealed = frame.seal(kind, frameSequence, current.forcedBytes(), current.seed());
            writtenBytes += sealed.limit();
            current.write(sealed);
        } catch (IOException e) {
            throw fail(Code.WRITE_FAILED, e);
        }
        frame.clear();
        frameSequence = nextSequence;
    }

    private void writeCheckpoints() {
        for (Checkpoint next = offered.poll(); next != null; next = offered.poll()) {
            Invariant.require(next.sequence() < nextSequence, "a checkpoint follows its command", nextSequence);
            // That of a snapshot may be offered after a later one.
            checkpoint = next.sequence() > checkpoint.sequence() ? next : checkpoint;
            frame.add(next);
            writeFrame(FrameDescriptor.CHECKPOINT);
        }
    }

    /** Each step is durable before the next, so that a crash between any two leaves a journal that reads whole. */
    private void rotate() throws IOException {
        synchronized (forcing) {
            check();
            ActiveSegment full = segment;
            finish(full);
            SegmentHeader header = new SegmentHeader(instrument, frameSequence, checkpoint);
            ActiveSegment next = ActiveSegment.create(storage, header, options);
            try {
                storage.rename(file, SegmentNames.closed(instrument.symbol(), full.firstSequence()));
                storage.syncDirectory(SegmentNames.DIRECTORY);
                storage.rename(SegmentNames.unfinished(instrument.symbol()), file);
                storage.syncDirectory(SegmentNames.DIRECTORY);
            } catch (IOException | RuntimeException e) {
                next.close();
                throw e;
            }
            closedBytes.addAndGet(full.position());
            segment = next;
            full.close();
        }
    }

    private void finish() {
        if (frame.count() > 0) {
            writeFrame(FrameDescriptor.COMMANDS);
        }
        try {
            if (!offered.isEmpty()) {
                // Forced first, so that the checkpoint's frame vouches for every command before it.
                segment.force();
                writeCheckpoints();
            }
        } catch (IOException e) {
            throw fail(Code.FORCE_FAILED, e);
        }
        finish(segment);
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
                    file,
                    code == Code.FORCE_FAILED ? current.forcedBytes() : current.position(),
                    frameSequence,
                    "the device refused to keep the journal and this symbol accepts nothing more;"
                            + " check the disk's health and free space, then restart",
                    cause);
        }
        return failure;
    }
}
