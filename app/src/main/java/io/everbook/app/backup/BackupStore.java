package io.everbook.app.backup;

import io.everbook.app.backup.BackupException.Code;
import io.everbook.journal.storage.OpenMode;
import io.everbook.journal.storage.Storage;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A directory of backups: a manifest for each, and the objects that hold the bytes of their files. An object is never
 * changed, and deleted once no manifest needs it. For one thread.
 */
final class BackupStore {

    /** The lock that everything holds that writes here. */
    static final String LOCK = "backup.lock";

    static final String OBJECTS = "objects";

    private static final String MANIFEST = ".manifest";
    private static final String VERIFIED = ".verified";
    private static final String UNFINISHED = ".new";
    private static final Pattern MANIFEST_NAME = Pattern.compile("([0-9]{8}T[0-9]{9}Z)\\.manifest");
    private static final DateTimeFormatter ID =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);
    private static final int MOST_MANIFEST_BYTES = 256 << 20;

    private final Storage storage;
    private final Sealing sealing;

    /**
     * Looks at a directory of backups.
     *
     * @param storage the directory; stays the caller's
     * @param sealing how its files are kept
     */
    BackupStore(Storage storage, Sealing sealing) {
        this.storage = storage;
        this.sealing = sealing;
    }

    Sealing sealing() {
        return sealing;
    }

    /** {@return the directory, as a person would write it} */
    String describe() {
        return storage.describe("");
    }

    /** {@return the ids of all backups, oldest first} */
    List<String> ids() throws IOException {
        List<String> ids = new ArrayList<>();
        for (String name : storage.list("")) {
            Matcher manifest = MANIFEST_NAME.matcher(name);
            if (manifest.matches()) {
                ids.add(manifest.group(1));
            }
        }
        return ids;
    }

    /**
     * Makes an id that sorts behind all that there are.
     *
     * @param epochMillis now, milliseconds since the epoch
     * @return the id
     */
    String nextId(long epochMillis) throws IOException {
        TreeSet<String> taken = new TreeSet<>();
        for (String name : storage.list("")) {
            taken.add(name.split("\\.", 2)[0]);
        }
        for (String name : storage.list(OBJECTS)) {
            taken.add(name.substring(name.lastIndexOf('.') + 1));
        }
        taken.removeIf(name -> !name.matches("[0-9]{8}T[0-9]{9}Z"));
        long millis = epochMillis;
        String id = ID.format(Instant.ofEpochMilli(millis));
        if (!taken.isEmpty() && taken.last().compareTo(id) >= 0) {
            millis = ID.parse(taken.last(), Instant::from).toEpochMilli() + 1;
            id = ID.format(Instant.ofEpochMilli(millis));
        }
        return id;
    }

    /** {@return the id that a person means: it, or the newest one where nothing is named} */
    String resolve(String id) throws IOException {
        List<String> ids = ids();
        if (ids.isEmpty() || id != null && !ids.contains(id)) {
            throw new BackupException(
                    Code.NO_BACKUP,
                    (id == null ? "there is no backup here" : "there is no such backup here, or it was never finished")
                            + "; see what everbook backup list says: from=" + describe()
                            + (id == null ? "" : " backup=" + id));
        }
        return id == null ? ids.get(ids.size() - 1) : id;
    }

    /** {@return whether the newest backup is encrypted; empty where there is none} */
    static Optional<Boolean> isEncrypted(Storage storage) throws IOException {
        List<String> ids = new BackupStore(storage, Sealing.NONE).ids();
        if (ids.isEmpty()) {
            return Optional.empty();
        }
        try (InputStream in = StorageStreams.in(storage.open(ids.get(ids.size() - 1) + MANIFEST, OpenMode.READ))) {
            return Optional.of(SealHeader.isSealed(in.readNBytes(Long.BYTES)));
        }
    }

    /**
     * Makes sure that a new backup is kept as those that are there, under the same password; its salt is theirs then.
     *
     * @throws BackupException where it would not be
     */
    void requireAlike() throws IOException {
        Optional<Boolean> newest = isEncrypted(storage);
        if (newest.isEmpty()) {
            return;
        }
        boolean encrypted = newest.get();
        if (encrypted != sealing.encrypts()) {
            throw new BackupException(
                    encrypted ? Code.PASSWORD_NEEDED : Code.WRONG_PASSWORD,
                    "the backups in this directory are " + (encrypted ? "" : "not ") + "encrypted; "
                            + (encrypted ? "encrypt this one as well" : "use another directory") + ": to="
                            + describe());
        }
        if (encrypted) {
            List<String> ids = ids();
            opened(ids.get(ids.size() - 1) + MANIFEST).close();
        }
    }

    /** {@return the time of an id} */
    static Instant time(String id) {
        return ID.parse(id, Instant::from);
    }

    /**
     * Reads the manifest of a backup.
     *
     * @throws BackupException where it is missing, damaged, or cannot be decrypted
     */
    Manifest manifest(String id) throws IOException {
        String name = id + MANIFEST;
        Manifest manifest = ManifestText.read(manifestBytes(name), storage.describe(name));
        if (!manifest.id().equals(id)) {
            throw new BackupException(
                    Code.MANIFEST_DAMAGED,
                    "this manifest is that of another backup; give the file its name back: file="
                            + storage.describe(name) + " id=" + manifest.id());
        }
        return manifest;
    }

    private byte[] manifestBytes(String name) throws IOException {
        try (InputStream in = opened(name)) {
            byte[] bytes = in.readNBytes(MOST_MANIFEST_BYTES);
            if (bytes.length == MOST_MANIFEST_BYTES) {
                throw new BackupException(Code.MANIFEST_DAMAGED, "too large: file=" + storage.describe(name));
            }
            return bytes;
        } catch (FileNotFoundException e) {
            throw new BackupException(
                    Code.NO_BACKUP,
                    "there is no such backup here, or it was never finished; see what everbook backup list says: file="
                            + storage.describe(name),
                    e);
        }
    }

    private InputStream opened(String name) throws IOException {
        InputStream file = StorageStreams.in(storage.open(name, OpenMode.READ));
        try {
            return sealing.open(file, storage.describe(name));
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /** Puts a manifest where it makes the backup one: whole, on the device, and after all that it names. */
    void commit(Manifest manifest) throws IOException {
        storage.syncDirectory(OBJECTS);
        String name = manifest.id() + MANIFEST;
        storage.delete(name + UNFINISHED);
        try (OutputStream out = sealing.seal(StorageStreams.out(storage.open(name + UNFINISHED, OpenMode.CREATE)))) {
            out.write(ManifestText.write(manifest));
        }
        storage.rename(name + UNFINISHED, name);
        storage.syncDirectory("");
    }

    /**
     * Writes an object.
     *
     * @param content what it holds
     * @param object its name
     * @return the SHA-256 of what was read, in hexadecimal
     */
    String write(InputStream content, String object) throws IOException {
        storage.createDirectories(OBJECTS);
        storage.delete(object);
        MessageDigest digest = Sha256.digest();
        byte[] chunk = new byte[StorageStreams.CHUNK_BYTES];
        try (OutputStream out = sealing.seal(StorageStreams.out(storage.open(object, OpenMode.CREATE)))) {
            int count = content.read(chunk);
            while (count > 0) {
                digest.update(chunk, 0, count);
                out.write(chunk, 0, count);
                count = content.read(chunk);
            }
        }
        return Sha256.hex(digest);
    }

    /** Deletes what was written for a backup that is none, since its manifest is not there. */
    void discard(String id) throws IOException {
        if (storage.exists(id + MANIFEST)) {
            return;
        }
        storage.delete(id + MANIFEST + UNFINISHED);
        for (String name : storage.list(OBJECTS)) {
            if (name.endsWith('.' + id)) {
                storage.delete(OBJECTS + '/' + name);
            }
        }
    }

    boolean holds(String object) throws IOException {
        return storage.exists(object);
    }

    /**
     * Reads the bytes of a file of a backup.
     *
     * @param file which
     * @param target where they go; stays the caller's
     * @throws BackupException where they are not what was written
     */
    void read(StoredFile file, OutputStream target) throws IOException {
        MessageDigest digest = Sha256.digest();
        long bytes = 0;
        byte[] chunk = new byte[StorageStreams.CHUNK_BYTES];
        try (InputStream in = opened(file.object())) {
            int count = in.read(chunk);
            while (count > 0) {
                digest.update(chunk, 0, count);
                target.write(chunk, 0, count);
                bytes += count;
                count = in.read(chunk);
            }
        } catch (FileNotFoundException e) {
            throw new BackupException(
                    Code.OBJECT_MISSING,
                    "a file of the backup is gone, so this backup cannot be used; use another one: object="
                            + storage.describe(file.object()) + " holds=" + file.name(),
                    e);
        }
        if (bytes != file.bytes() || !Sha256.hex(digest).equals(file.sha256())) {
            throw damaged(storage.describe(file.object()), file.name());
        }
    }

    private static BackupException damaged(String object, String holds) {
        return new BackupException(
                Code.OBJECT_DAMAGED,
                "a file of the backup is not what was written, so this backup cannot be used; use another one: object="
                        + object + " holds=" + holds);
    }

    /** Takes note that a backup was restored and replayed, and gave what it should. */
    void markVerified(String id) throws IOException {
        String name = id + VERIFIED;
        storage.delete(name + UNFINISHED);
        try (OutputStream out = StorageStreams.out(storage.open(name + UNFINISHED, OpenMode.CREATE))) {
            out.write((manifestSha256(id) + '\n').getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        }
        storage.rename(name + UNFINISHED, name);
        storage.syncDirectory("");
    }

    /** {@return whether this very backup was verified} */
    boolean isVerified(String id) throws IOException {
        try (InputStream in = StorageStreams.in(storage.open(id + VERIFIED, OpenMode.READ))) {
            byte[] expected = (manifestSha256(id) + '\n').getBytes(java.nio.charset.StandardCharsets.US_ASCII);
            return java.util.Arrays.equals(expected, in.readNBytes(expected.length + 1));
        } catch (FileNotFoundException notYet) {
            return false;
        }
    }

    /** Of the bytes of the file, encrypted or not. */
    private String manifestSha256(String id) throws IOException {
        MessageDigest digest = Sha256.digest();
        try (InputStream in = StorageStreams.in(storage.open(id + MANIFEST, OpenMode.READ))) {
            byte[] chunk = new byte[StorageStreams.CHUNK_BYTES];
            for (int count = in.read(chunk); count > 0; count = in.read(chunk)) {
                digest.update(chunk, 0, count);
            }
        }
        return Sha256.hex(digest);
    }

    /** Deletes a backup: from now on it is none. Its objects go with {@link #sweep}. */
    void delete(String id) throws IOException {
        storage.delete(id + MANIFEST);
        storage.syncDirectory("");
        storage.delete(id + VERIFIED);
    }

    /**
     * Deletes the objects that no backup needs, and what an interrupted run left behind.
     *
     * @return how many files were deleted
     * @throws BackupException where a manifest cannot be read: then nobody knows what is needed, and nothing is deleted
     */
    int sweep() throws IOException {
        Set<String> needed = new HashSet<>();
        List<String> ids = ids();
        for (String id : ids) {
            manifest(id).files().forEach(file -> needed.add(file.object()));
        }
        int deleted = 0;
        for (String name : storage.list(OBJECTS)) {
            String object = OBJECTS + '/' + name;
            if (!needed.contains(object)) {
                storage.delete(object);
                deleted++;
            }
        }
        for (String name : storage.list("")) {
            boolean orphan = name.endsWith(VERIFIED) && !ids.contains(name.split("\\.", 2)[0]);
            if (name.endsWith(UNFINISHED) || orphan) {
                storage.delete(name);
                deleted++;
            }
        }
        return deleted;
    }
}
