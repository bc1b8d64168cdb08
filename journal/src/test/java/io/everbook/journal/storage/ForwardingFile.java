package io.everbook.journal.storage;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Passes every call on to another file; a test's own file overrides what it changes. */
public class ForwardingFile implements StorageFile {

    private final StorageFile file;

    protected ForwardingFile(StorageFile file) {
        this.file = file;
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
        return file.read(target, position);
    }

    @Override
    public int write(ByteBuffer source, long position) throws IOException {
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
        file.force(metadata);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
