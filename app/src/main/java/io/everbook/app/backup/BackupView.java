package io.everbook.app.backup;

import io.everbook.app.backup.BackupException.Code;
import io.everbook.app.terminal.UserFault;
import io.everbook.journal.storage.FileStorage;
import io.everbook.journal.storage.OpenMode;
import io.everbook.journal.storage.ReadOnlyStorage;
import io.everbook.journal.storage.Storage;
import io.everbook.journal.storage.StorageFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/**
 * A backup that is not encrypted, as the data directory that it was made of, without restoring it. For reading only;
 * its bytes are not compared with the manifest, which {@code everbook backup verify} does, but logs and snapshots have
 * checksums of their own.
 */
public final class BackupView extends ReadOnlyStorage {

    private static final String MANIFEST = ".manifest";

    private final Storage storage;
    private final Map<String, StoredFile> files = new HashMap<>();

    private BackupView(Storage storage, Manifest manifest) {
        super(storage);
        this.storage = storage;
        manifest.files().forEach(file -> files.put(file.name(), file));
    }

    /**
     * Tells whether a path names backups.
     *
     * @param path a directory or a file
     * @return whether it is a directory of backups, or the manifest of one
     */
    public static boolean isBackup(Path path) {
        return Files.isDirectory(directory(path).resolve(BackupStore.OBJECTS));
    }

    private static boolean isManifest(Path path) {
        return Files.isRegularFile(path) && path.toString().endsWith(MANIFEST);
    }

    private static Path directory(Path path) {
        return isManifest(path) ? path.toAbsolutePath().resolveSibling("") : path;
    }

    /**
     * Opens a backup.
     *
     * @param path the directory of backups, for the newest one, or the manifest of one
     * @return the data directory that it holds; closed by the caller
     * @throws BackupException where there is none, or its manifest is damaged
     * @throws UserFault where it is encrypted
     */
    public static Storage open(Path path) throws IOException {
        String name = isManifest(path) ? Objects.toString(path.getFileName()) : null;
        Storage storage = FileStorage.readOnly(directory(path));
        try {
            if (BackupStore.isEncrypted(storage).orElse(false)) {
                throw new UserFault("these backups are encrypted; make a data directory of one with everbook backup"
                        + " restore, and name that: path=" + path);
            }
            BackupStore store = new BackupStore(storage, Sealing.NONE);
            String id = store.resolve(name == null ? null : name.substring(0, name.length() - MANIFEST.length()));
            return new BackupView(storage, store.manifest(id));
        } catch (IOException | RuntimeException fault) {
            storage.close();
            throw fault;
        }
    }

    @Override
    public StorageFile open(String name, OpenMode mode) throws IOException {
        return super.open(present(name).object(), mode);
    }

    @Override
    public boolean exists(String name) {
        return files.containsKey(name);
    }

    @Override
    public long size(String name) throws IOException {
        return present(name).bytes();
    }

    @Override
    public List<String> list(String directory) {
        String prefix = directory.isEmpty() ? "" : directory + '/';
        TreeSet<String> names = new TreeSet<>();
        for (String file : files.keySet()) {
            if (file.startsWith(prefix)) {
                names.add(file.substring(prefix.length()).split("/", 2)[0]);
            }
        }
        return List.copyOf(names);
    }

    /** The file of the data directory; refused where the backup lacks its bytes, or has others. */
    private StoredFile present(String name) throws IOException {
        StoredFile file = files.get(name);
        if (file == null) {
            throw new FileNotFoundException(name);
        }
        boolean whole = storage.exists(file.object()) && storage.size(file.object()) == file.bytes();
        if (!whole) {
            throw new BackupException(
                    Code.OBJECT_MISSING,
                    "a file of the backup is gone or has another size; use another backup: file=" + name + " object="
                            + storage.describe(file.object()));
        }
        return file;
    }
}
