package io.everbook.app.it;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/** Changes journal files the way that docs/journal-format.md allows a tester to. */
final class JournalTampering {

    private static final int VERSION_OFFSET = 8;
    private static final int CHECKSUM_OFFSET = 4092;

    private JournalTampering() {}

    /** Makes the header that of the next format version, checksum included. */
    static void raiseFormatVersion(Path segment) throws IOException {
        byte[] bytes = Files.readAllBytes(segment);
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        buffer.putInt(VERSION_OFFSET, buffer.getInt(VERSION_OFFSET) + 1);
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, 0, CHECKSUM_OFFSET);
        buffer.putInt(CHECKSUM_OFFSET, (int) checksum.getValue());
        Files.write(segment, bytes);
    }
}
