package io.everbook.app.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A fresh directory that only its owner can read, deleted at the end with all that is in it unless it is to be kept.
 */
final class TemporaryDirectory implements AutoCloseable {

    private final Path path;
    private final boolean keep;

    private TemporaryDirectory(Path path, boolean keep) {
        this.path = path;
        this.keep = keep;
    }

    static TemporaryDirectory create(String prefix, boolean keep) {
        try {
            return new TemporaryDirectory(Files.createTempDirectory(prefix), keep);
        } catch (IOException fault) {
            throw new UserFault("cannot create a temporary directory: make java.io.tmpdir writable, or name a data"
                    + " directory: java.io.tmpdir=" + System.getProperty("java.io.tmpdir"));
        }
    }

    Path path() {
        return path;
    }

    @Override
    public void close() {
        if (keep) {
            return;
        }
        try (Stream<Path> tree = Files.walk(path)) {
            List<Path> deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        } catch (IOException fault) {
            throw new UncheckedIOException("cannot delete the temporary directory " + path, fault);
        }
    }
}
