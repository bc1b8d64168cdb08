package io.everbook.app.backup;

import io.everbook.app.backup.BackupException.Code;
import io.everbook.app.terminal.ProgressBar;
import io.everbook.app.terminal.TemporaryDirectory;
import io.everbook.journal.storage.FileStorage;
import io.everbook.journal.storage.Storage;
import io.everbook.replay.FileVerdict;
import io.everbook.replay.ProgressListener;
import io.everbook.replay.Verification;
import io.everbook.replay.VerificationReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * Says whether a backup is good: restores it into a temporary directory, checks every byte of it, replays every market
 * past all its proofs, and compares the states with those of the manifest. Nothing less counts.
 */
final class BackupVerification {

    /** How the name of the temporary directory begins. */
    static final String TEMPORARY = "everbook-verify-";

    private BackupVerification() {}

    /** Deletes what a verification left in a directory when its process died. */
    static void removeLeftovers(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            for (Path left : entries.filter(
                            entry -> entry.getFileName().toString().startsWith(TEMPORARY))
                    .toList()) {
                try (Stream<Path> tree = Files.walk(left)) {
                    for (Path file : tree.sorted(Comparator.reverseOrder()).toList()) {
                        Files.deleteIfExists(file);
                    }
                }
            }
        }
    }

    /**
     * Verifies a backup.
     *
     * @param store where it is
     * @param id which
     * @param temporary in which directory it is restored for the time; null for that of the system
     * @param progress is told of each part of it
     * @return its manifest
     * @throws BackupException where it is not good
     */
    static Manifest run(BackupStore store, String id, Path temporary, BackupProgress progress) throws IOException {
        Manifest manifest = store.manifest(id);
        try (TemporaryDirectory directory = TemporaryDirectory.create(temporary, TEMPORARY);
                Storage restored = FileStorage.beside(directory.path(), BackupStore.LOCK)) {
            BackupRestoration.copy(store, manifest, name -> true, restored, progress);
            BackupRestoration.requireStates(manifest, restored, progress);
            for (MarketState state : manifest.states()) {
                ProgressListener listener = progress.begin("proofs", ProgressBar.BYTES);
                requireGood(manifest, Verification.run(restored, state.symbol(), listener));
            }
            return manifest;
        }
    }

    private static void requireGood(Manifest manifest, VerificationReport report) {
        if (!report.good()) {
            String finding = report.files().stream()
                    .filter(file -> !file.good())
                    .map(FileVerdict::detail)
                    .findFirst()
                    .orElse("a replay and the proofs of the journal differ");
            throw new BackupException(
                    Code.STATE_DIFFERS,
                    "the backup is what was copied, but the data directory had damage already; see what everbook"
                            + " journal verify says of it: backup=" + manifest.id() + " symbol=" + report.symbol()
                            + " finding=\"" + finding + '"');
        }
    }
}
