package io.everbook.app.terminal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * A fresh directory that only its owner can read, deleted at the end with all that is in it unless it is to be kept.
 */
public final class TemporaryDirectory implements AutoCloseable {

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final Path path;
    private final boolean keep;
    private final Thread cleaner = new Thread(this::deleteAfterSignal, "everbook-clean-up");
    private volatile Runnable writer = () -> {};

    private TemporaryDirectory(Path path, boolean keep) {
        this.path = path;
        this.keep = keep;
    }

    /**
     * Creates one under java.io.tmpdir.
     *
     * @param prefix how its name begins
     * @param keep whether it stays at the end
     * @return the directory
     */
    public static TemporaryDirectory create(String prefix, boolean keep) {
        try {
            return hooked(new TemporaryDirectory(Files.createTempDirectory(prefix), keep));
        } catch (IOException fault) {
            throw new UserFault("cannot create a temporary directory: make java.io.tmpdir writable, or name a data"
                    + " directory: java.io.tmpdir=" + System.getProperty("java.io.tmpdir"));
        }
    }

    /**
     * Creates one in a directory; it does not stay.
     *
     * @param parent the directory; null for java.io.tmpdir
     * @param prefix how its name begins
     * @return the directory
     */
    public static TemporaryDirectory create(Path parent, String prefix) {
        if (parent == null) {
            return create(prefix, false);
        }
        try {
            return hooked(new TemporaryDirectory(Files.createTempDirectory(parent, prefix), false));
        } catch (IOException fault) {
            throw new UserFault("cannot create a temporary directory; name a directory that can be written: parent="
                    + parent + " cause=" + fault);
        }
    }

    private static TemporaryDirectory hooked(TemporaryDirectory directory) {
        Runtime.getRuntime().addShutdownHook(directory.cleaner);
        return directory;
    }

    /** {@return where it is} */
    public Path path() {
        return path;
    }

    /** Names what ends the writing in the directory, so that nothing is made in it while a signal has it deleted. */
    public void stopFirst(Runnable stop) {
        writer = stop;
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

    /** A writer that is only being started, and so is not known yet, may make this need a second look. */
    private void deleteAfterSignal() {
        writer.run();
        long start = System.nanoTime();
        while (!deleted() && System.nanoTime() - start < PATIENCE_NANOS) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private boolean deleted() {
        try {
            delete();
            return true;
        } catch (IOException | UncheckedIOException changing) {
            return false;
        }
    }
}
