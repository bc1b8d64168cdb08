package io.everbook.app.security;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The file {@code api-keys} of a data directory: one key a line, as JSON, of mode 0600. A file that others may read is
 * refused. It is replaced as a whole and never changed in place, and there may be none.
 */
public final class KeyFile {

    /** Its name in the data directory. */
    public static final String NAME = "api-keys";

    private static final String NEW_SUFFIX = ".new";
    private static final String LOCK_SUFFIX = ".lock";
    private static final int SECRET_BYTES = 32;
    private static final int MOST_BYTES = 1 << 20;
    private static final Set<PosixFilePermission> OWNERS =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private final Path file;
    private final boolean posix;

    /**
     * Names the file; it need not be there.
     *
     * @param dataDirectory the data directory; made by the first key that is added, where it is missing
     */
    public KeyFile(Path dataDirectory) {
        file = dataDirectory.resolve(NAME);
        posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    /** {@return its path} */
    public Path path() {
        return file;
    }

    /**
     * Reads the keys.
     *
     * @return the keys by id, in the file's order; none where there is no file
     * @throws KeyFileException where the file can be read by others, or is not understood
     */
    public Map<String, ApiKey> read() {
        Map<String, ApiKey> keys = new LinkedHashMap<>();
        lines().forEach((id, line) -> keys.put(id, line.key()));
        return keys;
    }

    /**
     * Adds a key with a secret of its own.
     *
     * @param id its name
     * @param role what it may do
     * @param participantId for whom it trades; 0 for every role but a trader's
     * @return the secret: nobody is told it again
     * @throws IllegalArgumentException where the three do not go together
     * @throws KeyFileException where there is such a key already, or the file cannot be used
     */
    public String add(String id, Role role, int participantId) {
        byte[] random = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(random);
        String secret = HexFormat.of().formatHex(random);
        KeyLine added = new KeyLine(new ApiKey(id, role, participantId, secret), secret);
        change(lines -> {
            if (lines.putIfAbsent(id, added) != null) {
                throw fault("there is a key of this id already: revoke it first, or choose another: id=" + id, null);
            }
        });
        return secret;
    }

    /**
     * Takes a key away.
     *
     * @param id its name
     * @throws KeyFileException where there is no such key, or the file cannot be used
     */
    public void revoke(String id) {
        change(lines -> {
            if (lines.remove(id) == null) {
                throw fault("there is no key of this id: see everbook keys list: id=" + id, null);
            }
        });
    }

    /** Changes the keys under a lock, so that of two commands at once neither undoes the other. */
    private void change(Change change) {
        try {
            Path directory = file.toAbsolutePath().getParent();
            Files.createDirectories(directory, mode("rwx------"));
            // Closing the channel gives the lock back.
            try (FileChannel channel = open(sibling(LOCK_SUFFIX))) {
                channel.lock();
                Map<String, KeyLine> lines = lines();
                change.apply(lines);
                write(lines);
                try (FileChannel parent = FileChannel.open(directory, StandardOpenOption.READ)) {
                    parent.force(true);
                }
            }
        } catch (IOException failure) {
            throw fault("cannot be written; check its owner, mode and free space: cause=" + failure, failure);
        }
    }

    private void write(Map<String, KeyLine> lines) throws IOException {
        StringBuilder text = new StringBuilder();
        lines.values().forEach(line -> text.append(line.json()).append('\n'));
        Path written = sibling(NEW_SUFFIX);
        Files.deleteIfExists(written);
        try (FileChannel channel = open(written)) {
            channel.write(StandardCharsets.US_ASCII.encode(text.toString()));
            channel.force(true);
        }
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private Map<String, KeyLine> lines() {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw fault("is larger than 1 MiB: is it a file of keys?", null);
            }
            requirePrivate();
            Map<String, KeyLine> lines = new LinkedHashMap<>();
            int number = 0;
            for (String text : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                number++;
                KeyLine line = parse(text, number);
                if (lines.put(line.key().id(), line) != null) {
                    throw fault("has this id twice: remove one of the two: line=" + number, null);
                }
            }
            return lines;
        } catch (NoSuchFileException none) {
            return new LinkedHashMap<>();
        } catch (IOException failure) {
            throw fault("cannot be read; check its owner and mode: cause=" + failure, failure);
        }
    }

    private KeyLine parse(String text, int number) {
        try {
            return KeyLine.parse(text);
        } catch (IllegalArgumentException notUnderstood) {
            throw fault("is not understood: " + notUnderstood.getMessage() + ": line=" + number, null);
        }
    }

    private void requirePrivate() throws IOException {
        if (posix && !OWNERS.containsAll(Files.getPosixFilePermissions(file))) {
            throw fault("can be read or written by others: run chmod 600 " + file, null);
        }
    }

    private FileChannel open(Path path) throws IOException {
        return FileChannel.open(path, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), mode("rw-------"));
    }

    private FileAttribute<?>[] mode(String mode) {
        return posix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))}
                : new FileAttribute<?>[0];
    }

    private Path sibling(String suffix) {
        return file.resolveSibling(NAME + suffix);
    }

    private KeyFileException fault(String detail, Throwable cause) {
        return new KeyFileException("the file of API keys " + detail + ": file=" + file, cause);
    }

    /** What is done to the keys between reading and writing them. */
    @FunctionalInterface
    private interface Change {

        void apply(Map<String, KeyLine> lines);
    }
}
