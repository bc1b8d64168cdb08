package io.everbook.journal;

import io.everbook.core.Invariant;
import io.everbook.core.command.Command;
import io.everbook.core.instrument.Instrument;
import io.everbook.journal.storage.Storage;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Writes one symbol's journal. {@link #append(Command)} and {@link #commit()} belong to the journaling thread; what
 * other threads may call says so. After a failed write or force it is terminal: every later call throws the same
 * exception and nothing is ever forced again.
 */
public final class JournalWriter implements AutoCloseable {

    private final LogWriter log;
    private final FrameEncoder frame;
    private final Queue<Checkpoint> offered = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean reported = new AtomicBoolean();
    private Checkpoint checkpoint;
    private long frameSequence;
    private long nextSequence;

    private JournalWriter(LogWriter log, JournalTail tail, JournalOptions options) {
        this.log = log;
        frame = new FrameEncoder(LogKind.JOURNAL, options.frameBytes());
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
        LogWriter log = LogWriter.open(storage, LogKind.JOURNAL, instrument, tail, options);
        return new JournalWriter(log, tail, options);
    }

    /** {@return the symbol} */
    public String symbol() {
        return log.symbol();
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
        log.check();
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
        log.check();
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
        return log.force();
    }

    /** Makes the file of the next segment, where this one fills fast or is half full; for any thread. */
    void prepare(long nowNanos) {
        log.prepare(nowNanos);
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
        return log.failed();
    }

    /** {@return how many bytes all segments have, zeros written ahead left out; for any thread} */
    public long bytes() {
        return log.bytes();
    }

    /**
     * Takes note of closed segments that compaction removed. For any thread.
     *
     * @param bytes how many bytes they had
     */
    public void removed(long bytes) {
        log.removed(bytes);
    }

    /**
     * Commits, writes the checkpoints that were offered, forces, and cuts the zeros written ahead. A journal that has
     * failed is only closed.
     *
     * @throws JournalException where this journal fails now
     */
    @Override
    public void close() {
        log.close(this::finish);
    }

    /** How many bytes of frames this writer has written. */
    long writtenBytes() {
        return log.writtenBytes();
    }

    /** Tells one caller, and no other, to report the failure. */
    boolean mayReportFailure() {
        return reported.compareAndSet(false, true);
    }

    private void writeFrame(byte kind) {
        log.write(frame, kind, frameSequence, checkpoint, true);
        frameSequence = nextSequence;
        log.nextFrameSequence(nextSequence);
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

    private void finish() {
        if (frame.count() > 0) {
            writeFrame(FrameDescriptor.COMMANDS);
        }
        if (!offered.isEmpty()) {
            // Forced first, so that the checkpoint's frame vouches for every command before it.
            log.forceWritten();
            writeCheckpoints();
        }
    }
}
