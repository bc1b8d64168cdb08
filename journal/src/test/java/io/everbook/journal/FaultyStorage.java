package io.everbook.journal;

import io.everbook.journal.storage.ForwardingFile;
import io.everbook.journal.storage.ForwardingStorage;
import io.everbook.journal.storage.OpenMode;
import io.everbook.journal.storage.Storage;
import io.everbook.journal.storage.StorageFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;

/** A storage whose device can be told to fail on the files of one symbol, and to take few bytes at a time. */
final class FaultyStorage extends ForwardingStorage {

    private final String failing;
    volatile boolean failWrites;
    volatile boolean failForces;
    volatile boolean breakForces;
    volatile boolean failRenames;
    volatile int mostBytes = Integer.MAX_VALUE;
    final AtomicInteger forceCount = new AtomicInteger();

    FaultyStorage(Storage storage, String failing) {
        super(storage);
        this.failing = failing;
    }

    @Override
    public StorageFile open(String name, OpenMode mode) throws IOException {
        return new FaultyFile(super.open(name, mode), name.contains(failing));
    }

    @Override
    public void rename(String from, String to) throws IOException {
        if (failRenames && from.contains(failing)) {
            throw new IOException("rename refused");
        }
        super.rename(from, to);
    }

    private final class FaultyFile extends ForwardingFile {

        private final boolean faulty;

        FaultyFile(StorageFile file, boolean faulty) {
            super(file);
            this.faulty = faulty;
        }

        @Override
        public int read(ByteBuffer target, long position) throws IOException {
            int limit = target.limit();
            target.limit(target.position() + Math.min(target.remaining(), mostBytes));
            try {
                return super.read(target, position);
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
                return super.write(source, position);
            } finally {
                source.limit(limit);
            }
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
            super.force(metadata);
        }
    }
}
