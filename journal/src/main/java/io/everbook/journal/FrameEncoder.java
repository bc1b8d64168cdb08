package io.everbook.journal;

import io.everbook.core.command.Command;
import io.everbook.core.event.ExecutionEvent;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32C;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.wire.Wire;
import net.openhft.chronicle.wire.WireType;

/** Builds one frame after the other in one direct buffer, laid out by {@link FrameDescriptor}; allocates only it. */
final class FrameEncoder {

    /** The frame, where records are written fastest; and what the device takes it from. */
    private final byte[] frame;

    private final ByteBuffer header;
    private final ByteBuffer buffer;
    private final CRC32C crc = new CRC32C();
    private final int recordsOffset;
    private final int maxRecordSize;
    /** Write into the frame; null before the first checkpoint. */
    private Bytes<byte[]> bytes;

    private Wire wire;
    private int position;
    private int count;

    /** Creates an encoder for the frames of one log, which have at most so many bytes. */
    FrameEncoder(LogKind kind, int frameBytes) {
        recordsOffset = kind == LogKind.EXECUTIONS ? EventDescriptor.RECORDS_OFFSET : FrameDescriptor.HEADER_SIZE;
        maxRecordSize = switch (kind) {
            case JOURNAL -> CommandDescriptor.MAX_SIZE;
            case EXECUTIONS -> EventDescriptor.MAX_SIZE;
            case AUDIT -> Integer.BYTES + AuditLogWriter.MAX_RECORD_BYTES;
        };
        frame = new byte[frameBytes & -FrameDescriptor.ALIGNMENT];
        header = ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN);
        buffer = ByteBuffer.allocateDirect(frame.length);
        clear();
    }

    int count() {
        return count;
    }

    boolean hasRoom() {
        return position + maxRecordSize <= frame.length;
    }

    void add(Command command) {
        position = CommandRecord.write(frame, position, command);
        count++;
    }

    void add(ExecutionEvent event) {
        position = EventRecord.write(frame, position, event);
        count++;
    }

    /** Adds a record of bytes, behind their number. */
    void add(byte[] record) {
        header.putInt(position, record.length);
        System.arraycopy(record, 0, frame, position + Integer.BYTES, record.length);
        position += Integer.BYTES + record.length;
        count++;
    }

    /** Says where in their commands the events of the frame begin and end. */
    void span(int firstIndex, int completed, int endIndex) {
        header.putInt(EventDescriptor.FIRST_INDEX_OFFSET, firstIndex);
        header.putInt(EventDescriptor.COMPLETED_OFFSET, completed);
        header.putInt(EventDescriptor.END_INDEX_OFFSET, endIndex);
    }

    void add(Checkpoint checkpoint) {
        if (wire == null) {
            bytes = Bytes.wrapForWrite(frame);
            // Opened, used and closed by three threads, one after the other.
            bytes.singleThreadedCheckDisabled(true);
            wire = WireType.BINARY.apply(bytes);
        }
        bytes.writePosition(position);
        wire.write("sequence").int64(checkpoint.sequence());
        wire.write("digest").int64(checkpoint.digest());
        position = (int) bytes.writePosition();
    }

    /** How many bytes the frame will have. */
    int length() {
        return FrameDescriptor.align(position);
    }

    /**
     * Completes the frame for its place in its segment.
     *
     * @return the frame, from position 0 to its limit; valid until {@link #clear()}
     */
    ByteBuffer seal(byte kind, long firstSequence, long durableBytes, int seed) {
        int length = length();
        Arrays.fill(frame, position, length, (byte) 0);
        header.putInt(FrameDescriptor.LENGTH_OFFSET, length);
        header.putInt(FrameDescriptor.CHECKSUM_OFFSET, seed);
        header.putInt(FrameDescriptor.KIND_OFFSET, kind | FrameDescriptor.VERSION << Byte.SIZE);
        header.putInt(FrameDescriptor.COUNT_OFFSET, count);
        header.putLong(FrameDescriptor.FIRST_SEQUENCE_OFFSET, firstSequence);
        header.putLong(FrameDescriptor.DURABLE_BYTES_OFFSET, durableBytes);
        crc.reset();
        crc.update(frame, 0, length);
        header.putInt(FrameDescriptor.CHECKSUM_OFFSET, (int) crc.getValue());
        return buffer.clear().put(frame, 0, length).flip();
    }

    void clear() {
        position = recordsOffset;
        count = 0;
    }
}
