package io.everbook.journal;

import static io.everbook.journal.JournalFiles.ACTIVE;
import static io.everbook.journal.JournalFiles.SMALL;
import static io.everbook.journal.JournalFiles.SYMBOL;
import static io.everbook.journal.JournalFiles.orders;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JournalTornTailTest {

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
    void shouldRecoverThePrefixWhereverTheLastTwoFramesAreCutShort() {
        write(4);
        byte[] whole = files.bytes(ACTIVE);
        List<Integer> offsets = JournalFiles.frameOffsets(whole);
        for (int length = offsets.get(2); length < whole.length; length++) {
            files.replace(ACTIVE, whole, length);
            int frames = length < offsets.get(3) ? 2 : 3;
            JournalTail tail = files.tail();
            assertThat(files.read(1)).as("length=%d", length).isEqualTo(orders(1, frames * 3));
            assertThat(tail.nextSequence()).isEqualTo(1 + frames * 3);
            assertThat(tail.endOffset()).isEqualTo(offsets.get(frames).longValue());
            assertThat(tail.torn()).as("length=%d", length).isEqualTo(length > offsets.get(frames));
        }
    }

    @Test
    void shouldTakeZerosBehindTheFramesForACleanEnd() {
        write(2);
        byte[] whole = files.bytes(ACTIVE);
        for (int zeros : new int[] {1, 7, 31, 32, 33, 70_000}) {
            files.replace(ACTIVE, Arrays.copyOf(whole, whole.length + zeros));
            assertThat(files.tail().torn()).as("zeros=%d", zeros).isFalse();
            assertThat(files.read(1)).isEqualTo(orders(1, 6));
        }
    }

    @Test
    void shouldReportGarbageBehindTheFramesAsTorn() {
        write(2);
        byte[] whole = files.bytes(ACTIVE);
        byte[] garbage = Arrays.copyOf(whole, whole.length + 5000);
        Arrays.fill(garbage, whole.length + 4000, whole.length + 4001, (byte) 1);
        files.replace(ACTIVE, garbage);
        assertThat(files.tail().tornBytes()).isEqualTo(4001);
        assertThat(files.read(1)).isEqualTo(orders(1, 6));
    }

    @Test
    void shouldTakeALostPageBeforeAWholeUnforcedFrameForATornTail() {
        write(4);
        byte[] bytes = files.bytes(ACTIVE);
        List<Integer> offsets = JournalFiles.frameOffsets(bytes);
        Arrays.fill(bytes, offsets.get(1), offsets.get(2), (byte) 0);
        files.replace(ACTIVE, bytes);
        JournalTail tail = files.tail();
        assertThat(tail.endOffset()).isEqualTo(offsets.get(1).longValue());
        assertThat(tail.tornBytes()).isGreaterThan(offsets.get(3) - offsets.get(1));
    }

    @Test
    void shouldSetTornBytesAsideAndNeverReadWhatStoodBehindThem() throws IOException {
        write(4);
        byte[] bytes = files.bytes(ACTIVE);
        List<Integer> offsets = JournalFiles.frameOffsets(bytes);
        bytes[offsets.get(1) + FrameDescriptor.HEADER_SIZE]++;
        files.replace(ACTIVE, bytes);

        JournalWriter writer = files.writer(TIGHT);
        // As long as the frame that was cut: the whole frame of commands 7 to 9 stood right behind it.
        JournalFiles.append(writer, 1, 3);
        writer.close();

        assertThat(files.read(1)).isEqualTo(orders(1, 6));
        assertThat(files.tail().torn()).isFalse();
        String name = "quarantine/BTC-USD-0000000000000000001-at-" + offsets.get(1) + ".torn";
        byte[] aside = files.bytes(name);
        byte[] cut = Arrays.copyOfRange(bytes, offsets.get(1), bytes.length);
        assertThat(Arrays.copyOf(aside, cut.length)).isEqualTo(cut);
    }

    @Test
    void shouldNotOverwriteWhatWasSetAsideBefore() throws IOException {
        for (int run = 1; run <= 3; run++) {
            write(1);
            byte[] bytes = files.bytes(ACTIVE);
            files.replace(ACTIVE, bytes, SegmentDescriptor.HEADER_SIZE + 40);
            files.writer(TIGHT).close();
            assertThat(files.storage().list("quarantine")).hasSize(run);
        }
        assertThat(files.read(1)).isEmpty();
    }

    @Test
    void shouldStillReadOtherSegmentsWhenTheTailIsTorn() {
        JournalWriter writer = files.writer(SMALL);
        JournalFiles.append(writer, 40, 5);
        long next = writer.nextSequence();
        byte[] bytes = files.bytes(ACTIVE);
        List<Integer> offsets = JournalFiles.frameOffsets(bytes);
        files.replace(ACTIVE, bytes, offsets.get(offsets.size() - 1) - 1);
        assertThat(files.read(1)).isEqualTo(orders(1, next - 6));
        assertThat(files.tail().torn()).isTrue();
        assertThat(JournalReader.countAfter(files.storage(), SYMBOL, 0)).isEqualTo(next - 6);
    }

    /** Frames of three commands each, none of them forced before the next is written, ended without a close. */
    private void write(int frames) {
        JournalWriter writer = files.writer(TIGHT);
        JournalFiles.append(writer, frames, 3);
    }
}
