package io.everbook.app.logging;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * A log file that only its owner can read. Once it is full it is set aside as {@code name.1}, the one before becomes
 * {@code name.2} and so on, and the oldest one goes. Where it cannot be written the lines are lost to it, and it is
 * tried again a minute later. Used by one thread at a time.
 */
final class LogFile {

    private static final Set<PosixFilePermission> OWN_FILE = PosixFilePermissions.fromString("rw-------");
    private static final FileAttribute<Set<PosixFilePermission>> OWN_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final Duration RETRY = Duration.ofMinutes(1);

    private final Path path;
    private final long maxBytes;
    private final int keep;
    private FileChannel channel;
    private long bytes;
    private Instant notBefore = Instant.MIN;

    private LogFile(Path path, long maxBytes, int keep) {
        this.path = path;
        this.maxBytes = maxBytes;
        this.keep = keep;
    }

    /**
     * Opens a file, to go on where it ends.
     *
     * @param path the file; its folder is made where it is missing
     * @param maxBytes at which size it is set aside
     * @param keep how many that were set aside are kept
     * @throws IOException where it cannot be opened
     */
    static LogFile open(Path path, long maxBytes, int keep) throws IOException {
        LogFile file = new LogFile(path.toAbsolutePath(), maxBytes, keep);
        Path folder = file.path.getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            Files.createDirectories(folder, OWN_FOLDER);
        }
        file.open();
        return file;
    }

    /**
     * Writes a line.
     *
     * @param line the line, with its end
     * @param now the time
     * @return what is wrong, told once a minute; null where nothing is
     */
    String write(String line, Instant now) {
        if (now.isBefore(notBefore)) {
            return null;
        }
        byte[] encoded = line.getBytes(StandardCharsets.UTF_8);
        try {
            if (channel == null) {
                open();
            }
            if (bytes > 0 && bytes + encoded.length > maxBytes) {
                rotate();
            }
            ByteBuffer rest = ByteBuffer.wrap(encoded);
            while (rest.hasRemaining()) {
                bytes += channel.write(rest);
            }
            return null;
        } catch (IOException fault) {
            close();
            notBefore = now.plus(RETRY);
            return "The log file cannot be written, its lines are lost for a minute: file=" + path + " cause=" + fault;
        }
    }

    /** Closes it; the next line opens it again. */
    void close() {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException closedAllTheSame) {
            // Nothing is buffered that could be lost.
        }
        channel = null;
    }

    private void open() throws IOException {
        channel = FileChannel.open(
                path,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND),
                PosixFilePermissions.asFileAttribute(OWN_FILE));
        if (Files.isRegularFile(path)) {
            Files.setPosixFilePermissions(path, OWN_FILE);
        }
        bytes = channel.size();
    }

    private void rotate() throws IOException {
        close();
        if (keep == 0) {
            Files.delete(path);
        } else {
            for (int i = keep - 1; i >= 1; i--) {
                if (Files.exists(aside(i))) {
                    Files.move(aside(i), aside(i + 1), StandardCopyOption.REPLACE_EXISTING);
                }
            }
            Files.move(path, aside(1), StandardCopyOption.REPLACE_EXISTING);
        }
        open();
    }

    private Path aside(int number) {
        return path.resolveSibling(path.getFileName() + "." + number);
    }
}
