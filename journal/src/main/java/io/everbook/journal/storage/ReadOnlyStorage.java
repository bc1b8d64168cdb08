package io.everbook.journal.storage;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * A view of a storage that changes nothing: whoever tries to has an {@link UnsupportedOperationException}, and the
 * storage is not touched. What is found where may be told otherwise by a subclass.
 */
public class ReadOnlyStorage implements Storage {

    private final Storage storage;

    /**
     * Wraps a storage.
     *
     * @param storage what is read; closed with this
     */
    public ReadOnlyStorage(Storage storage) {
        this.storage = storage;
    }

    @Override
    public StorageFile open(String name, OpenMode mode) throws IOException {
        if (mode != OpenMode.READ) {
            throw refused(name);
        }
        return new ReadOnlyFile(storage.open(name, OpenMode.READ), name);
    }

    @Override
    public boolean exists(String name) throws IOException {
        return storage.exists(name);
    }

    @Override
    public long size(String name) throws IOException {
        return storage.size(name);
    }

    @Override
    public List<String> list(String directory) throws IOException {
        return storage.list(directory);
    }

    @Override
    public final void rename(String from, String to) {
        throw refused(from);
    }

    @Override
    public final void delete(String name) {
        throw refused(name);
    }

    @Override
    public final void createDirectories(String directory) {
        throw refused(directory);
    }

    @Override
    public final void syncDirectory(String directory) {
        throw refused(directory);
    }

    @Override
    public final Closeable lock(String name) {
        throw refused(name);
    }

    @Override
    public String describe(String name) {
        return storage.describe(name);
    }

    @Override
    public void close() throws IOException {
        storage.close();
    }

    private static UnsupportedOperationException refused(String name) {
        return new UnsupportedOperationException("the data directory is open for reading only: name=" + name);
    }

    /** An open file that can only be read, since its channel was opened so. */
    private record ReadOnlyFile(StorageFile file, String name) implements StorageFile {

        @Override
        public int read(ByteBuffer target, long position) throws IOException {
            return file.read(target, position);
        }

        @Override
        public int write(ByteBuffer source, long position) {
            throw refused(name);
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public void truncate(long size) {
            throw refused(name);
        }

        @Override
        public void force(boolean metadata) {
            throw refused(name);
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
