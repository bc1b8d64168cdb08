package io.everbook.app.backup;

import io.everbook.journal.storage.StorageFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** A file held open, up to a size: it stays readable although it is renamed, replaced or deleted meanwhile. */
final class HeldFile implements StorageFile {

    private final FileChannel channel;
    private long limit = Long.MAX_VALUE;

    HeldFile(FileChannel channel) {
        this.channel = channel;
    }

    /** Hides what is behind a size: what is written from now on is not part of the copy. */
    void limit(long bytes) {
        limit = bytes;
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
        if (position >= limit) {
            return -1;
        }
        int end = target.limit();
        target.limit((int) Math.min(end, target.position() + (limit - position)));
        try {
            return channel.read(target, position);
        } finally {
            target.limit(end);
        }
    }

    @Override
    public int write(ByteBuffer source, long position) {
        throw refused();
    }

    @Override
    public long size() throws IOException {
        return Math.min(limit, channel.size());
    }

    @Override
    public void truncate(long size) {
        throw refused();
    }

    @Override
    public void force(boolean metadata) {
        throw refused();
    }

    /** Keeps it open: it belongs to {@link HeldDirectory}, which is asked for it several times. */
    @Override
    public void close() {
        // Released with the directory.
    }

    void release() throws IOException {
        channel.close();
    }

    private static UnsupportedOperationException refused() {
        return new UnsupportedOperationException("what is backed up is only read");
    }
}
