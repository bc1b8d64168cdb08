package io.everbook.journal;

import io.everbook.journal.storage.OpenMode;
import io.everbook.journal.storage.Storage;
import io.everbook.journal.storage.StorageFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A storage whose device can be told to fail on the files of one symbol, and to take few bytes at a time. */
final class FaultyStorage implements Storage {

    private final Storage storage;
    private final String failing;
    volatile boolean failWrites;
    volatile boolean failForces;
    volatile boolean breakForces;
    volatile boolean failRenames;
    volatile int mostBytes = Integer.MAX_VALUE;
    final AtomicInteger forceCount = new AtomicInteger();

    FaultyStorage(Storage storage, String failing) {
        this.storage = storage;
        this.failing = failing;
    }

    @Override
    public StorageFile open(String name, OpenMode mode) throws IOException {
        return new FaultyFile(storage.open(name, mode), name.contains(failing));
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
        if (failRenames && from.contains(failing)) {
            throw new IOException("rename refused");
        }
        storage.rename(from, to);
    }

    @Override
    public void delete(String name) throws IOException {
        storage.delete(name);
    }

    @Override
    public void createDirectories(String directory) throws IOException {
        storage.createDirectories(directory);
    }

    @Override
    public void syncDirectory(String directory) throws IOException {
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

        private final StorageFile file;
        private final boolean faulty;

        FaultyFile(StorageFile file, boolean faulty) {
            this.file = file;
            this.faulty = faulty;
        }

        @Override
        public int read(ByteBuffer target, long position) throws IOException {
            int limit = target.limit();
            target.limit(target.position() + Math.min(target.remaining(), mostBytes));
            try {
                return file.read(target, position);
            } finally {
                target.limit(limit);
            }
        }

        @Override
        public int write(ByteBuffer source, long position) throws IOException {
            if (faulty && failWrites) {
                throw new IOException("No space left on device");
            }
            int limit = source.limit();
            source.limit(source.position() + Math.min(source.remaining(), mostBytes));
            try {
                return file.write(source, position);
            } finally {
                source.limit(limit);
            }
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
            if (faulty) {
                forceCount.incrementAndGet();
                if (breakForces) {
                    throw new IllegalStateException("no device does this");
                }
                if (failForces) {
                    throw new IOException("Input/output error");
                }
            }
            file.force(metadata);
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
