package io.everbook.journal;

import io.everbook.core.instrument.DecimalUnit;
import io.everbook.core.instrument.Instrument;
import io.everbook.journal.JournalException.Code;
import io.everbook.journal.storage.StorageFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.wire.Wire;
import net.openhft.chronicle.wire.WireType;

/**
 * What a segment says about itself, laid out by {@link SegmentDescriptor}; the definition is self-describing Wire.
 *
 * @param kind which log it belongs to
 * @param instrument the instrument
 * @param firstSequence the sequence of the first command
 * @param checkpoint the newest checkpoint that was known when the segment was begun
 */
record SegmentHeader(LogKind kind, Instrument instrument, long firstSequence, Checkpoint checkpoint) {

    SegmentNames names() {
        return new SegmentNames(kind, instrument.symbol());
    }

    /** The header as one block, ready to be written. */
    ByteBuffer encode() {
        Bytes<byte[]> definition = Bytes.allocateElasticOnHeap();
        write(WireType.BINARY.apply(definition));
        ByteBuffer block = ByteBuffer.allocate(SegmentDescriptor.HEADER_SIZE).order(ByteOrder.LITTLE_ENDIAN);
        block.putLong(SegmentDescriptor.MAGIC_OFFSET, kind.magic());
        block.putInt(SegmentDescriptor.VERSION_OFFSET, SegmentDescriptor.VERSION);
        block.putInt(SegmentDescriptor.LENGTH_OFFSET, (int) definition.readRemaining());
        block.put(SegmentDescriptor.DEFINITION_OFFSET, definition.toByteArray());
        block.putInt(SegmentDescriptor.CHECKSUM_OFFSET, checksum(block));
        return block;
    }

    /** The checksum that a block has, or should have. */
    static int checksum(ByteBuffer block) {
        CRC32C crc = new CRC32C();
        crc.update(block.duplicate().position(0).limit(SegmentDescriptor.CHECKSUM_OFFSET));
        return (int) crc.getValue();
    }

    /** Reads the block of an open segment; the sequence is the one expected there, for the message. */
    static ByteBuffer read(StorageFile file, String name, long sequence) {
        ByteBuffer block = ByteBuffer.allocate(SegmentDescriptor.HEADER_SIZE).order(ByteOrder.LITTLE_ENDIAN);
        try {
            if (file.readAvailable(block, 0) < SegmentDescriptor.HEADER_SIZE) {
                throw bad(name, sequence, "the file is shorter than a header", null);
            }
        } catch (IOException e) {
            throw new JournalException(Code.UNREADABLE, name, 0, sequence, "the header cannot be read", e);
        }
        return block.flip();
    }

    /** Checks and decodes a block. */
    static SegmentHeader decode(LogKind kind, ByteBuffer block, String name, long sequence) {
        if (block.getLong(SegmentDescriptor.MAGIC_OFFSET) != kind.magic()) {
            throw bad(name, sequence, "the file does not start like a segment of a " + kind.word(), null);
        }
        int version = block.getInt(SegmentDescriptor.VERSION_OFFSET);
        boolean whole = block.getInt(SegmentDescriptor.CHECKSUM_OFFSET) == checksum(block);
        if (whole && version > SegmentDescriptor.VERSION) {
            throw newer(name, sequence, version);
        }
        if (!whole || version != SegmentDescriptor.VERSION) {
            String hint = version > SegmentDescriptor.VERSION ? ", or a newer Everbook wrote it: use a newer one" : "";
            throw bad(name, sequence, "the header is damaged" + hint, null);
        }
        int length = block.getInt(SegmentDescriptor.LENGTH_OFFSET);
        int capacity = SegmentDescriptor.CHECKSUM_OFFSET - SegmentDescriptor.DEFINITION_OFFSET;
        if (length < 0 || length > capacity) {
            throw bad(name, sequence, "the header's definition has no such length", null);
        }
        byte[] definition = new byte[length];
        block.get(SegmentDescriptor.DEFINITION_OFFSET, definition);
        try {
            return read(kind, WireType.BINARY.apply(Bytes.wrapForRead(definition)));
        } catch (RuntimeException e) {
            throw bad(name, sequence, "the header's definition makes no sense", e);
        }
    }

    /** Refuses a segment of another instrument, or of another definition of it. */
    void requireInstrument(Instrument expected, String name) {
        if (!instrument.equals(expected)) {
            throw new JournalException(
                    Code.DEFINITION_MISMATCH,
                    name,
                    SegmentDescriptor.DEFINITION_OFFSET,
                    firstSequence,
                    "the segment defines another instrument; keep its definition, or use another symbol:" + " journal="
                            + instrument + " expected=" + expected);
        }
    }

    /** Refuses a segment that holds another symbol, or starts elsewhere, than its place in the journal says. */
    void requirePlace(String symbol, long sequence, String name) {
        if (!instrument.symbol().equals(symbol)) {
            throw new JournalException(
                    Code.DEFINITION_MISMATCH,
                    name,
                    SegmentDescriptor.DEFINITION_OFFSET,
                    sequence,
                    "the file holds another symbol's log; put the right file back: symbol=" + instrument.symbol());
        }
        if (firstSequence != sequence) {
            throw new JournalException(
                    Code.SEQUENCE_HOLE,
                    name,
                    SegmentDescriptor.DEFINITION_OFFSET,
                    sequence,
                    "the segment starts at another command than expected; put the missing segment back:"
                            + " firstSequence=" + firstSequence);
        }
    }

    private void write(Wire wire) {
        wire.write("symbol").text(instrument.symbol());
        wire.write("firstSequence").int64(firstSequence);
        wire.write("tickUnits").int64(instrument.tick().units());
        wire.write("tickScale").int32(instrument.tick().scale());
        wire.write("lotUnits").int64(instrument.lot().units());
        wire.write("lotScale").int32(instrument.lot().scale());
        wire.write("maxOpenOrders").int32(instrument.maxOpenOrders());
        wire.write("checkpointSequence").int64(checkpoint.sequence());
        wire.write("checkpointDigest").int64(checkpoint.digest());
    }

    private static SegmentHeader read(LogKind kind, Wire wire) {
        String symbol = wire.read("symbol").text();
        long firstSequence = wire.read("firstSequence").int64();
        DecimalUnit tick = new DecimalUnit(
                wire.read("tickUnits").int64(), wire.read("tickScale").int32());
        DecimalUnit lot = new DecimalUnit(
                wire.read("lotUnits").int64(), wire.read("lotScale").int32());
        int maxOpenOrders = wire.read("maxOpenOrders").int32();
        long checkpointSequence = wire.read("checkpointSequence").int64();
        long checkpointDigest = wire.read("checkpointDigest").int64();
        return new SegmentHeader(
                kind,
                new Instrument(symbol, tick, lot, maxOpenOrders),
                firstSequence,
                new Checkpoint(checkpointSequence, checkpointDigest));
    }

    private static JournalException bad(String name, long sequence, String what, Throwable cause) {
        return new JournalException(
                Code.BAD_HEADER, name, 0, sequence, what + "; keep this file and restore it from a backup", cause);
    }

    private static JournalException newer(String name, long sequence, int version) {
        return new JournalException(
                Code.NEWER_VERSION,
                name,
                SegmentDescriptor.VERSION_OFFSET,
                sequence,
                "the segment has format version " + version + " and this Everbook knows versions up to "
                        + SegmentDescriptor.VERSION + "; use a newer Everbook");
    }
}
