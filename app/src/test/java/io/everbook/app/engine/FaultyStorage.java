package io.everbook.app.engine;

import io.everbook.journal.storage.FileStorage;
import io.everbook.journal.storage.OpenMode;
import io.everbook.journal.storage.Storage;
import io.everbook.journal.storage.StorageFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A data directory whose device can be told to fail on the files of one symbol. */
final class FaultyStorage implements Storage {

    /** How a device fails. */
    enum Fault {
        NONE,
        WRITE,
        FORCE,
        /** A write that never returns, until {@link #release()}. */
        STUCK,
        /** No operating fault, but a mistake of the program. */
        BROKEN
    }

    private final Storage storage;
    private final String failing;
    private final CountDownLatch released = new CountDownLatch(1);
    volatile Fault fault = Fault.NONE;

    FaultyStorage(Path directory, String failing) {
        this(directory, "journals", failing);
    }

    FaultyStorage(Path directory, String folder, String failing) {
        storage = new FileStorage(directory);
        this.failing = folder + "/" + failing;
    }

    void release() {
        released.countDown();
    }

    private void awaitRelease() {
        try {
            released.await();
        } catch (InterruptedException e) {
            throw new AssertionError("nobody interrupts a thread that writes", e);
        }
    }

    @Override
    public StorageFile open(String name, OpenMode mode) throws IOException {
        StorageFile file = storage.open(name, mode);
        return name.startsWith(failing) ? new FaultyFile(file) : file;
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

        FaultyFile(StorageFile file) {
            this.file = file;
        }

        @Override
        public int read(ByteBuffer target, long position) throws IOException {
            return file.read(target, position);
        }

        @Override
        public int write(ByteBuffer source, long position) throws IOException {
            if (fault == Fault.WRITE) {
                throw new IOException("No space left on device");
            }
            if (fault == Fault.STUCK) {
                awaitRelease();
            }
            if (fault == Fault.BROKEN) {
                throw new IllegalStateException("a mistake of the program");
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
            if (fault == Fault.FORCE) {
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
