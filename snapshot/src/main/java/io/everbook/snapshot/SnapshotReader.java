package io.everbook.snapshot;

import io.everbook.core.book.RestingOrder;
import io.everbook.core.matching.StateVisitor;
import io.everbook.journal.storage.OpenMode;
import io.everbook.journal.storage.Storage;
import io.everbook.journal.storage.StorageFile;
import io.everbook.snapshot.SnapshotException.Code;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import net.openhft.chronicle.bytes.Bytes;

/**
 * Reads one snapshot file through one fixed buffer: its header alone, its checksum, its content. Every fault is a
 * {@link SnapshotException} with file and offset.
 */
final class SnapshotReader implements AutoCloseable {

    private static final int BUFFER_LENGTH = 64 * 1024;

    private final String name;
    private final StorageFile file;
    private final long size;
    private final byte[] buffer;
    private final Bytes<byte[]> bytes;
    private long bufferOffset;
    private int bufferLength;

    private SnapshotReader(String name, StorageFile file, long size) {
        this.name = name;
        this.file = file;
        this.size = size;
        buffer = new byte[(int) Math.min(size, BUFFER_LENGTH)];
        bytes = Bytes.wrapForRead(buffer);
    }

    static SnapshotReader open(Storage storage, String name) {
        StorageFile file = null;
        try {
            file = storage.open(name, OpenMode.READ);
            return new SnapshotReader(name, file, file.size());
        } catch (IOException e) {
            SnapshotException fault = unreadable(name, 0, e);
            closeAfter(file, fault);
            throw fault;
        }
    }

    /** {@return how many bytes the file has} */
    long size() {
        return size;
    }

    /**
     * Reads the header and checks its own checksum.
     *
     * @param symbol the symbol that it must name
     * @return the header
     */
    SnapshotHeader header(String symbol) {
        fill(0, (int) Math.min(size, SnapshotDescriptor.HEADER_OFFSET + SnapshotDescriptor.MAX_HEADER_LENGTH));
        if (bufferLength < SnapshotDescriptor.HEADER_OFFSET) {
            throw fault(Code.TRUNCATED, bufferLength, "the snapshot ends inside of its preamble; use an older one");
        }
        if (bytes.readLong(SnapshotDescriptor.MAGIC_OFFSET) != SnapshotDescriptor.MAGIC) {
            throw fault(Code.BAD_HEADER, SnapshotDescriptor.MAGIC_OFFSET, "this is no snapshot; use an older one");
        }
        int end = headerEnd();
        if (bytes.readInt(SnapshotDescriptor.HEADER_CHECKSUM_OFFSET) != SnapshotWriter.headerCrc(buffer, end)) {
            int offset = SnapshotDescriptor.HEADER_CHECKSUM_OFFSET;
            throw fault(Code.CHECKSUM_MISMATCH, offset, "the snapshot's header is damaged; use an older one");
        }
        int version = bytes.readInt(SnapshotDescriptor.VERSION_OFFSET);
        if (version != SnapshotDescriptor.VERSION) {
            String detail = "the snapshot has a format that this Everbook does not know; run the version that wrote it,"
                    + " or move the file away to recover without it: version=" + version + " known="
                    + SnapshotDescriptor.VERSION;
            throw fault(Code.NEWER_VERSION, SnapshotDescriptor.VERSION_OFFSET, detail);
        }
        return decode(symbol, end);
    }

    private int headerEnd() {
        int length = bytes.readInt(SnapshotDescriptor.HEADER_LENGTH_OFFSET);
        if (length < 0 || length > SnapshotDescriptor.MAX_HEADER_LENGTH) {
            String detail = "the snapshot's header has no possible length; use an older one: length=" + length;
            throw fault(Code.BAD_HEADER, SnapshotDescriptor.HEADER_LENGTH_OFFSET, detail);
        }
        if (SnapshotDescriptor.HEADER_OFFSET + length > bufferLength) {
            throw fault(Code.TRUNCATED, bufferLength, "the snapshot ends inside of its header; use an older one");
        }
        return SnapshotDescriptor.HEADER_OFFSET + length;
    }

    private SnapshotHeader decode(String symbol, int end) {
        SnapshotHeader header;
        try {
            bytes.readPositionRemaining(
                    SnapshotDescriptor.HEADER_OFFSET, (long) end - SnapshotDescriptor.HEADER_OFFSET);
            header = SnapshotHeader.read(bytes);
        } catch (RuntimeException e) {
            throw new SnapshotException(
                    Code.BAD_HEADER,
                    name,
                    SnapshotDescriptor.HEADER_OFFSET,
                    "the snapshot's header makes no sense although its checksum is right; use an older one",
                    e);
        }
        if (!header.instrument().symbol().equals(symbol)) {
            throw fault(
                    Code.BAD_HEADER,
                    SnapshotDescriptor.HEADER_OFFSET,
                    "the snapshot belongs to another symbol; move it to its own folder: symbol="
                            + header.instrument().symbol() + " expected=" + symbol);
        }
        return header;
    }

    /** Checks length and checksum of the whole file. */
    void check() {
        if (size < SnapshotDescriptor.MIN_FILE_LENGTH) {
            throw fault(Code.TRUNCATED, size, "the snapshot is cut; use an older one");
        }
        CRC32C crc = new CRC32C();
        long crcOffset = size - SnapshotDescriptor.TRAILER_LENGTH + SnapshotDescriptor.CHECKSUM_OFFSET;
        for (long offset = 0; offset < crcOffset; offset += bufferLength) {
            fill(offset, (int) Math.min(crcOffset - offset, buffer.length));
            crc.update(buffer, 0, bufferLength);
        }
        long trailer = size - SnapshotDescriptor.TRAILER_LENGTH;
        fill(trailer, SnapshotDescriptor.TRAILER_LENGTH);
        long written = bytes.readLong(SnapshotDescriptor.FILE_SIZE_OFFSET);
        if (bytes.readInt(SnapshotDescriptor.CHECKSUM_OFFSET) == (int) crc.getValue() && written == size) {
            return;
        }
        if (written != size) {
            throw fault(
                    Code.TRUNCATED,
                    trailer,
                    "the snapshot does not end as it was written, it is cut or damaged; use an older one: size="
                            + size);
        }
        throw fault(Code.CHECKSUM_MISMATCH, crcOffset, "the snapshot is damaged; use an older one");
    }

    /**
     * Gives the whole content to a visitor.
     *
     * @param header what {@link #header} returned
     * @param visitor receives it
     */
    void visit(SnapshotHeader header, StateVisitor visitor) {
        Content content = new Content(header, visitor);
        long start = (long) SnapshotDescriptor.HEADER_OFFSET + headerLength();
        fillFrom(start);
        try {
            content.read();
        } catch (RuntimeException e) {
            if (e instanceof SnapshotException fault && fault.code() == Code.UNREADABLE) {
                throw fault;
            }
            throw new SnapshotException(
                    Code.BAD_RECORD,
                    name,
                    position(),
                    "the snapshot makes no sense although its checksum is right; use an older one",
                    e);
        }
    }

    private int headerLength() {
        fill(0, SnapshotDescriptor.HEADER_OFFSET);
        return bytes.readInt(SnapshotDescriptor.HEADER_LENGTH_OFFSET);
    }

    /** One pass over the records. */
    private final class Content {

        private final SnapshotHeader header;
        private final StateVisitor visitor;

        Content(SnapshotHeader header, StateVisitor visitor) {
            this.header = header;
            this.visitor = visitor;
        }

        void read() {
            visitor.summary(header.summary());
            ParticipantRecord participant = new ParticipantRecord();
            for (int i = 0; i < header.summary().participantCount(); i++) {
                participant.readMarshallable(next(ParticipantDescriptor.LENGTH));
                visitor.participant(participant.participantId, participant.lastRequestId, participant.state);
            }
            OrderReader reader = new OrderReader();
            RestingOrder order = new RestingOrder();
            for (int i = 0; i < header.summary().openOrderCount(); i++) {
                Bytes<byte[]> in = next(OrderDescriptor.MAX_LENGTH);
                // Set last, it refuses a record that reaches beyond what is there.
                in.readPosition(reader.read(buffer, (int) in.readPosition(), order));
                visitor.order(order);
            }
            if (position() != size - SnapshotDescriptor.TRAILER_LENGTH) {
                throw new IllegalArgumentException("records and trailer do not meet: recordsEnd=" + position());
            }
        }
    }

    private Bytes<byte[]> next(int maxLength) {
        if (bytes.readRemaining() < maxLength) {
            fillFrom(position());
        }
        return bytes;
    }

    private long position() {
        return bufferOffset + bytes.readPosition();
    }

    /** Fills the buffer with records from an offset on, never with the trailer. */
    private void fillFrom(long offset) {
        long end = size - SnapshotDescriptor.TRAILER_LENGTH;
        fill(offset, (int) Math.max(0, Math.min(end - offset, buffer.length)));
    }

    private void fill(long offset, int length) {
        try {
            file.readFully(ByteBuffer.wrap(buffer, 0, length), offset);
        } catch (IOException e) {
            throw unreadable(name, offset, e);
        }
        bufferOffset = offset;
        bufferLength = length;
        bytes.readPositionRemaining(0, length);
    }

    private SnapshotException fault(Code code, long offset, String detail) {
        return new SnapshotException(code, name, offset, detail);
    }

    private static SnapshotException unreadable(String name, long offset, IOException cause) {
        return new SnapshotException(
                Code.UNREADABLE,
                name,
                offset,
                "the snapshot cannot be read; check the device and its permissions",
                cause);
    }

    private static void closeAfter(StorageFile file, SnapshotException fault) {
        if (file != null) {
            try {
                file.close();
            } catch (IOException e) {
                fault.addSuppressed(e);
            }
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw unreadable(name, 0, e);
        }
    }
}
