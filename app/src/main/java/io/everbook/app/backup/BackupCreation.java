package io.everbook.app.backup;

import io.everbook.app.backup.BackupException.Code;
import io.everbook.app.terminal.ProgressBar;
import io.everbook.journal.storage.OpenMode;
import io.everbook.replay.ProgressListener;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes a backup of a data directory, also while an engine writes it. For one thread. */
final class BackupCreation {

    private static final String CONFIGURATION = "configuration.json";
    private static final int ATTEMPTS = 3;

    private final BackupStore store;
    private final boolean incremental;
    private final String version;
    private final BackupProgress progress;
    private final Map<String, String> objects = new HashMap<>();
    private ProgressListener bytes = ProgressListener.NONE;
    private String id;
    private long copied;
    private long total;

    /**
     * Prepares a backup.
     *
     * @param store where it goes
     * @param incremental whether what earlier backups hold is shared with them
     * @param version which Everbook this is
     * @param progress is told of each part of it
     */
    BackupCreation(BackupStore store, boolean incremental, String version, BackupProgress progress) {
        this.store = store;
        this.incremental = incremental;
        this.version = version;
        this.progress = progress;
    }

    /**
     * Makes it.
     *
     * @param data the data directory; only read
     * @param configuration the configuration file, which is kept with it; null for none
     * @param epochMillis now, milliseconds since the epoch
     * @return what was made
     * @throws BackupException where the directory cannot be backed up as it is, or a device refuses
     * @throws io.everbook.journal.JournalException where a journal is damaged
     */
    Manifest run(Path data, Path configuration, long epochMillis) {
        try (HeldDirectory held = HeldDirectory.of(data)) {
            store.requireAlike();
            hold(held, configuration);
            List<MarketState> states = MarketStates.of(held, Map.of(), progress);
            id = store.nextId(epochMillis);
            if (incremental) {
                learn();
            }
            for (String name : held.names()) {
                total += held.size(name);
            }
            bytes = progress.begin("backup", ProgressBar.BYTES);
            List<StoredFile> files = new ArrayList<>();
            for (String name : held.names()) {
                files.add(copy(held, name));
            }
            Manifest manifest = new Manifest(id, version, incremental, states, files);
            store.commit(manifest);
            return manifest;
        } catch (RuntimeException failure) {
            discard();
            throw failure;
        } catch (IOException e) {
            discard();
            throw new BackupException(
                    Code.DEVICE_FAILED,
                    "the backup was not made, earlier ones are untouched; check the disk's health, space and"
                            + " permissions: to=" + store.describe() + " cause=" + e,
                    e);
        }
    }

    /** What was written of a backup that is none only takes room, maybe the room that was missing. */
    private void discard() {
        try {
            if (id != null) {
                store.discard(id);
            }
        } catch (IOException stays) {
            // Until everbook backup prune; the failure itself is what is told.
            return;
        }
    }

    private static void hold(HeldDirectory held, Path configuration) throws IOException {
        if (held.names().isEmpty()) {
            throw new BackupException(
                    Code.SOURCE_UNUSABLE, "there is nothing in this data directory: data=" + held.describe(""));
        }
        for (String name : held.names()) {
            if (!ManifestText.isSound(name)) {
                throw new BackupException(
                        Code.SOURCE_UNUSABLE,
                        "a file's name has a backslash or a control character; rename it: data=" + held.describe("")
                                + " name=\"" + name.replaceAll("\\p{Cntrl}", "?") + '"');
            }
        }
        if (configuration != null) {
            held.add(CONFIGURATION, configuration);
        }
    }

    /** Learns what earlier backups hold; one that cannot be read shares nothing. */
    private void learn() throws IOException {
        for (String id : store.ids()) {
            try {
                for (StoredFile file : store.manifest(id).files()) {
                    if (store.holds(file.object())) {
                        objects.put(file.sha256(), file.object());
                    }
                }
            } catch (BackupException unreadable) {
                // Plain and encrypted ones may lie side by side, and a damaged one says so where it is verified.
                continue;
            }
        }
    }

    private StoredFile copy(HeldDirectory held, String name) throws IOException {
        long before = copied;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            copied = before;
            long bytes = held.size(name);
            String sha256 = sha256(held, name);
            String object = objects.get(sha256);
            if (object != null) {
                return new StoredFile(name, bytes, sha256, object);
            }
            object = BackupStore.OBJECTS + '/' + store.sealing().objectName(sha256) + '.' + id;
            try (InputStream in = StorageStreams.in(held.open(name, OpenMode.READ))) {
                if (store.write(in, object).equals(sha256) && held.size(name) == bytes) {
                    objects.put(sha256, object);
                    return new StoredFile(name, bytes, sha256, object);
                }
            }
        }
        throw new BackupException(
                Code.SOURCE_UNUSABLE,
                "this file is changed in place while it is copied, as no file of a data directory is; move it"
                        + " elsewhere: file=" + held.describe(name));
    }

    private String sha256(HeldDirectory held, String name) throws IOException {
        MessageDigest digest = Sha256.digest();
        byte[] chunk = new byte[StorageStreams.CHUNK_BYTES];
        try (InputStream in = StorageStreams.in(held.open(name, OpenMode.READ))) {
            for (int count = in.read(chunk); count > 0; count = in.read(chunk)) {
                digest.update(chunk, 0, count);
                copied += count;
                bytes.progress(copied, total);
            }
        } catch (FileNotFoundException impossible) {
            throw new IllegalStateException("a file that is held cannot go: name=" + name, impossible);
        }
        return Sha256.hex(digest);
    }
}
