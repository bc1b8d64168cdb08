package io.everbook.journal.storage;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** Passes every call on to another storage; a test's own storage overrides what it changes. */
public class ForwardingStorage implements Storage {

    private final Storage storage;

    protected ForwardingStorage(Storage storage) {
        this.storage = storage;
    }

    @Override
    public StorageFile open(String name, OpenMode mode) throws IOException {
        return storage.open(name, mode);
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
}
