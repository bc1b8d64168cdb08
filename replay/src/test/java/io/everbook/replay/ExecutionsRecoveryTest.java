package io.everbook.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.everbook.core.command.Command;
import io.everbook.core.event.EventBatch;
import io.everbook.core.event.ExecutionEvent;
import io.everbook.core.matching.Market;
import io.everbook.journal.EventComparison;
import io.everbook.journal.ExecutionsCatalog;
import io.everbook.journal.ExecutionsReader;
import io.everbook.journal.JournalCatalog;
import io.everbook.journal.JournalRetention;
import io.everbook.journal.JournalSegment;
import io.everbook.journal.SequenceRange;
import io.everbook.journal.storage.FileStorage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.event.Level;

/** Whatever becomes of the executions log, after a start it holds the events of the journal, or the loss is named. */
final class ExecutionsRecoveryTest {

    private static final String ACTIVE = "executions/BTC-USD.executions";
    private static final int HEADER_SIZE = 4096;

    @TempDir
    private Path directory;

    @BeforeEach
    void forgetLogs() {
        RecordedLogs.lines().clear();
    }

    @Test
    void shouldGoOnWhereItEndsThroughManyStarts() {
        for (int start = 1; start <= 4; start++) {
            try (TestEngine engine = TestEngine.logging(directory)) {
                engine.run(100);
                if (start == 2) {
                    engine.snapshot(1_000);
                }
            }
            assertComplete(start * 100L);
        }
        assertThat(RecordedLogs.lines(Level.WARN)).isEmpty();
    }

    @Test
    void shouldCompleteTheLogOfADataDirectoryThatHasNone() {
        try (TestEngine engine = TestEngine.start(directory)) {
            engine.run(400);
            engine.snapshot(1_000);
            engine.run(50);
        }
        restartThrice(450);
        assertThat(RecordedLogs.lines(Level.WARN)).isEmpty();
    }

    @Test
    void shouldBeginBehindWhatACompactedJournalNoLongerHas() {
        try (TestEngine engine = TestEngine.start(directory)) {
            engine.run(400);
            engine.snapshot(1_000);
            engine.run(50);
            JournalCatalog.compact(engine.storage(), "BTC-USD", 400, JournalRetention.DELETE);
        }
        restartThrice(401, 450);
        assertThat(RecordedLogs.lines(Level.WARN)).isEmpty();
    }

    @Test
    void shouldLoadNoSnapshotBehindWhichNothingIsToBeCompleted() throws IOException {
        try (TestEngine engine = TestEngine.start(directory)) {
            engine.run(400);
            engine.snapshot(1_000);
            engine.run(50);
            JournalCatalog.compact(engine.storage(), "BTC-USD", 400, JournalRetention.DELETE);
        }
        try (FileStorage storage = new FileStorage(directory)) {
            assertThat(ReplayStart.before(storage, TestEngine.BTC_USD, new SequenceRange(1, 400)))
                    .isNull();
            assertThat(ReplayStart.before(storage, TestEngine.BTC_USD, new SequenceRange(1, 401))
                            .sequence())
                    .isEqualTo(400);
        }
    }

    @Test
    void shouldCompleteTheEndThatACrashDidNotWrite() throws IOException {
        runAndCrash(160);
        Path log = directory.resolve(ACTIVE);
        byte[] whole = Files.readAllBytes(log);
        Path closed = segments().stream().reduce((a, b) -> b).orElseThrow();
        assertThat(closed).isEqualTo(log);
        for (int length : new int[] {whole.length - 1, whole.length - 100, HEADER_SIZE + 10, HEADER_SIZE}) {
            Files.write(log, Arrays.copyOf(whole, length));
            restartThrice(160);
        }
        Files.write(log, Arrays.copyOf(whole, HEADER_SIZE - 1));
        restartThrice(160);
        Files.delete(log);
        restartThrice(160);
    }

    @Test
    void shouldSetATornTailAsideAndReportIt() throws IOException {
        runAndCrash(20);
        Path log = directory.resolve(ACTIVE);
        byte[] whole = Files.readAllBytes(log);
        Files.write(log, Arrays.copyOf(whole, whole.length - 5));
        restartThrice(20);
        assertThat(RecordedLogs.lines(Level.WARN))
                .singleElement()
                .asString()
                .contains("TORN file=" + ACTIVE)
                .contains("offset=")
                .contains("bytes=");
        assertThat(quarantine()).singleElement().asString().endsWith(".executions.torn");
    }

    @Test
    void shouldSetAsideWhatTheJournalLost() throws IOException {
        runAndCrash(160);
        Path journal = directory.resolve("journals/BTC-USD.journal");
        byte[] whole = Files.readAllBytes(journal);
        Files.write(journal, Arrays.copyOf(whole, HEADER_SIZE + (whole.length - HEADER_SIZE) / 2));
        long kept;
        try (TestEngine engine = TestEngine.logging(directory)) {
            kept = engine.market().sequence();
            assertThat(kept).isLessThan(160);
            assertThat(RecordedLogs.lines(Level.WARN)).anyMatch(line -> line.contains("SURPLUS"));
            assertThat(quarantine()).anyMatch(name -> name.endsWith(".executions.torn"));
        }
        restartThrice(kept);
        try (TestEngine engine = TestEngine.logging(directory)) {
            engine.run(50);
        }
        assertComplete(kept + 50);
    }

    @Test
    void shouldSetAsideWholeSegmentsOfASurplus() throws IOException {
        runAndCrash(160);
        // All but the first segment of the journal are lost.
        List<Path> journal = files("journals");
        Files.delete(directory.resolve("journals/BTC-USD.journal"));
        for (Path segment : journal.subList(1, journal.size())) {
            Files.deleteIfExists(segment);
        }
        long kept;
        try (TestEngine engine = TestEngine.logging(directory)) {
            kept = engine.market().sequence();
            assertThat(kept).isLessThan(160);
        }
        assertThat(quarantine()).anyMatch(name -> name.endsWith("BTC-USD.executions"));
        restartThrice(kept);
    }

    @Test
    void shouldRebuildADamagedSegmentInTheMiddle() throws IOException {
        runAndCrash(160);
        List<Path> segments = segments();
        for (Path segment : List.of(segments.get(0), segments.get(2), segments.get(segments.size() - 2))) {
            for (long offset : new long[] {5_000, HEADER_SIZE + 1, 20}) {
                Damage.flip(segment, offset);
                int before = quarantine().size();
                TestEngine.logging(directory).close();
                assertComplete(160);
                assertThat(quarantine()).as("%s at %d", segment, offset).hasSize(before + 1);
            }
            restartThrice(160);
        }
        assertThat(RecordedLogs.lines(Level.WARN)).anyMatch(line -> line.contains("DAMAGED"));
    }

    @Test
    void shouldRebuildASegmentThatIsMissing() throws IOException {
        runAndCrash(160);
        Files.delete(segments().get(1));
        restartThrice(160);
    }

    @Test
    void shouldNameTheHoleWhereTheJournalHasGoneToo() throws IOException {
        runWithSnapshotAndCompaction();
        Path middle = segments().get(1);
        long first = firstSequence(middle);
        long next = firstSequence(segments().get(2));
        assertThat(next).isLessThan(300);
        Files.delete(middle);
        for (int start = 1; start <= 3; start++) {
            TestEngine.logging(directory).close();
            assertThat(read().holes).containsExactly(first + ".." + (next - 1));
            assertThat(read().last).isEqualTo(340);
        }
        assertThat(RecordedLogs.lines(Level.WARN))
                .anyMatch(line -> line.contains("lacks the events of commands " + first + ".." + (next - 1)));
        assertThat(verify().equal()).isFalse();
        assertThat(verify().difference()).isNull();
        assertThat(verify().holes()).containsExactly(new SequenceRange(first, next - 1));
        assertThat(verify().unproved()).isPositive();
    }

    @Test
    void shouldBeginASegmentBehindTheHoleWhereTheLogEndsBeforeTheSnapshot() throws IOException {
        runWithSnapshotAndCompaction();
        List<Path> segments = segments();
        for (Path segment : segments.subList(2, segments.size())) {
            Files.delete(segment);
        }
        long missingFrom = firstSequence(segments.get(2));
        for (int start = 1; start <= 3; start++) {
            TestEngine.logging(directory).close();
            assertThat(read().holes).containsExactly(missingFrom + "..300");
            assertThat(read().last).isEqualTo(340);
        }
    }

    @Test
    void shouldRegenerateFromAnOlderSnapshotWhatEndsBeforeTheNewest() throws IOException {
        try (TestEngine engine = TestEngine.logging(directory)) {
            engine.run(100);
            engine.snapshot(1_000);
            engine.run(240);
            engine.snapshot(2_000);
            engine.run(40);
            JournalCatalog.compact(engine.storage(), "BTC-USD", 100, JournalRetention.DELETE);
        }
        List<Path> segments = segments();
        for (Path segment : segments) {
            if (!segment.endsWith("BTC-USD.executions") && firstSequence(segment) > 130) {
                Files.delete(segment);
            }
        }
        Files.delete(directory.resolve(ACTIVE));
        restartThrice(1, 380);
    }

    @Test
    void shouldTouchNothingWhereTheJournalIsRefused() throws IOException {
        runAndCrash(160);
        Path log = directory.resolve(ACTIVE);
        byte[] bytes = Files.readAllBytes(log);
        Files.write(log, Arrays.copyOf(bytes, bytes.length - 5));
        Damage.flip(files("journals").get(0), 5_000);
        assertThatThrownBy(() -> TestEngine.logging(directory)).hasMessageContaining("CHECKSUM_MISMATCH");
        assertThat(quarantine()).isEmpty();
        assertThat(Files.size(log)).isEqualTo(bytes.length - 5L);
    }

    @Test
    void shouldNameTheFirstEventThatDiffers() throws IOException {
        runAndCrash(20);
        assertThat(verify().equal()).isTrue();
        assertThat(verify().lastSequence()).isEqualTo(20);
        Path other = Files.createDirectory(directory.resolve("other"));
        try (TestEngine engine = TestEngine.logging(other)) {
            engine.skip(1).run(20);
        }
        Files.copy(other.resolve(ACTIVE), directory.resolve(ACTIVE), StandardCopyOption.REPLACE_EXISTING);
        ExecutionsComparison comparison = verify();
        assertThat(comparison.equal()).isFalse();
        assertThat(comparison.difference().sequence()).isEqualTo(comparison.lastSequence() + 1);
        assertThat(comparison.difference().replayed()).isNotNull();
        assertThat(comparison.difference().logged()).isNotNull();
        assertThat(comparison.difference().file()).isEqualTo(ACTIVE);
    }

    /** 340 commands, a snapshot at 300, and no journal left before it. */
    private void runWithSnapshotAndCompaction() {
        try (TestEngine engine = TestEngine.logging(directory)) {
            engine.run(300);
            engine.snapshot(1_000);
            engine.run(40);
            JournalCatalog.compact(engine.storage(), "BTC-USD", 300, JournalRetention.DELETE);
        }
    }

    private void runAndCrash(int commands) {
        TestEngine.logging(directory).run(commands).crash();
    }

    private void restartThrice(long last) {
        restartThrice(1, last);
    }

    private void restartThrice(long first, long last) {
        for (int start = 1; start <= 3; start++) {
            TestEngine engine = TestEngine.logging(directory);
            assertThat(engine.recovered().executions().failed()).isFalse();
            if (start == 2) {
                engine.crash();
            } else {
                engine.close();
            }
            assertComplete(first, last);
        }
    }

    private void assertComplete(long last) {
        assertComplete(1, last);
    }

    private void assertComplete(long first, long last) {
        Found found = read();
        assertThat(found.holes).isEqualTo(first == 1 ? List.of() : List.of("1.." + (first - 1)));
        assertThat(found.first).isEqualTo(first);
        assertThat(found.last).isEqualTo(last);
        ExecutionsComparison comparison = verify();
        assertThat(comparison.difference()).isNull();
        assertThat(comparison.lastSequence()).isEqualTo(last);
    }

    private record Found(long first, long last, List<String> holes) {}

    /** Reads the log and holds every event of it against an uninterrupted run. */
    private Found read() {
        Market market = new Market(TestEngine.BTC_USD);
        OrderFlow flow = new OrderFlow(11);
        Command command = new Command();
        EventBatch events = new EventBatch();
        EventComparison comparison = new EventComparison();
        ExecutionEvent event = new ExecutionEvent();
        List<String> holes = new ArrayList<>();
        long first = 0;
        long last = 0;
        try (FileStorage storage = new FileStorage(directory);
                ExecutionsReader reader = ExecutionsReader.open(storage, "BTC-USD", 1)) {
            ExecutionsReader.Entry entry = reader.next(event);
            while (entry != ExecutionsReader.Entry.END) {
                if (entry == ExecutionsReader.Entry.HOLE) {
                    holes.add(reader.missingFrom() + ".." + reader.missingThrough());
                } else {
                    while (market.sequence() < event.sequence()) {
                        market.apply(flow.next(command, market.sequence() + 1), events);
                    }
                    assertThat(comparison.equal(events.event(event.indexInCommand()), event))
                            .isTrue();
                    first = first == 0 ? event.sequence() : first;
                    last = event.lastOfCommand() ? event.sequence() : last;
                }
                entry = reader.next(event);
            }
            assertThat(reader.nextIndex()).isZero();
            return new Found(first, last, holes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ExecutionsComparison verify() {
        try (FileStorage storage = new FileStorage(directory)) {
            return ExecutionsVerify.compare(storage, "BTC-USD", sequence -> {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Path> segments() {
        try (FileStorage storage = new FileStorage(directory)) {
            return ExecutionsCatalog.segments(storage, "BTC-USD").stream()
                    .map(JournalSegment::file)
                    .map(directory::resolve)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long firstSequence(Path segment) {
        return Long.parseLong(segment.getFileName().toString().replaceAll("[^0-9]", ""));
    }

    private List<String> quarantine() {
        return files("quarantine").stream().map(Path::toString).toList();
    }

    private List<Path> files(String folder) {
        if (!Files.exists(directory.resolve(folder))) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory.resolve(folder))) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
