package io.everbook.app.engine;

import io.everbook.journal.storage.FileStorage;
import io.everbook.journal.storage.ForwardingFile;
import io.everbook.journal.storage.ForwardingStorage;
import io.everbook.journal.storage.OpenMode;
import io.everbook.journal.storage.StorageFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A data directory whose device can be told to fail on the files of one symbol. */
final class FaultyStorage extends ForwardingStorage {

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

    private final String failing;
    private final CountDownLatch released = new CountDownLatch(1);
    volatile Fault fault = Fault.NONE;

    FaultyStorage(Path directory, String failing) {
        this(directory, "journals", failing);
    }

    FaultyStorage(Path directory, String folder, String failing) {
        super(new FileStorage(directory));
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
        StorageFile file = super.open(name, mode);
        return name.startsWith(failing) ? new FaultyFile(file) : file;
    }

    private final class FaultyFile extends ForwardingFile {

        FaultyFile(StorageFile file) {
            super(file);
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
            return super.write(source, position);
        }

        @Override
        public void force(boolean metadata) throws IOException {
            if (fault == Fault.FORCE) {
                throw new IOException("Input/output error");
            }
            super.force(metadata);
        }
    }
}
