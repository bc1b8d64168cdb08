package io.everbook.journal;

import io.everbook.core.instrument.Instrument;
import io.everbook.journal.ExecutionsFinding.Kind;
import io.everbook.journal.JournalException.Code;
import io.everbook.journal.storage.OpenMode;
import io.everbook.journal.storage.Storage;
import io.everbook.journal.storage.StorageFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What an executions log has before it is written again, found by reading its frames: which bytes do not belong there,
 * which commands are missing, and where it ends. It changes nothing before {@link #repair()}. Nobody may write the log
 * meanwhile.
 */
public final class ExecutionsSurvey {

    private static final long UNKNOWN = -1;

    private final Storage storage;
    private final Instrument instrument;
    private final SegmentNames names;
    private final long lastSequence;
    private final FrameWindow window = new FrameWindow();
    private final List<ExecutionsFinding> findings = new ArrayList<>();
    private final List<SequenceRange> missing = new ArrayList<>();
    private long nextSequence;
    private String active;
    private long activeFirstSequence;
    private long activeEnd;

    private ExecutionsSurvey(Storage storage, Instrument instrument, long lastSequence) {
        this.storage = storage;
        this.instrument = instrument;
        this.lastSequence = lastSequence;
        names = SegmentNames.executions(instrument.symbol());
    }

    /**
     * Surveys the log of a symbol.
     *
     * @param storage the data directory
     * @param instrument the instrument, as every header must define it
     * @param lastSequence the last command of the journal; events of later ones are a surplus
     * @return what was found
     * @throws JournalException where the device refuses, or a segment is of a newer version and must not be touched
     */
    public static ExecutionsSurvey of(Storage storage, Instrument instrument, long lastSequence) {
        ExecutionsSurvey survey = new ExecutionsSurvey(storage, instrument, lastSequence);
        try {
            for (long firstSequence : survey.names.closedFirstSequences(storage)) {
                survey.inspect(survey.names.closed(firstSequence), firstSequence);
            }
            if (storage.exists(survey.names.active())) {
                survey.inspect(survey.names.active(), UNKNOWN);
            }
            return survey;
        } catch (IOException e) {
            throw survey.refused(Code.UNREADABLE, "the executions log cannot be read", e);
        }
    }

    /** {@return the bytes that {@link #repair()} sets aside, in the order of the log} */
    public List<ExecutionsFinding> findings() {
        return List.copyOf(findings);
    }

    /** {@return the commands in the middle whose events are missing, once repaired} */
    public List<SequenceRange> missing() {
        return List.copyOf(missing);
    }

    /** {@return the first command behind the log's end; 0 where there is no log} */
    public long nextSequence() {
        return nextSequence;
    }

    /**
     * Sets aside what does not belong to the log: copied or moved to {@code quarantine/}, forced, and only then cut.
     *
     * @throws JournalException where the device refuses
     */
    public void repair() {
        try {
            for (ExecutionsFinding finding : findings) {
                if (finding.offset() == 0) {
                    TornTail.setAside(storage, names.kind(), finding.file());
                } else {
                    cut(finding);
                }
            }
        } catch (IOException e) {
            throw refused(Code.WRITE_FAILED, "bytes of the executions log cannot be set aside", e);
        }
    }

    /**
     * Tells where the writer goes on, after {@link #repair()}.
     *
     * @return the tail; without a file where the next segment is to be begun
     */
    public JournalTail tail() {
        try {
            long closedBytes = LogCatalog.closedBytes(storage, names);
            return new JournalTail(active, activeEnd, 0, Math.max(1, nextSequence), closedBytes, Checkpoint.NONE);
        } catch (IOException e) {
            throw refused(Code.UNREADABLE, "the executions log cannot be read", e);
        }
    }

    /**
     * Closes the active segment, if there is one, so that the log goes on with another one, after {@link #repair()}.
     *
     * @throws JournalException where the device refuses
     */
    public void closeActive() {
        if (active == null) {
            return;
        }
        try {
            if (activeEnd == SegmentDescriptor.HEADER_SIZE) {
                storage.delete(active);
            } else {
                try (StorageFile file = storage.open(active, OpenMode.WRITE)) {
                    // The last frames, and the cut behind them, may be those of a process whose force failed.
                    Unvouched.cut(file, activeEnd);
                    Unvouched.rewrite(
                            file, SegmentHeader.checksum(SegmentHeader.read(file, active, UNKNOWN)), activeEnd);
                    file.force(true);
                }
                storage.rename(active, names.closed(activeFirstSequence));
            }
            storage.syncDirectory(names.directory());
            active = null;
            activeEnd = 0;
        } catch (IOException e) {
            throw refused(Code.WRITE_FAILED, "the last segment of the executions log cannot be closed", e);
        }
    }

    private void cut(ExecutionsFinding finding) throws IOException {
        try (StorageFile file = storage.open(finding.file(), OpenMode.WRITE)) {
            SegmentHeader header = SegmentHeader.decode(
                    names.kind(), SegmentHeader.read(file, finding.file(), UNKNOWN), finding.file(), UNKNOWN);
            if (finding.file().equals(names.active())) {
                TornTail.setAside(storage, file, header, finding.offset(), finding.bytes());
            } else {
                TornTail.setAsideOfClosed(storage, file, header, finding.file(), finding.offset(), finding.bytes());
            }
        }
    }

    private void inspect(String name, long firstSequence) throws IOException {
        SegmentCursor cursor;
        try {
            cursor = SegmentCursor.open(storage, names.kind(), name, firstSequence, window);
        } catch (JournalException e) {
            requireCurable(e);
            setAside(Kind.DAMAGED, name, firstSequence, e);
            return;
        }
        try (cursor) {
            inspect(cursor, firstSequence == UNKNOWN);
        }
    }

    private void inspect(SegmentCursor cursor, boolean isActive) throws IOException {
        String name = cursor.name();
        long first = cursor.header().firstSequence();
        try {
            cursor.header().requireInstrument(instrument, name);
            if (!isActive && !name.equals(names.closed(first)) || nextSequence > first) {
                throw new JournalException(
                        Code.SEQUENCE_HOLE, name, 0, nextSequence, "the segment starts elsewhere than its place says");
            }
        } catch (JournalException e) {
            setAside(Kind.DAMAGED, name, first, e);
            return;
        }
        if (first > lastSequence + 1) {
            setAside(Kind.SURPLUS, name, first, null);
            return;
        }
        keep(cursor, isActive);
    }

    /** Finds the last frame that ends with a whole command of the journal; what follows is set aside. */
    private void keep(SegmentCursor cursor, boolean isActive) throws IOException {
        cursor.attach();
        long first = cursor.nextSequence();
        long end = cursor.offset();
        long next = first;
        Kind kind = Kind.TORN;
        JournalException cause = null;
        try {
            boolean surplus = false;
            while (!surplus && cursor.nextFrame(Long.MAX_VALUE)) {
                surplus = cursor.nextSequence() + (cursor.nextIndex() > 0 ? 1 : 0) > lastSequence + 1;
                if (!surplus && cursor.nextIndex() == 0) {
                    end = cursor.offset();
                    next = cursor.nextSequence();
                }
            }
            kind = surplus ? Kind.SURPLUS : kind;
            requireEnd(cursor, isActive, surplus);
        } catch (JournalException e) {
            requireCurable(e);
            kind = Kind.DAMAGED;
            cause = e;
        }
        long bytes = isActive ? cursor.bytesFrom(end) : storage.size(cursor.name()) - end;
        if (!isActive && end == SegmentDescriptor.HEADER_SIZE) {
            setAside(kind, cursor.name(), first, cause);
            return;
        }
        if (bytes > 0) {
            findings.add(new ExecutionsFinding(kind, cursor.name(), end, bytes, next, cause));
        }
        take(first, next);
        if (isActive) {
            active = cursor.name();
            activeFirstSequence = first;
            activeEnd = end;
        }
    }

    private static void requireEnd(SegmentCursor cursor, boolean isActive, boolean surplus) throws IOException {
        if (isActive) {
            cursor.tornBytes();
        } else if (!surplus) {
            cursor.requireEnd();
        }
    }

    private void take(long first, long next) {
        if (nextSequence > 0 && first > nextSequence) {
            missing.add(new SequenceRange(nextSequence, first - 1));
        }
        nextSequence = next;
    }

    private void setAside(Kind kind, String name, long firstSequence, JournalException cause) throws IOException {
        findings.add(new ExecutionsFinding(kind, name, 0, storage.size(name), firstSequence, cause));
        if (kind == Kind.DAMAGED && nextSequence == 0 && firstSequence > 0 && firstSequence <= lastSequence) {
            // The first of the log: what it held is known by its name alone.
            nextSequence = firstSequence;
        }
    }

    private static void requireCurable(JournalException e) {
        if (e.code() == Code.NEWER_VERSION || e.getCause() instanceof IOException) {
            throw e;
        }
    }

    private JournalException refused(Code code, String what, IOException cause) {
        return new JournalException(
                code,
                names.active(),
                JournalException.NONE,
                JournalException.NONE,
                what + "; check the disk's health, space and permissions",
                cause);
    }
}
