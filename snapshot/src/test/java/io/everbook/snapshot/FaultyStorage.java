package io.everbook.snapshot;

import io.everbook.journal.storage.ForwardingFile;
import io.everbook.journal.storage.ForwardingStorage;
import io.everbook.journal.storage.OpenMode;
import io.everbook.journal.storage.Storage;
import io.everbook.journal.storage.StorageFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A storage that remembers what was forced, renamed and synced, and can refuse writes or lie. */
final class FaultyStorage extends ForwardingStorage {

    private final List<String> operations = new CopyOnWriteArrayList<>();
    private volatile boolean refuseWrites;
    private volatile boolean refuseForces;
    private volatile boolean corruptAfterRename;

    FaultyStorage(Storage storage) {
        super(storage);
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
        return new FaultyFile(name, super.open(name, mode));
    }

    @Override
    public void rename(String from, String to) throws IOException {
        operations.add("rename " + to);
        super.rename(from, to);
        if (corruptAfterRename && to.startsWith("snapshots/")) {
            try (StorageFile file = super.open(to, OpenMode.WRITE)) {
                file.writeFully(ByteBuffer.wrap(new byte[] {-1, -2}), file.size() - 20);
            }
        }
    }

    @Override
    public void delete(String name) throws IOException {
        operations.add("delete " + name);
        super.delete(name);
    }

    @Override
    public void syncDirectory(String directory) throws IOException {
        operations.add("sync " + directory);
        super.syncDirectory(directory);
    }

    private final class FaultyFile extends ForwardingFile {

        private final String name;

        FaultyFile(String name, StorageFile file) {
            super(file);
            this.name = name;
        }

        @Override
        public int write(ByteBuffer source, long position) throws IOException {
            if (refuseWrites) {
                throw new IOException("No space left on device");
            }
            return super.write(source, position);
        }

        @Override
        public void force(boolean metadata) throws IOException {
            operations.add("force " + name);
            if (refuseForces) {
                throw new IOException("Input/output error");
            }
            super.force(metadata);
        }
    }
}
