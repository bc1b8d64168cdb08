package io.everbook.replay;

import io.everbook.core.matching.Market;
import io.everbook.journal.Fragments;
import io.everbook.journal.JournalException;
import io.everbook.journal.JournalException.Code;
import io.everbook.journal.JournalOptions;
import io.everbook.journal.JournalTail;
import io.everbook.journal.JournalWriter;
import io.everbook.journal.storage.OpenMode;
import io.everbook.journal.storage.Storage;
import io.everbook.journal.storage.StorageFile;
import io.everbook.snapshot.SnapshotCatalog;
import io.everbook.snapshot.SnapshotFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/** Carries a plan out: writes the new data directory, then reads it back as a start would. */
final class SalvageOutput {

    private static final int CHUNK_BYTES = 64 << 10;
    private static final String QUARANTINE = "quarantine";
    private static final String ARCHIVE = "archive";

    private final Storage from;
    private final Storage into;
    private final SalvagePlan plan;
    private final CommandRange archived;

    SalvageOutput(Storage from, Storage into, SalvagePlan plan, CommandRange archived) {
        this.from = from;
        this.into = into;
        this.plan = plan;
        this.archived = archived;
    }

    void write(long digest) {
        try {
            journal();
            for (SnapshotFile snapshot : plan.kept()) {
                copy(snapshot.file(), snapshot.file());
            }
            archive();
            quarantine();
            readBack(digest);
        } catch (IOException e) {
            throw new JournalException(
                    Code.WRITE_FAILED,
                    into.describe(""),
                    JournalException.NONE,
                    JournalException.NONE,
                    "the new data directory cannot be written, delete it and begin again; check the disk's health,"
                            + " space and permissions",
                    e);
        }
    }

    private void journal() {
        JournalTail nothing = JournalTail.empty(plan.range().from());
        try (JournalWriter writer = JournalWriter.open(into, plan.instrument(), nothing, JournalOptions.DEFAULT)) {
            new SalvagedCommands(from, plan).write(writer);
        }
    }

    /** The whole beginning of each segment before a hole that a snapshot bridges. */
    private void archive() throws IOException {
        if (archived == null) {
            return;
        }
        into.createDirectories(ARCHIVE);
        for (String file : plan.scan().files()) {
            long firstSequence = 0;
            long end = 0;
            try (Fragments fragments = Fragments.open(from, file)) {
                long next = fragments.endOffset();
                while (fragments.headerFault() == null && fragments.nextFrame() && fragments.offset() == next) {
                    next = fragments.endOffset();
                    if (archived.contains(fragments.nextSequence())) {
                        firstSequence = firstSequence == 0 ? fragments.nextSequence() : firstSequence;
                        end = next;
                    }
                }
                if (end > 0) {
                    fragments.copy(0, end, into, archiveName(firstSequence));
                }
            }
        }
        for (SnapshotFile snapshot : plan.bridged()) {
            copy(
                    snapshot.file(),
                    ARCHIVE + snapshot.file().substring(snapshot.file().lastIndexOf('/')));
        }
        into.syncDirectory(ARCHIVE);
    }

    private String archiveName(long firstSequence) {
        return String.format("%s/%s-%019d.journal", ARCHIVE, plan.instrument().symbol(), firstSequence);
    }

    private void quarantine() throws IOException {
        String symbol = plan.instrument().symbol();
        List<String> executions = Segments.executions(from, symbol);
        if (plan.scan().damaged().isEmpty() && plan.broken().isEmpty() && executions.isEmpty()) {
            return;
        }
        into.createDirectories(QUARANTINE);
        for (DamagedPart part : plan.scan().damaged()) {
            try (Fragments fragments = Fragments.open(from, part.file())) {
                fragments.copy(part.from(), part.to(), into, part.quarantineName());
            }
        }
        for (SnapshotFile snapshot : plan.broken()) {
            copy(
                    snapshot.file(),
                    QUARANTINE + snapshot.file().substring(snapshot.file().lastIndexOf('/')));
        }
        // The first start makes the new log of the new journal; the old one tells of what is not kept, too.
        for (String segment : executions) {
            copy(segment, QUARANTINE + segment.substring(segment.lastIndexOf('/')));
        }
        into.syncDirectory(QUARANTINE);
    }

    private void copy(String name, String newName) throws IOException {
        String directory = newName.substring(0, newName.lastIndexOf('/'));
        into.createDirectories(directory);
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES);
        try (StorageFile source = from.open(name, OpenMode.READ);
                StorageFile target = into.open(newName, OpenMode.CREATE)) {
            long at = 0;
            while (source.readAvailable(chunk.clear(), at) > 0) {
                chunk.flip();
                long count = chunk.remaining();
                target.writeFully(chunk, at);
                at += count;
            }
            target.force(true);
        }
        into.syncDirectory(directory);
    }

    /** Rebuilds the market from the new files alone. */
    private void readBack(long digest) {
        CommandRange range = plan.range();
        Market market = range.from() == 1
                ? new Market(plan.instrument())
                : new SnapshotCatalog(into, plan.instrument().symbol())
                        .load(plan.kept().get(0));
        try (JournalReplay replay = new JournalReplay(into, market)) {
            while (replay.step()) {
                continue;
            }
            replay.tail();
        }
        if (market.sequence() != range.through() || market.digest() != digest) {
            throw new JournalException(
                    Code.CHECKPOINT_MISMATCH,
                    into.describe(""),
                    JournalException.NONE,
                    market.sequence(),
                    "the new data directory does not give back what was salvaged; report this: salvaged="
                            + Long.toHexString(digest) + " readBack=" + Long.toHexString(market.digest()));
        }
    }
}
