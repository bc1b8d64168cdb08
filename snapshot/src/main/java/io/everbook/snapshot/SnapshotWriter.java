package io.everbook.snapshot;

import io.everbook.core.book.RestingOrder;
import io.everbook.core.command.ParticipantState;
import io.everbook.core.instrument.Instrument;
import io.everbook.core.matching.MarketSummary;
import io.everbook.core.matching.StateVisitor;
import io.everbook.journal.storage.StorageFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.CRC32C;
import net.openhft.chronicle.bytes.Bytes;

/**
 * Writes one snapshot file as a market shows its state, without a second copy of it. After the visit
 * {@link #finish()} writes the trailer; forcing, naming and closing the file are the caller's.
 */
final class SnapshotWriter implements StateVisitor {

    private final Instrument instrument;
    private final long epochMillis;
    private final SnapshotOutput out;
    private final ParticipantRecord participant = new ParticipantRecord();
    private final OrderRecord orderRecord = new OrderRecord();

    SnapshotWriter(StorageFile file, Instrument instrument, long epochMillis) {
        this.instrument = instrument;
        this.epochMillis = epochMillis;
        out = new SnapshotOutput(file);
    }

    @Override
    public void summary(MarketSummary summary) {
        byte[] block = new byte[SnapshotDescriptor.HEADER_OFFSET + SnapshotDescriptor.MAX_HEADER_LENGTH];
        Bytes<byte[]> bytes = Bytes.wrapForWrite(block);
        bytes.writePosition(SnapshotDescriptor.HEADER_OFFSET);
        new SnapshotHeader(instrument, epochMillis, summary).write(bytes);
        int end = (int) bytes.writePosition();
        bytes.writeLong(SnapshotDescriptor.MAGIC_OFFSET, SnapshotDescriptor.MAGIC);
        bytes.writeInt(SnapshotDescriptor.VERSION_OFFSET, SnapshotDescriptor.VERSION);
        bytes.writeInt(SnapshotDescriptor.HEADER_LENGTH_OFFSET, end - SnapshotDescriptor.HEADER_OFFSET);
        bytes.writeInt(SnapshotDescriptor.HEADER_CHECKSUM_OFFSET, headerCrc(block, end));
        next(end).write(block, 0, end);
    }

    @Override
    public void participant(int participantId, long lastRequestId, ParticipantState state) {
        participant.participantId = participantId;
        participant.lastRequestId = lastRequestId;
        participant.state = state;
        participant.writeMarshallable(next(ParticipantDescriptor.LENGTH));
    }

    @Override
    public void order(RestingOrder order) {
        orderRecord.order = order;
        orderRecord.writeMarshallable(next(OrderDescriptor.MAX_LENGTH));
    }

    /** Writes the trailer and whatever is still in the buffer. */
    void finish() throws IOException {
        long fileSize = out.size() + SnapshotDescriptor.TRAILER_LENGTH;
        out.next(Long.BYTES).writeLong(fileSize);
        out.flush();
        out.next(Integer.BYTES).writeInt(out.crc());
        out.flush();
    }

    /** {@return the checksum over the preamble before it, and the header} */
    static int headerCrc(byte[] block, int end) {
        CRC32C crc = new CRC32C();
        crc.update(block, 0, SnapshotDescriptor.HEADER_CHECKSUM_OFFSET);
        crc.update(block, SnapshotDescriptor.HEADER_OFFSET, end - SnapshotDescriptor.HEADER_OFFSET);
        return (int) crc.getValue();
    }

    private Bytes<byte[]> next(int maxLength) {
        try {
            return out.next(maxLength);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
