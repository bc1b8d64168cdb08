package io.everbook.replay;

import io.everbook.journal.Fragments;
import io.everbook.journal.JournalOptions;
import io.everbook.journal.JournalTail;
import io.everbook.journal.JournalWriter;
import io.everbook.journal.storage.Storage;
import io.everbook.snapshot.SnapshotFile;
import java.io.IOException;
import java.util.List;

/** Carries a plan out: writes the new data directory, then reads it back as a start would. */
final class SalvageOutput {

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
            NewDirectory.readBack(into, plan.instrument(), plan.range().through(), digest, ProgressListener.NONE);
        } catch (IOException e) {
            throw NewDirectory.unwritable(into, e);
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
        NewDirectory.copy(from, name, into, newName);
    }
}
