package io.everbook.app.audit;

import io.everbook.journal.storage.ForwardingStorage;
import io.everbook.journal.storage.OpenMode;
import io.everbook.journal.storage.Storage;
import io.everbook.journal.storage.StorageFile;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A data directory of which one file has other bytes than on the disk: those of an array, as they are now. */
final class OneFileChanged extends ForwardingStorage {

    private final String name;
    private final byte[] bytes;

    OneFileChanged(Storage storage, String name, byte[] bytes) {
        super(storage);
        this.name = name;
        this.bytes = bytes;
    }

    @Override
    public StorageFile open(String wanted, OpenMode mode) throws IOException {
        return wanted.equals(name) ? new ArrayFile(bytes) : super.open(wanted, mode);
    }

    /** The array as a file, for reading only. */
    private record ArrayFile(byte[] bytes) implements StorageFile {

        @Override
        public int read(ByteBuffer target, long position) {
            if (position >= bytes.length) {
                return -1;
            }
            int length = Math.min(target.remaining(), bytes.length - (int) position);
            target.put(bytes, (int) position, length);
            return length;
        }

        @Override
        public long size() {
            return bytes.length;
        }

        @Override
        public int write(ByteBuffer source, long position) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void truncate(long size) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void force(boolean metadata) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
