package io.everbook.snapshot;

import io.everbook.journal.storage.OpenMode;
import io.everbook.journal.storage.Storage;
import io.everbook.journal.storage.StorageFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A storage that remembers what was forced, renamed and synced, and can refuse writes or lie. */
final class FaultyStorage implements Storage {

    private final Storage storage;
    private final List<String> operations = new CopyOnWriteArrayList<>();
    private volatile boolean refuseWrites;
    private volatile boolean refuseForces;
    private volatile boolean corruptAfterRename;

    FaultyStorage(Storage storage) {
        this.storage = storage;
    }

    void refuseWrites() {
        refuseWrites = true;
    }

    void acceptWrites() {
        refuseWrites = false;
    }

    void refuseForces() {
        refuseForces = true;
    }

    void corruptAfterRename() {
        corruptAfterRename = true;
    }

    List<String> operations() {
        return operations;
    }

    @Override
    public StorageFile open(String name, OpenMode mode) throws IOException {
        return new FaultyFile(name, storage.open(name, mode));
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
    public void rename(String from, String to) throws IOException {
        operations.add("rename " + to);
        storage.rename(from, to);
        if (corruptAfterRename && to.startsWith("snapshots/")) {
            try (StorageFile file = storage.open(to, OpenMode.WRITE)) {
                file.writeFully(ByteBuffer.wrap(new byte[] {-1, -2}), file.size() - 20);
            }
        }
    }

    @Override
    public void delete(String name) throws IOException {
        operations.add("delete " + name);
        storage.delete(name);
    }

    @Override
    public void createDirectories(String directory) throws IOException {
        storage.createDirectories(directory);
    }

    @Override
    public void syncDirectory(String directory) throws IOException {
        operations.add("sync " + directory);
        storage.syncDirectory(directory);
    }

    @Override
    public Closeable lock(String name) throws IOException {
        return storage.lock(name);
    }

    @Override
    public String describe(String name) {
        return storage.describe(name);
    }

    @Override
    public void close() throws IOException {
        storage.close();
    }

    private final class FaultyFile implements StorageFile {

        private final String name;
        private final StorageFile file;

        FaultyFile(String name, StorageFile file) {
            this.name = name;
            this.file = file;
        }

        @Override
        public int read(ByteBuffer target, long position) throws IOException {
            return file.read(target, position);
        }

        @Override
        public int write(ByteBuffer source, long position) throws IOException {
            if (refuseWrites) {
                throw new IOException("No space left on device");
            }
            return file.write(source, position);
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public void truncate(long size) throws IOException {
            file.truncate(size);
        }

        @Override
        public void force(boolean metadata) throws IOException {
            operations.add("force " + name);
            if (refuseForces) {
                throw new IOException("Input/output error");
            }
            file.force(metadata);
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
