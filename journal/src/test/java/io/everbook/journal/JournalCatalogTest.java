package io.everbook.journal;

import static io.everbook.journal.JournalFiles.INSTRUMENT;
import static io.everbook.journal.JournalFiles.SMALL;
import static io.everbook.journal.JournalFiles.SYMBOL;
import static org.assertj.core.api.Assertions.assertThat;

import io.everbook.core.instrument.Instrument;
import io.everbook.journal.storage.SimulatedCrash;
import io.everbook.journal.storage.SimulatedDisk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class JournalCatalogTest {

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
    void shouldListSymbolsOfActiveAndClosedSegmentsOnly() throws IOException {
        assertThat(JournalCatalog.symbols(files.storage())).isEmpty();
        write();
        Instrument dashed = Instrument.of("A-1", "0.1", "0.1");
        JournalWriter.open(files.storage(), dashed, JournalTail.empty(1), SMALL).close();
        files.replace("journals/notes.txt", new byte[1]);
        files.replace("journals/C.journal.new", new byte[1]);
        assertThat(JournalCatalog.symbols(files.storage())).containsExactly("A-1", SYMBOL);
        files.storage().delete(JournalFiles.ACTIVE);
        assertThat(JournalCatalog.symbols(files.storage())).containsExactly("A-1", SYMBOL);
        assertThat(JournalCatalog.instrument(files.storage(), SYMBOL)).isEqualTo(INSTRUMENT);
        assertThat(JournalCatalog.instrument(files.storage(), "A-1")).isEqualTo(dashed);
    }

    @Test
    void shouldListSegmentsOldestFirst() {
        JournalWriter writer = files.writer(SMALL);
        JournalFiles.append(writer, 100, 5);
        writer.close();
        List<JournalSegment> segments = JournalCatalog.segments(files.storage(), SYMBOL);
        assertThat(segments)
                .hasSizeGreaterThan(3)
                .isSortedAccordingTo((a, b) -> Long.compare(a.firstSequence(), b.firstSequence()));
        assertThat(segments).filteredOn(JournalSegment::active).containsExactly(segments.get(segments.size() - 1));
        assertThat(segments.stream().mapToLong(JournalSegment::bytes).sum()).isEqualTo(writer.bytes());
        JournalWriter again = files.writer(SMALL);
        assertThat(again.bytes()).isEqualTo(writer.bytes());
        again.close();
    }

    @Test
    void shouldGoOnWithoutAnActiveSegmentAsAfterACrashBetweenTheRenames() throws IOException {
        write();
        List<JournalSegment> segments = JournalCatalog.segments(files.storage(), SYMBOL);
        JournalSegment active = segments.get(segments.size() - 1);
        files.storage().delete(active.file());
        files.replace("journals/BTC-USD.journal.new", new byte[100]);
        assertThat(files.tail().nextSequence()).isEqualTo(active.firstSequence());
        assertThat(files.tail().file()).isNull();
        try (JournalWriter writer = files.writer(SMALL)) {
            JournalFiles.append(writer, 1, 5);
        }
        assertThat(files.read(1)).hasSize((int) active.firstSequence() + 4);
    }

    @Test
    void shouldDeleteOnlySegmentsThatNobodyNeeds() throws IOException {
        write();
        List<JournalSegment> before = JournalCatalog.segments(files.storage(), SYMBOL);
        long third = before.get(2).firstSequence();
        assertThat(JournalCatalog.compact(files.storage(), SYMBOL, 0, JournalRetention.DELETE))
                .isZero();
        long bytes = JournalCatalog.compact(files.storage(), SYMBOL, third - 2, JournalRetention.DELETE);
        assertThat(bytes).isEqualTo(before.get(0).bytes());
        bytes = JournalCatalog.compact(files.storage(), SYMBOL, third - 1, JournalRetention.DELETE);
        assertThat(bytes).isEqualTo(before.get(1).bytes());
        assertThat(JournalCatalog.segments(files.storage(), SYMBOL)).isEqualTo(before.subList(2, before.size()));
        assertThat(files.read(third)).isNotEmpty();
        assertThat(files.storage().exists("archive")).isFalse();
    }

    @Test
    void shouldMoveSegmentsToTheArchive() throws IOException {
        write();
        List<JournalSegment> before = JournalCatalog.segments(files.storage(), SYMBOL);
        byte[] first = files.bytes(before.get(0).file());
        JournalCatalog.compact(files.storage(), SYMBOL, Long.MAX_VALUE - 1, JournalRetention.ARCHIVE);
        assertThat(JournalCatalog.segments(files.storage(), SYMBOL)).hasSize(1);
        assertThat(files.storage().list("archive")).hasSize(before.size() - 1);
        assertThat(files.bytes("archive/BTC-USD-0000000000000000001.journal")).isEqualTo(first);
    }

    @Test
    void shouldTakeNoteOfRemovedSegments() {
        JournalWriter writer = files.writer(SMALL);
        JournalFiles.append(writer, 100, 5);
        long before = writer.bytes();
        long removed = JournalCatalog.compact(files.storage(), SYMBOL, 200, JournalRetention.DELETE);
        writer.removed(removed);
        assertThat(removed).isPositive();
        assertThat(writer.bytes()).isEqualTo(before - removed);
        writer.close();
    }

    /** At any operation, and with any of the deletions lost that were not forced. */
    @ParameterizedTest
    @EnumSource
    void shouldLeaveNoHoleWhereThePowerIsCutWhileItCompacts(JournalRetention retention) {
        int cut = 0;
        for (long seed = 1; seed <= 400; seed++) {
            SimulatedDisk disk = new SimulatedDisk(seed);
            try (JournalWriter writer = JournalWriter.open(disk, INSTRUMENT, JournalTail.empty(1), SMALL)) {
                JournalFiles.append(writer, 100, 5);
            }
            List<JournalSegment> all = JournalCatalog.segments(disk, SYMBOL);
            disk.crashAfterNames((int) (seed % 12));
            try {
                JournalCatalog.compact(disk, SYMBOL, Long.MAX_VALUE - 1, retention);
            } catch (SimulatedCrash e) {
                cut++;
            }
            disk.crash();
            disk.restart(true);
            List<JournalSegment> segments = JournalCatalog.segments(disk, SYMBOL);
            assertThat(segments).as("seed=%d", seed).isEqualTo(all.subList(all.size() - segments.size(), all.size()));
        }
        assertThat(cut).isGreaterThan(100);
    }

    private void write() {
        try (JournalWriter writer = files.writer(SMALL)) {
            JournalFiles.append(writer, 100, 5);
        }
    }
}
