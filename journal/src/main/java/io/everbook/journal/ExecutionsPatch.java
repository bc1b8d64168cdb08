package io.everbook.journal;

import io.everbook.core.event.ExecutionEvent;
import io.everbook.core.instrument.Instrument;
import io.everbook.journal.JournalException.Code;
import io.everbook.journal.storage.Storage;
import java.io.IOException;

/**
 * Writes events that are missing in an executions log as closed segments, while nobody else writes the log. A segment
 * gets its name only when it is complete and forced, so a crash leaves a smaller hole and no half segment.
 */
public final class ExecutionsPatch implements FrameOutput, AutoCloseable {

    private final Storage storage;
    private final Instrument instrument;
    private final JournalOptions options;
    private final SegmentNames names;
    private final EventFrame frame;
    private ActiveSegment segment;

    /**
     * Prepares a patch; nothing is written yet.
     *
     * @param storage the data directory; stays the caller's
     * @param instrument the instrument
     * @param firstSequence the first command whose events are missing
     * @param options how segments are laid out
     */
    public ExecutionsPatch(Storage storage, Instrument instrument, long firstSequence, JournalOptions options) {
        this.storage = storage;
        this.instrument = instrument;
        this.options = new JournalOptions(options.segmentBytes(), 0, options.frameBytes());
        names = SegmentNames.executions(instrument.symbol());
        frame = new EventFrame(options.frameBytes(), firstSequence);
    }

    /** {@return the sequence of the command whose event comes next} */
    public long nextSequence() {
        return frame.nextSequence();
    }

    /**
     * Adds an event.
     *
     * @param event the event that follows the last one; not kept
     * @throws JournalException where the device refuses
     */
    public void append(ExecutionEvent event) {
        if (!frame.follows(event)) {
            throw new IllegalArgumentException("events are patched in order: sequence=" + event.sequence() + " index="
                    + event.indexInCommand() + " expected=" + frame.nextSequence());
        }
        if (!frame.hasRoom()) {
            frame.write(this);
        }
        frame.add(event);
    }

    /**
     * Completes the last segment and gives it its name. The last event must be the last of its command.
     *
     * @throws JournalException where the device refuses
     */
    public void finish() {
        if (frame.count() > 0) {
            frame.write(this);
        }
        if (segment != null) {
            try {
                finishSegment();
            } catch (IOException e) {
                throw failed(e);
            }
        }
    }

    @Override
    public void write(FrameEncoder encoder, byte kind, long firstSequence, Checkpoint newest, boolean splits) {
        try {
            if (segment != null && splits && segment.position() + encoder.length() > options.segmentBytes()) {
                finishSegment();
            }
            if (segment == null) {
                storage.createDirectories(names.directory());
                SegmentHeader header = new SegmentHeader(names.kind(), instrument, firstSequence, newest);
                segment = ActiveSegment.create(storage, header, options);
            }
            segment.write(encoder.seal(kind, firstSequence, segment.forcedBytes(), segment.seed()));
        } catch (IOException e) {
            throw failed(e);
        }
        encoder.clear();
    }

    private void finishSegment() throws IOException {
        ActiveSegment full = segment;
        segment = null;
        try {
            full.finish();
        } finally {
            full.close();
        }
        storage.rename(names.unfinished(), names.closed(full.firstSequence()));
        storage.syncDirectory(names.directory());
    }

    /** Lets go of a segment that was not completed; it is not part of the log. */
    @Override
    public void close() {
        if (segment != null) {
            try {
                segment.close();
            } catch (IOException e) {
                throw failed(e);
            }
        }
    }

    private JournalException failed(IOException cause) {
        return new JournalException(
                Code.WRITE_FAILED,
                names.unfinished(),
                JournalException.NONE,
                frame.nextSequence(),
                "missing events cannot be written to the executions log; check the disk's health and free space",
                cause);
    }
}
