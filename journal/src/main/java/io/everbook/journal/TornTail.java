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

    /** Of the active segment, whose writer cuts it anew where this cut is not forced. Returns the name of the copy. */
    static String setAside(Storage storage, StorageFile file, SegmentHeader header, long offset, long bytes)
            throws IOException {
        String name = keep(storage, file, header, offset, bytes);
        file.truncate(offset);
        file.force(true);
        return name;
    }

    /**
     * Of a closed segment, which nobody looks at again once it reads whole: a cut whose force failed would read whole,
     * and a power cut could undo it. So a forced copy without the bytes takes its place.
     */
    static void setAsideOfClosed(
            Storage storage, StorageFile file, SegmentHeader header, String name, long offset, long bytes)
            throws IOException {
        keep(storage, file, header, offset, bytes);
        String unfinished = header.names().unfinished();
        storage.delete(unfinished);
        try (StorageFile rest = storage.open(unfinished, OpenMode.CREATE)) {
            copy(file, rest, 0, offset);
            rest.force(true);
        }
        storage.rename(unfinished, name);
        storage.syncDirectory(header.kind().directory());
    }

    /** Copies bytes to the quarantine. */
    private static String keep(Storage storage, StorageFile file, SegmentHeader header, long offset, long bytes)
            throws IOException {
        storage.createDirectories(DIRECTORY);
        String name = freeName(storage, header, offset);
        try (StorageFile copy = storage.open(name, OpenMode.CREATE)) {
            copy(file, copy, offset, bytes);
            copy.force(true);
        }
        storage.syncDirectory(DIRECTORY);
        return name;
    }

    /** Moves a whole segment to the quarantine and returns its name there. */
    static String setAside(Storage storage, LogKind kind, String file) throws IOException {
        storage.createDirectories(DIRECTORY);
        String target = DIRECTORY + file.substring(kind.directory().length());
        while (storage.exists(target)) {
            target += ".again";
        }
        storage.rename(file, target);
        storage.syncDirectory(DIRECTORY);
        storage.syncDirectory(kind.directory());
        return target;
    }

    private static String freeName(Storage storage, SegmentHeader header, long offset) throws IOException {
        String stem = DIRECTORY + '/' + header.instrument().symbol() + '-' + SegmentNames.digits(header.firstSequence())
                + "-at-" + offset;
        String suffix = header.kind().quarantineSuffix();
        String name = stem + suffix;
        for (int i = 2; storage.exists(name); i++) {
            name = stem + '-' + i + suffix;
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
