package io.everbook.journal.storage;

import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;

/**
 * The disk, as Everbook sees it: one data directory. Names are relative to it and use slashes, such as
 * {@code journals/BTC-USD.journal}. What an operation changed in a directory is durable only after
 * {@link #syncDirectory(String)}, except for {@link #createDirectories(String)}, which is durable by itself.
 */
public interface Storage extends AutoCloseable {

    /**
     * Opens a file.
     *
     * @param name its name
     * @param mode how
     * @return the open file; closed by the caller
     * @throws FileNotFoundException where it must exist and does not
     * @throws IOException where it cannot be opened, or must not exist and does
     */
    StorageFile open(String name, OpenMode mode) throws IOException;

    /** {@return whether there is a file or directory of this name} */
    boolean exists(String name) throws IOException;

    /**
     * Prepares a question that is asked again and again.
     *
     * @param name the name of a file
     * @return asks whether there is such a file, without allocation where the storage can
     */
    default Presence presence(String name) {
        return () -> exists(name);
    }

    /** Whether one file is there. */
    @FunctionalInterface
    interface Presence {

        /**
         * Looks.
         *
         * @return whether it is there now
         * @throws IOException where the device refuses
         */
        boolean isThere() throws IOException;
    }

    /**
     * Tells the size of a file.
     *
     * @param name its name
     * @return its size in bytes
     * @throws FileNotFoundException where there is no such file
     * @throws IOException where the device refuses
     */
    long size(String name) throws IOException;

    /**
     * Lists a directory.
     *
     * @param directory its name; empty for the data directory itself
     * @return the last parts of the names in it, sorted; empty where there is no such directory
     * @throws IOException where the device refuses
     */
    List<String> list(String directory) throws IOException;

    /**
     * Renames a file at once and whole, replacing a file that has the new name.
     *
     * @param from its name
     * @param to its new name, possibly in another directory
     * @throws FileNotFoundException where there is no such file
     * @throws IOException where the device refuses
     */
    void rename(String from, String to) throws IOException;

    /**
     * Deletes a file, where there is one.
     *
     * @param name its name
     * @throws IOException where the device refuses
     */
    void delete(String name) throws IOException;

    /**
     * Creates a directory and those above it, where they are missing, and makes their entries durable.
     *
     * @param directory its name
     * @throws IOException where the device refuses
     */
    void createDirectories(String directory) throws IOException;

    /**
     * Returns once the entries of a directory (files created, renamed, deleted) are on the device.
     *
     * @param directory its name; empty for the data directory itself
     * @throws IOException where the device refuses
     */
    void syncDirectory(String directory) throws IOException;

    /**
     * Takes a lock that excludes every other holder, in this process and in others, until it is closed or the process
     * dies.
     *
     * @param name the name of the lock file, created where it is missing
     * @return the lock
     * @throws StorageException coded {@link StorageException.Code#DATA_DIRECTORY_IN_USE} where another holds it
     * @throws IOException where the device refuses
     */
    Closeable lock(String name) throws IOException;

    /** {@return the name as a person on this machine would write it, for messages} */
    String describe(String name);

    @Override
    void close() throws IOException;
}
