package io.everbook.journal;

import io.everbook.core.command.Command;
import io.everbook.core.event.ExecutionEvent;
import io.everbook.journal.storage.StorageFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.wire.Wire;
import net.openhft.chronicle.wire.WireType;

/**
 * A window on one segment file, large enough for the largest frame or the whole file, and no larger. Finds whole
 * frames, laid out by {@link FrameDescriptor}, and decodes what is in them.
 */
final class FrameWindow {

    /** No frame: zeros, or the end of the file. */
    static final int NOTHING = 0;

    /** No whole frame: its bytes are not those that were written. */
    static final int MISMATCH = -1;

    /** No whole frame: the file ends inside of it. */
    static final int CUT = -2;

    private static final int INITIAL_LENGTH = 8 << 10;

    private ByteBuffer buffer;
    private Bytes<ByteBuffer> bytes;
    private final CommandReader commands = new CommandReader();
    private final EventRecord eventRecord = new EventRecord();
    private final CRC32C crc = new CRC32C();
    private StorageFile file;
    private int headerChecksum;
    private long base;
    private int size;
    private int start;
    private long emptyOffset;

    FrameWindow() {
        allocate(INITIAL_LENGTH);
    }

    /** Looks at another file from now on. */
    void attach(StorageFile segment, int checksum) {
        file = segment;
        headerChecksum = checksum;
        base = 0;
        size = 0;
        emptyOffset = -1;
    }

    /**
     * Looks for a frame, in the file as it is now.
     *
     * @return its length in bytes; or {@link #NOTHING}, {@link #MISMATCH} or {@link #CUT}
     */
    int probe(long offset) throws IOException {
        int found = examine(offset);
        if (found <= 0 && offset == emptyOffset) {
            // A follower that waits at the end need not read a whole window of zeros each time.
            load(offset, FrameDescriptor.HEADER_SIZE);
            found = examine(offset);
            if (found == NOTHING) {
                return found;
            }
        }
        if (found <= 0) {
            grow(offset);
            load(offset, buffer.capacity());
            found = examine(offset);
        }
        emptyOffset = found == NOTHING ? offset : -1;
        return found;
    }

    byte kind() {
        return buffer.get(start + FrameDescriptor.KIND_OFFSET);
    }

    byte version() {
        return buffer.get(start + FrameDescriptor.VERSION_OFFSET);
    }

    int count() {
        return buffer.getInt(start + FrameDescriptor.COUNT_OFFSET);
    }

    long firstSequence() {
        return buffer.getLong(start + FrameDescriptor.FIRST_SEQUENCE_OFFSET);
    }

    /** When the first command of the frame was stamped. */
    long firstTimestampNanos() {
        return buffer.getLong(start + FrameDescriptor.HEADER_SIZE + CommandDescriptor.TIMESTAMP_OFFSET);
    }

    long durableBytes() {
        return buffer.getLong(start + FrameDescriptor.DURABLE_BYTES_OFFSET);
    }

    /** Which event of the first command is the frame's first; always 0 in a journal. */
    int firstIndex() {
        return kind() == FrameDescriptor.EVENTS ? buffer.getInt(start + EventDescriptor.FIRST_INDEX_OFFSET) : 0;
    }

    /** How many commands end in the frame. */
    int completed() {
        return kind() == FrameDescriptor.EVENTS ? buffer.getInt(start + EventDescriptor.COMPLETED_OFFSET) : count();
    }

    /** Which event of its command follows the frame; 0 where the frame ends with a command. */
    int endIndex() {
        return kind() == FrameDescriptor.EVENTS ? buffer.getInt(start + EventDescriptor.END_INDEX_OFFSET) : 0;
    }

    /** Goes to the first record of the frame that was found. */
    void enter() {
        int length = buffer.getInt(start + FrameDescriptor.LENGTH_OFFSET);
        int skipped = kind() == FrameDescriptor.EVENTS ? EventDescriptor.RECORDS_OFFSET : FrameDescriptor.HEADER_SIZE;
        bytes.readPositionRemaining(start + skipped, length - skipped);
    }

    /** The format version of the record that comes next. */
    int recordVersion() {
        return bytes.peekUnsignedByte(bytes.readPosition() + CommandDescriptor.VERSION_OFFSET);
    }

    void read(Command target) {
        // Set last, it refuses a record that reaches beyond its frame.
        bytes.readPosition(commands.read(buffer.array(), (int) bytes.readPosition(), target));
    }

    void read(ExecutionEvent target) {
        eventRecord.wrap(target).readMarshallable(bytes);
    }

    /** Reads a record of bytes, behind their number. */
    byte[] readRecord() {
        int length = bytes.readInt();
        if (length < 0 || length > bytes.readRemaining()) {
            throw new IllegalArgumentException("a record reaches beyond its frame: length=" + length);
        }
        byte[] record = new byte[length];
        bytes.read(record);
        return record;
    }

    /** How many bytes of the frame are not read yet. */
    long remaining() {
        return bytes.readRemaining();
    }

    Checkpoint readCheckpoint() {
        Wire wire = WireType.BINARY.apply(bytes);
        return new Checkpoint(wire.read("sequence").int64(), wire.read("digest").int64());
    }

    private int examine(long offset) {
        long index = offset - base;
        long available = size - index;
        if (index < 0 || available <= 0) {
            return NOTHING;
        }
        if (available < FrameDescriptor.HEADER_SIZE) {
            return CUT;
        }
        start = (int) index;
        int length = buffer.getInt(start + FrameDescriptor.LENGTH_OFFSET);
        if (length == 0) {
            return NOTHING;
        }
        if (!FrameDescriptor.plausible(length)) {
            return MISMATCH;
        }
        if (length > available) {
            return CUT;
        }
        return checksumMatches(offset, length) ? length : MISMATCH;
    }

    private boolean checksumMatches(long offset, int length) {
        int place = start + FrameDescriptor.CHECKSUM_OFFSET;
        int stored = buffer.getInt(place);
        buffer.putInt(place, FrameDescriptor.seed(headerChecksum, offset));
        crc.reset();
        crc.update(buffer.array(), start, length);
        buffer.putInt(place, stored);
        return (int) crc.getValue() == stored;
    }

    private void grow(long offset) throws IOException {
        long wanted = Math.min(file.size() - offset, FrameDescriptor.MAX_LENGTH);
        if (wanted > buffer.capacity()) {
            allocate(Integer.highestOneBit((int) wanted - 1) << 1);
        }
    }

    private void allocate(int length) {
        buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        bytes = Bytes.wrapForRead(buffer);
        bytes.singleThreadedCheckDisabled(true);
    }

    private void load(long offset, int limit) throws IOException {
        base = offset;
        size = 0;
        buffer.clear().limit(limit);
        try {
            size = file.readAvailable(buffer, offset);
        } finally {
            buffer.clear();
        }
    }
}
