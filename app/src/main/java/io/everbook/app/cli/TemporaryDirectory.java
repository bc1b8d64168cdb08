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

    private static final int ATTEMPTS = 100;

    private final Path path;
    private final boolean keep;
    private final Thread cleaner = new Thread(this::deleteAfterSignal, "everbook-clean-up");

    private TemporaryDirectory(Path path, boolean keep) {
        this.path = path;
        this.keep = keep;
    }

    static TemporaryDirectory create(String prefix, boolean keep) {
        try {
            TemporaryDirectory directory = new TemporaryDirectory(Files.createTempDirectory(prefix), keep);
            Runtime.getRuntime().addShutdownHook(directory.cleaner);
            return directory;
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
        try {
            Runtime.getRuntime().removeShutdownHook(cleaner);
            delete();
        } catch (IllegalStateException ending) {
            // The process was told to end: the clean-up is under way.
        } catch (IOException fault) {
            throw new UncheckedIOException("cannot delete the temporary directory " + path, fault);
        }
    }

    private void delete() throws IOException {
        if (keep) {
            return;
        }
        try (Stream<Path> tree = Files.walk(path)) {
            List<Path> deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** The engine may still be writing, so this may need a second look. */
    private void deleteAfterSignal() {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                delete();
                return;
            } catch (IOException | UncheckedIOException changing) {
                Thread.yield();
            }
        }
    }
}
