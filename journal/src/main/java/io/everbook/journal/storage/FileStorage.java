package io.everbook.journal.storage;

import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A data directory on the local file system, through file channels: a full disk is an {@link IOException}, never a
 * fault of a memory mapping. Files are made with mode 0600 and directories with 0700 where the file system knows modes.
 * Nothing is written through symbolic links in it. It holds {@code everbook.lock} as long as it is open.
 */
public final class FileStorage implements Storage {

    /** The name of the lock file. */
    public static final String LOCK_FILE = "everbook.lock";

    private static final FileAttribute<?>[] NO_ATTRIBUTES = {};

    private static final Closeable NO_LOCK = () -> {};

    private final Path root;
    private final boolean posix;
    private final FileAttribute<?>[] fileAttributes;
    private final FileAttribute<?>[] directoryAttributes;
    private final Closeable lock;

    /**
     * Opens a data directory, creates it where it is missing, and locks it.
     *
     * @param dataDirectory the directory
     * @throws StorageException where it cannot be created or written, is unfinished, or another Everbook holds it
     */
    public FileStorage(Path dataDirectory) {
        this(finished(dataDirectory), LOCK_FILE);
    }

    /**
     * Begins a data directory that nobody else can use until its {@link UnfinishedMark} is cleared.
     *
     * @param dataDirectory the directory; created
     * @return the storage, which holds {@link #LOCK_FILE}
     * @throws StorageException where it cannot be created or written, or another Everbook holds it
     */
    public static FileStorage unfinished(Path dataDirectory) {
        FileStorage storage = new FileStorage(dataDirectory, LOCK_FILE);
        try {
            UnfinishedMark.set(storage);
            return storage;
        } catch (IOException e) {
            throw unwritable(storage.root, e);
        }
    }

    private static Path finished(Path dataDirectory) {
        UnfinishedMark.refuse(dataDirectory);
        return dataDirectory;
    }

    private static StorageException unwritable(Path root, IOException cause) {
        return new StorageException(
                StorageException.Code.DATA_DIRECTORY_UNWRITABLE,
                root.toString(),
                "the data directory cannot be written; check its path, owner, mode and free space: cause=" + cause,
                cause);
    }

    /**
     * Opens a data directory beside an engine that may hold it, to write where that engine does not: under another lock
     * than its own.
     *
     * @param dataDirectory the directory; created where it is missing
     * @param lockFile the name of the lock file that all who write there use
     * @return the storage, which holds that lock as long as it is open
     * @throws StorageException where it cannot be created or written, or another one holds the lock
     */
    public static FileStorage beside(Path dataDirectory, String lockFile) {
        return new FileStorage(dataDirectory, lockFile);
    }

    private FileStorage(Path dataDirectory, String lockFile) {
        root = dataDirectory.toAbsolutePath().normalize();
        posix = root.getFileSystem().supportedFileAttributeViews().contains("posix");
        fileAttributes = posix ? mode("rw-------") : NO_ATTRIBUTES;
        directoryAttributes = posix ? mode("rwx------") : NO_ATTRIBUTES;
        try {
            if (lockFile != null) {
                createDurably(root);
                refuseLinks(root);
                refuseLinks(root.resolve("snapshots"));
            }
            lock = lockFile == null ? NO_LOCK : lock(lockFile);
        } catch (IOException e) {
            throw unwritable(root, e);
        }
    }

    /**
     * Opens a data directory for reading only: without its lock, so beside an engine that holds it, and without any
     * right to write in it. Every changing call is refused with {@link UnsupportedOperationException}.
     *
     * @param dataDirectory the directory
     * @return the storage
     * @throws StorageException where there is no such directory, it cannot be read, or is unfinished
     */
    public static Storage readOnly(Path dataDirectory) {
        Path root = finished(dataDirectory).toAbsolutePath().normalize();
        if (!Files.isDirectory(root) || !Files.isReadable(root)) {
            throw new StorageException(
                    StorageException.Code.DATA_DIRECTORY_UNREADABLE,
                    root.toString(),
                    "there is no such data directory, or it cannot be read; check its path, owner and mode",
                    null);
        }
        return new ReadOnlyStorage(new FileStorage(root, null));
    }

    @Override
    public StorageFile open(String name, OpenMode mode) throws IOException {
        return new ChannelFile(channel(name, mode));
    }

    @Override
    public boolean exists(String name) {
        return Files.exists(path(name));
    }

    @Override
    public Presence presence(String name) {
        // A path of the newer library is worked out anew at each look; this one asks the system at once.
        return path(name).toFile()::exists;
    }

    @Override
    public long size(String name) throws IOException {
        try {
            return Files.size(path(name));
        } catch (NoSuchFileException e) {
            throw missing(name, e);
        }
    }

    @Override
    public List<String> list(String directory) throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(path(directory))) {
            for (Path entry : entries) {
                names.add(entry.getFileName().toString());
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        }
        Collections.sort(names);
        return names;
    }

    @Override
    public void rename(String from, String to) throws IOException {
        try {
            Files.move(path(from), path(to), StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException e) {
            throw missing(from, e);
        }
    }

    @Override
    public void delete(String name) throws IOException {
        Files.deleteIfExists(path(name));
    }

    @Override
    public void createDirectories(String directory) throws IOException {
        createDurably(path(directory));
    }

    @Override
    public void syncDirectory(String directory) throws IOException {
        sync(path(directory));
    }

    @Override
    public Closeable lock(String name) throws IOException {
        FileChannel channel = FileChannel.open(
                path(name), EnumSet.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), fileAttributes);
        FileLock held = null;
        try {
            held = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // Held by this process: refused below like a lock that another process holds.
            held = null;
        } finally {
            if (held == null) {
                channel.close();
            }
        }
        if (held == null) {
            throw new StorageException(
                    StorageException.Code.DATA_DIRECTORY_IN_USE,
                    path(name).toString(),
                    "another Everbook uses this data directory; stop it, or choose another directory",
                    null);
        }
        return channel;
    }

    @Override
    public String describe(String name) {
        return path(name).toString();
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }

    private FileChannel channel(String name, OpenMode mode) throws IOException {
        Set<OpenOption> options = new HashSet<>();
        options.add(StandardOpenOption.READ);
        if (mode != OpenMode.READ) {
            options.add(LinkOption.NOFOLLOW_LINKS);
        }
        switch (mode) {
            case READ -> {}
            case WRITE -> options.add(StandardOpenOption.WRITE);
            case CREATE -> {
                options.add(StandardOpenOption.WRITE);
                options.add(StandardOpenOption.CREATE_NEW);
            }
        }
        try {
            return FileChannel.open(path(name), options, fileAttributes);
        } catch (NoSuchFileException e) {
            throw missing(name, e);
        }
    }

    /** Refuses a directory with a symbolic link in it: what is written there would be written somewhere else. */
    private static void refuseLinks(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, Files::isSymbolicLink)) {
            for (Path link : entries) {
                throw new StorageException(
                        StorageException.Code.DATA_DIRECTORY_UNWRITABLE,
                        link.toString(),
                        "nothing is written through a symbolic link in a data directory: put there what it leads to, or"
                                + " mount the other disk there",
                        null);
            }
        }
    }

    private Path path(String name) {
        Path path = root.resolve(name).normalize();
        if (!path.startsWith(root)) {
            throw new IllegalArgumentException("a name must stay inside of the data directory: name=" + name);
        }
        return path;
    }

    /** One at a time: symbols recover side by side, and none may go on before a directory's entry is durable. */
    private synchronized void createDurably(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            return;
        }
        Path parent = directory.getParent();
        if (parent != null) {
            createDurably(parent);
        }
        if (!Files.isDirectory(directory)) {
            Files.createDirectory(directory, directoryAttributes);
        }
        if (parent != null) {
            sync(parent);
        }
    }

    private void sync(Path directory) throws IOException {
        if (!posix) {
            // Elsewhere a directory cannot be opened; its entries are durable with the files.
            return;
        }
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static FileAttribute<?>[] mode(String mode) {
        return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))};
    }

    private static FileNotFoundException missing(String name, NoSuchFileException cause) {
        FileNotFoundException exception = new FileNotFoundException(name);
        exception.initCause(cause);
        return exception;
    }
}
