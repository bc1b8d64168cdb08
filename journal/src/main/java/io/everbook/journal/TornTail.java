package io.everbook.journal;

import io.everbook.journal.storage.OpenMode;
import io.everbook.journal.storage.Storage;
import io.everbook.journal.storage.StorageFile;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Sets the bytes of an unfinished last write aside, in {@code quarantine/}: copied, forced, and only then cut. */
final class TornTail {

    static final String DIRECTORY = "quarantine";

    private static final int CHUNK_BYTES = 64 << 10;

    private TornTail() {}

    /** Returns the name of the copy. */
    static String setAside(Storage storage, StorageFile file, SegmentHeader header, JournalTail tail)
            throws IOException {
        storage.createDirectories(DIRECTORY);
        String name = freeName(storage, header, tail.endOffset());
        try (StorageFile copy = storage.open(name, OpenMode.CREATE)) {
            copy(file, copy, tail.endOffset(), tail.tornBytes());
            copy.force(true);
        }
        storage.syncDirectory(DIRECTORY);
        file.truncate(tail.endOffset());
        file.force(true);
        return name;
    }

    private static String freeName(Storage storage, SegmentHeader header, long offset) throws IOException {
        String stem = DIRECTORY + '/' + header.instrument().symbol() + '-' + SegmentNames.digits(header.firstSequence())
                + "-at-" + offset;
        String name = stem + ".torn";
        for (int i = 2; storage.exists(name); i++) {
            name = stem + '-' + i + ".torn";
        }
        return name;
    }

    static void copy(StorageFile from, StorageFile to, long offset, long bytes) throws IOException {
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES);
        for (long done = 0; done < bytes; done += chunk.limit()) {
            chunk.clear().limit((int) Math.min(CHUNK_BYTES, bytes - done));
            from.readFully(chunk, offset + done);
            to.writeFully(chunk.flip(), done);
        }
    }
}
