package io.everbook.app.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * The floor that durable mode is held against: a block (4 KiB where nothing else is asked for) written and forced
 * without metadata, into a file in the data directory whose blocks were written with zeros before, as a journal's are,
 * so that no force has a block to allocate.
 */
final class BareForce implements AutoCloseable {

    private static final int BLOCK_BYTES = 4 << 10;
    private static final int FILE_BYTES = 16 << 20;
    private static final int FILE_BLOCKS = 32;
    private static final long HIGHEST_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final Path file;
    private final FileChannel channel;
    private final ByteBuffer block;
    private final long fileBytes;
    private long count;

    private BareForce(Path file, FileChannel channel, int blockBytes) {
        this.file = file;
        this.channel = channel;
        block = ByteBuffer.allocateDirect(blockBytes);
        fileBytes = Math.max(FILE_BLOCKS, FILE_BYTES / blockBytes) * (long) blockBytes;
    }

    /** {@return a probe of 4 KiB on a new file, which is deleted when it is closed} */
    static BareForce create(Path file) throws IOException {
        return create(file, BLOCK_BYTES);
    }

    /** {@return a probe on a new file, which is deleted when it is closed} */
    static BareForce create(Path file, int blockBytes) throws IOException {
        FileChannel channel = FileChannel.open(
                file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes(file));
        BareForce probe = new BareForce(file, channel, blockBytes);
        try {
            for (long offset = 0; offset < probe.fileBytes; offset += blockBytes) {
                probe.write(offset);
            }
            channel.force(true);
            return probe;
        } catch (IOException e) {
            probe.close();
            throw e;
        }
    }

    /** Writes one block behind the last one and forces it. */
    void once(Histogram latency) throws IOException {
        block.putLong(0, ++count);
        long before = System.nanoTime();
        write(count * block.capacity() % fileBytes);
        channel.force(false);
        latency.recordValue(Math.min(HIGHEST_NANOS, System.nanoTime() - before));
    }

    private static FileAttribute<?>[] attributes(Path file) {
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    private void write(long offset) throws IOException {
        block.clear();
        while (block.hasRemaining()) {
            channel.write(block, offset + block.position());
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
        Files.delete(file);
    }
}
