package io.everbook.app.backup;

import io.everbook.app.backup.BackupException.Code;
import io.everbook.app.terminal.ProgressBar;
import io.everbook.journal.JournalException;
import io.everbook.journal.storage.OpenMode;
import io.everbook.journal.storage.Storage;
import io.everbook.replay.ProgressListener;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Writes the files of a backup into a new data directory, and proves by replay that they are what they were. */
final class BackupRestoration {

    private BackupRestoration() {}

    /**
     * Makes a data directory out of a backup, and proves it.
     *
     * @param store where the backup is
     * @param manifest which it is
     * @param into a new data directory; closed
     * @param progress is told of each part of it
     * @throws BackupException where the backup is damaged, or the device refuses
     */
    static void run(BackupStore store, Manifest manifest, Storage into, BackupProgress progress) throws IOException {
        copy(store, manifest, name -> true, into, progress);
        requireStates(manifest, into, progress);
        BackupAudit.origin(into, manifest.id(), store.describe());
    }

    /**
     * Writes the files of a backup.
     *
     * @param store where the backup is
     * @param manifest which it is
     * @param wanted which of its files, by name
     * @param into a new data directory; stays the caller's
     * @param progress is told of each part of it
     * @throws BackupException where the backup is damaged, or the device refuses
     */
    static void copy(
            BackupStore store, Manifest manifest, Predicate<String> wanted, Storage into, BackupProgress progress) {
        Set<String> directories = new TreeSet<>();
        long done = 0;
        ProgressListener bytes = progress.begin("restore", ProgressBar.BYTES);
        try {
            for (StoredFile file : manifest.files()) {
                if (wanted.test(file.name())) {
                    String directory =
                            file.name().substring(0, Math.max(0, file.name().lastIndexOf('/')));
                    if (directories.add(directory) && !directory.isEmpty()) {
                        into.createDirectories(directory);
                    }
                    try (OutputStream out = StorageStreams.out(into.open(file.name(), OpenMode.CREATE))) {
                        store.read(file, out);
                    }
                }
                done += file.bytes();
                bytes.progress(done, manifest.bytes());
            }
            for (String directory : directories) {
                into.syncDirectory(directory);
            }
        } catch (IOException e) {
            throw new BackupException(
                    Code.DEVICE_FAILED,
                    "the backup cannot be restored; check the health, space and permissions of the disks: from="
                            + store.describe() + " into=" + into.describe("") + " cause=" + e,
                    e);
        }
    }

    /**
     * Replays what was restored, as a start would, and compares it with what was backed up.
     *
     * @param manifest the backup
     * @param restored the restored data directory; only read
     * @param progress is told how many commands are replayed
     * @throws BackupException where a market is another one
     */
    static void requireStates(Manifest manifest, Storage restored, BackupProgress progress) throws IOException {
        List<MarketState> states;
        try {
            Map<String, Long> ends = new HashMap<>();
            manifest.states().forEach(state -> ends.put(state.symbol(), state.sequence()));
            states = MarketStates.of(restored, ends, progress);
        } catch (JournalException damage) {
            if (damage.code() == JournalException.Code.NEWER_VERSION) {
                throw newer(manifest, damage);
            }
            throw new BackupException(
                    Code.STATE_DIFFERS,
                    "what was restored cannot be replayed; use another backup: backup=" + manifest.id() + " cause="
                            + damage.getMessage(),
                    damage);
        }
        if (!states.equals(manifest.states())) {
            throw new BackupException(
                    Code.STATE_DIFFERS,
                    "what was restored does not replay to what was backed up; use another backup, and report this:"
                            + " backup=" + manifest.id() + " backedUp=" + text(manifest.states()) + " replayed="
                            + text(states));
        }
    }

    private static BackupException newer(Manifest manifest, JournalException fault) {
        return new BackupException(
                Code.NEWER_VERSION,
                "an engine of a newer version wrote what is in this backup; restore it with that version: backup="
                        + manifest.id() + " madeBy=" + manifest.version() + " cause=" + fault.getMessage(),
                fault);
    }

    private static String text(List<MarketState> states) {
        StringBuilder text = new StringBuilder("[");
        for (MarketState state : states) {
            text.append(text.length() > 1 ? ", " : "").append(state.symbol()).append(' ');
            text.append(state.sequence()).append(' ').append(HexFormat.of().toHexDigits(state.digest()));
        }
        return text.append(']').toString();
    }
}
