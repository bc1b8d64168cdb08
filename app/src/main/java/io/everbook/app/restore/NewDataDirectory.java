package io.everbook.app.restore;

import io.everbook.app.terminal.UserFault;
import io.everbook.journal.JournalException;
import io.everbook.journal.storage.FileStorage;
import io.everbook.journal.storage.Storage;
import io.everbook.journal.storage.UnfinishedMark;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * A data directory that appears whole or not at all: it is written under a name of its own beside the place where it
 * goes, where no command accepts it, and gets its name once everything in it is on the device. Nothing is ever
 * overwritten.
 */
public final class NewDataDirectory implements AutoCloseable {

    /** How the name ends of what is being written, or was when the process died. */
    private static final String UNFINISHED = ".unfinished";

    private final Path target;
    private final Path unfinished;
    private Storage storage;
    private boolean completed;

    private NewDataDirectory(Path target, Path unfinished) {
        this.target = target;
        this.unfinished = unfinished;
    }

    /**
     * Checks the place, and writes nothing yet.
     *
     * @param source what is read
     * @param into the directory to make
     * @return the directory; closed by the caller
     */
    public static NewDataDirectory at(Path source, Path into) throws IOException {
        Path from = source.toAbsolutePath().normalize();
        Path target = into.toAbsolutePath().normalize();
        if (target.startsWith(from) || from.startsWith(target)) {
            throw new UserFault("the new data directory must not be the old one, in it or around it: --into=" + into);
        }
        Path unfinished = target.resolveSibling(target.getFileName() + UNFINISHED);
        requireEmpty(target, into);
        if (Files.exists(unfinished)) {
            throw new UserFault("here lies what an earlier attempt left unfinished; it is of no use, delete it: path="
                    + unfinished);
        }
        if (target.getParent() == null || !Files.isDirectory(target.getParent())) {
            throw new UserFault("the new data directory needs a directory to be in; make it: --into=" + into);
        }
        return new NewDataDirectory(target, unfinished);
    }

    private static void requireEmpty(Path target, Path into) throws IOException {
        if (Files.exists(target)) {
            try (Stream<Path> files = Files.isDirectory(target) ? Files.list(target) : Stream.of(target)) {
                if (files.findAny().isPresent()) {
                    throw new UserFault("the new data directory exists and is not empty, and nothing is ever"
                            + " overwritten; name another: --into=" + into);
                }
            }
        }
    }

    /** {@return where to write; made with the first call} */
    public Storage storage() {
        if (storage == null) {
            storage = FileStorage.unfinished(unfinished);
        }
        return storage;
    }

    /** Gives what was written its name, durably. */
    public void complete() throws IOException {
        storage().close();
        completed = true;
        try {
            UnfinishedMark.clear(storage);
            Files.deleteIfExists(unfinished.resolve(FileStorage.LOCK_FILE));
            force(unfinished);
            Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
            force(target.getParent());
        } catch (IOException fault) {
            throw new JournalException(
                    JournalException.Code.WRITE_FAILED,
                    unfinished.toString(),
                    JournalException.NONE,
                    JournalException.NONE,
                    "everything was written, but the directory could not be given its name; once the disk works,"
                            + " rename it yourself, and delete " + UnfinishedMark.NAME + " in it: name=" + target,
                    fault);
        }
    }

    private static void force(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Lets go of it: what was not completed is deleted. Only where the process dies it stays, under the other name. */
    @Override
    public void close() throws IOException {
        if (storage == null || completed) {
            return;
        }
        storage.close();
        try (Stream<Path> tree = Files.walk(unfinished)) {
            for (Path file : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
