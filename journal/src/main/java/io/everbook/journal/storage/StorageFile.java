package io.everbook.journal.storage;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * One open file. Positions and sizes are in bytes. Reads, writes and forces may come from different threads at once;
 * none of these threads may be interrupted, since an interrupt closes the file under all of them.
 */
public interface StorageFile extends AutoCloseable {

    /**
     * Reads what one call to the device gives, which may be less than asked.
     *
     * @param target where the bytes go, from its position to its limit; owned by the caller
     * @param position where in the file to start
     * @return how many bytes were read, -1 at or past the end of the file
     * @throws IOException where the device refuses
     */
    int read(ByteBuffer target, long position) throws IOException;

    /**
     * Writes what one call to the device takes, which may be less than given. The bytes survive the death of the
     * process, but no power cut before {@link #force(boolean)}.
     *
     * @param source the bytes, from its position to its limit; owned by the caller
     * @param position where in the file to start
     * @return how many bytes were written
     * @throws IOException where the device refuses or is full
     */
    int write(ByteBuffer source, long position) throws IOException;

    /** {@return how many bytes the file has} */
    long size() throws IOException;

    /**
     * Cuts the file, or leaves it where it is not longer.
     *
     * @param size the new size in bytes
     * @throws IOException where the device refuses
     */
    void truncate(long size) throws IOException;

    /**
     * Returns once everything written before this call is on the device. Never call it again after it failed: the pages
     * that could not be written may be gone, and a second call would succeed without them.
     *
     * @param metadata whether times and attributes must be there as well; size always is
     * @throws IOException where the device refuses
     */
    void force(boolean metadata) throws IOException;

    @Override
    void close() throws IOException;

    /**
     * Writes all bytes that are given, in as many calls as the device needs.
     *
     * @param source the bytes, from its position to its limit; owned by the caller
     * @param position where in the file to start
     * @throws IOException where the device refuses, is full, or takes nothing
     */
    default void writeFully(ByteBuffer source, long position) throws IOException {
        long next = position;
        while (source.hasRemaining()) {
            int written = write(source, next);
            if (written <= 0) {
                throw new IOException("the device took no byte");
            }
            next += written;
        }
    }

    /**
     * Reads until the target is full or the file ends.
     *
     * @param target where the bytes go, from its position to its limit; owned by the caller
     * @param position where in the file to start
     * @return how many bytes were read, 0 at or past the end of the file
     * @throws IOException where the device refuses
     */
    default int readAvailable(ByteBuffer target, long position) throws IOException {
        int total = 0;
        while (target.hasRemaining()) {
            int count = read(target, position + total);
            if (count < 0) {
                break;
            }
            if (count == 0) {
                throw new IOException("the device gave no byte");
            }
            total += count;
        }
        return total;
    }

    /**
     * Reads until the target is full.
     *
     * @param target where the bytes go, from its position to its limit; owned by the caller
     * @param position where in the file to start
     * @throws EOFException where the file ends first
     * @throws IOException where the device refuses
     */
    default void readFully(ByteBuffer target, long position) throws IOException {
        int wanted = target.remaining();
        if (readAvailable(target, position) < wanted) {
            throw new EOFException("the file ends inside of " + wanted + " bytes at " + position);
        }
    }
}
