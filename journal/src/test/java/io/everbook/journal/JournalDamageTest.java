package io.everbook.journal;

import static io.everbook.journal.JournalFiles.ACTIVE;
import static io.everbook.journal.JournalFiles.INSTRUMENT;
import static io.everbook.journal.JournalFiles.SMALL;
import static io.everbook.journal.JournalFiles.SYMBOL;
import static io.everbook.journal.JournalFiles.orders;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.everbook.core.instrument.Instrument;
import io.everbook.journal.JournalException.Code;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JournalDamageTest {

    private static final JournalOptions TIGHT = new JournalOptions(64 << 10, 0, 1024);

    @TempDir
    private Path directory;

    private JournalFiles files;

    @BeforeEach
    void open() {
        files = new JournalFiles(directory);
    }

    @AfterEach
    void close() throws IOException {
        files.close();
    }

    @Test
    void shouldDetectEveryFlippedByteOfFramesThatWereForced() {
        writeForced(4);
        byte[] whole = files.bytes(ACTIVE);
        List<Integer> offsets = JournalFiles.frameOffsets(whole);
        for (int i = SegmentDescriptor.HEADER_SIZE; i < whole.length; i++) {
            files.flip(ACTIVE, i);
            int frame = frameOf(offsets, i);
            if (frame < 3) {
                JournalException e = damage();
                assertThat(e.code()).as("byte=%d", i).isIn(Code.CHECKSUM_MISMATCH, Code.TORN_FRAME);
                assertThat(e.file()).isEqualTo(ACTIVE);
                assertThat(e.offset()).isEqualTo(offsets.get(frame).longValue());
                assertThat(e.sequence()).isEqualTo(1 + frame * 3);
            } else {
                // The last frame: nothing behind it says whether it was ever forced.
                JournalTail tail = files.tail();
                assertThat(tail.torn()).as("byte=%d", i).isTrue();
                assertThat(tail.endOffset()).isEqualTo(offsets.get(3).longValue());
                assertThat(tail.nextSequence()).isEqualTo(10);
            }
            files.flip(ACTIVE, i);
        }
    }

    @Test
    void shouldDetectEveryFlippedByteOfTheHeader() {
        writeForced(1);
        for (int i = 0; i < SegmentDescriptor.HEADER_SIZE; i++) {
            files.flip(ACTIVE, i);
            JournalException e = damage();
            assertThat(e.code()).as("byte=%d", i).isEqualTo(Code.BAD_HEADER);
            assertThat(e.file()).isEqualTo(ACTIVE);
            assertThat(e.offset()).isZero();
            files.flip(ACTIVE, i);
        }
        assertThat(files.tail().torn()).isFalse();
    }

    @Test
    void shouldDetectEveryFlippedByteOfAClosedSegment() {
        try (JournalWriter writer = files.writer(new JournalOptions(8192, 0, 4096))) {
            JournalFiles.append(writer, 5, 30);
        }
        String closed = JournalCatalog.segments(files.storage(), SYMBOL).get(0).file();
        byte[] whole = files.bytes(closed);
        List<Integer> offsets = JournalFiles.frameOffsets(whole);
        for (int i = SegmentDescriptor.HEADER_SIZE; i < whole.length; i++) {
            files.flip(closed, i);
            JournalException e = damage();
            assertThat(e.code()).as("byte=%d", i).isIn(Code.CHECKSUM_MISMATCH, Code.TORN_FRAME);
            assertThat(e.file()).isEqualTo(closed);
            assertThat(e.offset()).isEqualTo(offsets.get(frameOf(offsets, i)).longValue());
            files.flip(closed, i);
        }
    }

    @Test
    void shouldRefuseAClosedSegmentOfAnyOtherLength() {
        try (JournalWriter writer = files.writer(SMALL)) {
            JournalFiles.append(writer, 40, 5);
        }
        String closed = JournalCatalog.segments(files.storage(), SYMBOL).get(0).file();
        byte[] whole = files.bytes(closed);
        List<Integer> offsets = JournalFiles.frameOffsets(whole);
        files.replace(closed, whole, whole.length - 1);
        assertThat(damage().code()).isEqualTo(Code.TORN_FRAME);
        files.replace(closed, whole, offsets.get(offsets.size() - 2));
        assertThat(damage().code()).isEqualTo(Code.SEQUENCE_HOLE);
        files.replace(closed, Arrays.copyOf(whole, whole.length + 8));
        assertThat(damage().code()).isEqualTo(Code.TORN_FRAME);
        files.replace(closed, Arrays.copyOf(whole, whole.length + 64));
        assertThat(damage().code()).isEqualTo(Code.CHECKSUM_MISMATCH);
    }

    @Test
    void shouldTellDamageFromATornTailByWhatLaterFramesSayWasForced() {
        JournalWriter writer = files.writer(TIGHT);
        JournalFiles.append(writer, 2, 3);
        writer.force();
        JournalFiles.append(writer, 3, 3);
        byte[] whole = files.bytes(ACTIVE);
        List<Integer> offsets = JournalFiles.frameOffsets(whole);
        for (int frame = 0; frame < 5; frame++) {
            files.replace(ACTIVE, whole);
            files.flip(ACTIVE, offsets.get(frame) + FrameDescriptor.HEADER_SIZE);
            if (frame < 2) {
                assertThat(damage().code()).as("frame=%d", frame).isEqualTo(Code.CHECKSUM_MISMATCH);
            } else {
                assertThat(files.tail().torn()).as("frame=%d", frame).isTrue();
                assertThat(files.read(1)).isEqualTo(orders(1, frame * 3));
            }
        }
    }

    @Test
    void shouldVouchForTheLastCommandsByTheCheckpointWrittenAtClose() {
        try (JournalWriter writer = files.writer(TIGHT)) {
            JournalFiles.append(writer, 2, 3);
            writer.offerCheckpoint(6, 66);
        }
        List<Integer> offsets = JournalFiles.frameOffsets(files.bytes(ACTIVE));
        files.flip(ACTIVE, offsets.get(1) + FrameDescriptor.HEADER_SIZE);
        JournalException e = damage();
        assertThat(e.code()).isEqualTo(Code.CHECKSUM_MISMATCH);
        assertThat(e.sequence()).isEqualTo(4);
    }

    @Test
    void shouldNotAllocateWhatADamagedLengthAsksFor() {
        writeForced(2);
        byte[] bytes = files.bytes(ACTIVE);
        ByteBuffer.wrap(bytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(SegmentDescriptor.HEADER_SIZE, Integer.MAX_VALUE & -FrameDescriptor.ALIGNMENT);
        files.replace(ACTIVE, bytes);
        assertThat(damage().code()).isEqualTo(Code.CHECKSUM_MISMATCH);
    }

    @Test
    void shouldRefuseSegmentOfNewerVersion() {
        writeForced(1);
        patchVersion(SegmentDescriptor.VERSION + 1);
        JournalException e = damage();
        assertThat(e.code()).isEqualTo(Code.NEWER_VERSION);
        assertThat(e).hasMessageContaining("use a newer Everbook").hasMessageContaining("format version 2");
    }

    @Test
    void shouldRefuseFrameAndRecordOfNewerVersion() {
        writeForced(1);
        byte[] whole = files.bytes(ACTIVE);
        for (int place : new int[] {
            FrameDescriptor.VERSION_OFFSET,
            FrameDescriptor.KIND_OFFSET,
            FrameDescriptor.HEADER_SIZE + CommandDescriptor.VERSION_OFFSET
        }) {
            byte[] newer = whole.clone();
            newer[SegmentDescriptor.HEADER_SIZE + place] = 9;
            files.replace(ACTIVE, sealed(newer));
            JournalException e = damage();
            assertThat(e.code()).isEqualTo(Code.NEWER_VERSION);
            assertThat(e.sequence()).isEqualTo(1);
            assertThat(e).hasMessageContaining("use a newer Everbook");
        }
    }

    @Test
    void shouldRefuseARecordThatMakesNoSenseAlthoughItsChecksumIsRight() {
        writeForced(1);
        byte[] whole = files.bytes(ACTIVE);
        int records = SegmentDescriptor.HEADER_SIZE + FrameDescriptor.HEADER_SIZE;
        int count = SegmentDescriptor.HEADER_SIZE + FrameDescriptor.COUNT_OFFSET;
        int[][] patches = {
            {records, 99}, {records + CommandDescriptor.PRESENCE_OFFSET + 1, 0xFF}, {count, 1}, {count, 9}
        };
        for (int[] patch : patches) {
            byte[] senseless = whole.clone();
            senseless[patch[0]] = (byte) patch[1];
            files.replace(ACTIVE, sealed(senseless));
            assertThat(damage().code()).as("byte=%d", patch[0]).isIn(Code.UNREADABLE, Code.NEWER_VERSION);
        }
    }

    @Test
    void shouldRefuseAFileOfAnotherSymbol() {
        Instrument foreign = Instrument.of("ETH-USD", "0.01", "0.00000001");
        JournalWriter.open(files.storage(), foreign, JournalTail.empty(1), SMALL)
                .close();
        files.replace(ACTIVE, files.bytes("journals/ETH-USD.journal"));
        JournalException e = damage();
        assertThat(e.code()).isEqualTo(Code.DEFINITION_MISMATCH);
        assertThat(e).hasMessageContaining("symbol=ETH-USD").hasMessageContaining("file=" + ACTIVE);
        assertThat(catchThrowableOfType(
                                JournalException.class, () -> JournalCatalog.instrument(files.storage(), SYMBOL))
                        .code())
                .isEqualTo(Code.DEFINITION_MISMATCH);
    }

    @Test
    void shouldNotTakeAFrameOfAnotherSegmentOrFromAnotherPlaceForAFrame() {
        writeForced(2);
        byte[] bytes = files.bytes(ACTIVE);
        List<Integer> offsets = JournalFiles.frameOffsets(bytes);
        int length = offsets.get(1) - offsets.get(0);
        System.arraycopy(bytes, offsets.get(1), bytes, offsets.get(0), length);
        files.replace(ACTIVE, bytes);
        assertThat(damage().code()).isEqualTo(Code.CHECKSUM_MISMATCH);
    }

    @Test
    void shouldRefuseAHoleBetweenSegments() throws IOException {
        try (JournalWriter writer = files.writer(SMALL)) {
            JournalFiles.append(writer, 100, 5);
        }
        List<JournalSegment> segments = JournalCatalog.segments(files.storage(), SYMBOL);
        files.storage().delete(segments.get(1).file());
        JournalException e = damage();
        assertThat(e.code()).isEqualTo(Code.SEQUENCE_HOLE);
        assertThat(e.sequence()).isEqualTo(segments.get(1).firstSequence());
        assertThat(e.file()).isEqualTo(segments.get(2).file());
        assertThat(files.read(segments.get(2).firstSequence())).hasSizeGreaterThan(100);
    }

    @Test
    void shouldRefuseAJournalThatStartsAfterWhatIsWanted() throws IOException {
        try (JournalWriter writer = files.writer(SMALL)) {
            JournalFiles.append(writer, 40, 5);
        }
        List<JournalSegment> segments = JournalCatalog.segments(files.storage(), SYMBOL);
        files.storage().delete(segments.get(0).file());
        JournalException e = damage();
        assertThat(e.code()).isEqualTo(Code.SEQUENCE_HOLE);
        assertThat(e.sequence()).isEqualTo(1);
    }

    @Test
    void shouldRefuseAJournalThatEndsBeforeWhatIsWanted() {
        writeForced(2);
        assertThat(files.tail(7).nextSequence()).isEqualTo(7);
        JournalException e = catchThrowableOfType(JournalException.class, () -> files.tail(8));
        assertThat(e.code()).isEqualTo(Code.SEQUENCE_HOLE);
        assertThat(e.sequence()).isEqualTo(7);
        assertThat(catchThrowableOfType(JournalException.class, () -> JournalReader.open(files.storage(), "ETH-USD", 8))
                        .code())
                .isEqualTo(Code.SEQUENCE_HOLE);
    }

    @Test
    void shouldRefuseSegmentsOfTwoDefinitions() {
        files.writer(SMALL).close();
        Instrument other = new Instrument(SYMBOL, INSTRUMENT.tick(), INSTRUMENT.lot(), 7);
        JournalWriter writer = files.writer(SMALL);
        JournalFiles.append(writer, 40, 5);
        List<JournalSegment> segments = JournalCatalog.segments(files.storage(), SYMBOL);
        long next = segments.get(segments.size() - 1).firstSequence();
        files.replace(
                ACTIVE,
                new SegmentHeader(LogKind.JOURNAL, other, next, Checkpoint.NONE)
                        .encode()
                        .array());
        assertThat(damage().code()).isEqualTo(Code.DEFINITION_MISMATCH);
    }

    private JournalException damage() {
        JournalException e = catchThrowableOfType(JournalException.class, files::tail);
        assertThat(e).as("damage").isNotNull();
        assertThat(e).hasMessageContaining("code=" + e.code()).hasMessageContaining("file=" + e.file());
        return e;
    }

    /** Frames of three commands each, every one forced before the next is written. */
    private void writeForced(int frames) {
        JournalWriter writer = files.writer(TIGHT);
        for (int i = 0; i < frames; i++) {
            JournalFiles.append(writer, 1, 3);
            writer.force();
        }
    }

    private static int frameOf(List<Integer> offsets, int place) {
        int frame = 0;
        while (place >= offsets.get(frame + 1)) {
            frame++;
        }
        return frame;
    }

    private void patchVersion(int version) {
        byte[] bytes = files.bytes(ACTIVE);
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        buffer.putInt(SegmentDescriptor.VERSION_OFFSET, version);
        buffer.putInt(SegmentDescriptor.CHECKSUM_OFFSET, SegmentHeader.checksum(buffer));
        files.replace(ACTIVE, bytes);
    }

    /** Gives the first frame the checksum of its bytes. */
    private static byte[] sealed(byte[] segment) {
        ByteBuffer buffer = ByteBuffer.wrap(segment).order(ByteOrder.LITTLE_ENDIAN);
        int start = SegmentDescriptor.HEADER_SIZE;
        int header = buffer.getInt(SegmentDescriptor.CHECKSUM_OFFSET);
        buffer.putInt(start + FrameDescriptor.CHECKSUM_OFFSET, FrameDescriptor.seed(header, start));
        CRC32C crc = new CRC32C();
        crc.update(segment, start, buffer.getInt(start));
        buffer.putInt(start + FrameDescriptor.CHECKSUM_OFFSET, (int) crc.getValue());
        return segment;
    }
}
