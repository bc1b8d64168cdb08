package io.everbook.journal;

import io.everbook.core.command.Command;
import io.everbook.core.event.ExecutionEvent;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.wire.Wire;
import net.openhft.chronicle.wire.WireType;

/** Builds one frame after the other in one direct buffer, laid out by {@link FrameDescriptor}; allocates only it. */
final class FrameEncoder {

    private final ByteBuffer buffer;
    private final Bytes<ByteBuffer> bytes;
    private final CommandRecord record = new CommandRecord();
    private final EventRecord eventRecord = new EventRecord();
    private final CRC32C crc = new CRC32C();
    private final int recordsOffset;
    private final int maxRecordSize;
    /** Writes into the same buffer; null before the first checkpoint. */
    private Wire wire;

    private int count;

    /** Creates an encoder for the frames of one log, which have at most so many bytes. */
    FrameEncoder(LogKind kind, int frameBytes) {
        recordsOffset = kind == LogKind.EXECUTIONS ? EventDescriptor.RECORDS_OFFSET : FrameDescriptor.HEADER_SIZE;
        maxRecordSize = switch (kind) {
            case JOURNAL -> CommandDescriptor.MAX_SIZE;
            case EXECUTIONS -> EventDescriptor.MAX_SIZE;
            case AUDIT -> Integer.BYTES + AuditLogWriter.MAX_RECORD_BYTES;
        };
        buffer = ByteBuffer.allocateDirect(frameBytes & -FrameDescriptor.ALIGNMENT)
                .order(ByteOrder.LITTLE_ENDIAN);
        bytes = Bytes.wrapForWrite(buffer);
        // Opened, used and closed by three threads, one after the other.
        bytes.singleThreadedCheckDisabled(true);
        clear();
    }

    int count() {
        return count;
    }

    boolean hasRoom() {
        return bytes.writePosition() + maxRecordSize <= buffer.capacity();
    }

    void add(Command command) {
        record.wrap(command).writeMarshallable(bytes);
        count++;
    }

    void add(ExecutionEvent event) {
        eventRecord.wrap(event).writeMarshallable(bytes);
        count++;
    }

    /** Adds a record of bytes, behind their number. */
    void add(byte[] record) {
        bytes.writeInt(record.length);
        bytes.write(record);
        count++;
    }

    /** Says where in their commands the events of the frame begin and end. */
    void span(int firstIndex, int completed, int endIndex) {
        buffer.putInt(EventDescriptor.FIRST_INDEX_OFFSET, firstIndex);
        buffer.putInt(EventDescriptor.COMPLETED_OFFSET, completed);
        buffer.putInt(EventDescriptor.END_INDEX_OFFSET, endIndex);
    }

    void add(Checkpoint checkpoint) {
        if (wire == null) {
            wire = WireType.BINARY.apply(bytes);
        }
        wire.write("sequence").int64(checkpoint.sequence());
        wire.write("digest").int64(checkpoint.digest());
    }

    /** How many bytes the frame will have. */
    int length() {
        return FrameDescriptor.align((int) bytes.writePosition());
    }

    /**
     * Completes the frame for its place in its segment.
     *
     * @return the frame, from position 0 to its limit; valid until {@link #clear()}
     */
    ByteBuffer seal(byte kind, long firstSequence, long durableBytes, int seed) {
        int length = length();
        for (int i = (int) bytes.writePosition(); i < length; i++) {
            buffer.put(i, (byte) 0);
        }
        buffer.putInt(FrameDescriptor.LENGTH_OFFSET, length);
        buffer.putInt(FrameDescriptor.CHECKSUM_OFFSET, seed);
        buffer.putInt(FrameDescriptor.KIND_OFFSET, kind | FrameDescriptor.VERSION << Byte.SIZE);
        buffer.putInt(FrameDescriptor.COUNT_OFFSET, count);
        buffer.putLong(FrameDescriptor.FIRST_SEQUENCE_OFFSET, firstSequence);
        buffer.putLong(FrameDescriptor.DURABLE_BYTES_OFFSET, durableBytes);
        buffer.limit(length).position(0);
        crc.reset();
        crc.update(buffer);
        buffer.position(0);
        buffer.putInt(FrameDescriptor.CHECKSUM_OFFSET, (int) crc.getValue());
        return buffer;
    }

    void clear() {
        buffer.clear();
        bytes.writePosition(recordsOffset);
        count = 0;
    }
}
