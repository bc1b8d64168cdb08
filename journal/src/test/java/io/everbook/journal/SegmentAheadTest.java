package io.everbook.journal;

import static io.everbook.journal.JournalFiles.SYMBOL;
import static io.everbook.journal.JournalFiles.orders;
import static org.assertj.core.api.Assertions.assertThat;

import io.everbook.journal.storage.ForwardingFile;
import io.everbook.journal.storage.ForwardingStorage;
import io.everbook.journal.storage.OpenMode;
import io.everbook.journal.storage.Storage;
import io.everbook.journal.storage.StorageFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Segments that the forcing thread makes ahead of their need, and full ones that it closes behind the writer. */
final class SegmentAheadTest {

    private static final JournalOptions SMALL = JournalFiles.SMALL;
    private static final String NEXT = ExecutionsFiles.ACTIVE + ".new";
    private static final long FULL = SMALL.segmentBytes();

    @TempDir
    private Path directory;

    private long nanos;
    private JournalFiles files;
    private FaultyStorage storage;
    private final ForceRound round = new ForceRound(JournalListener.NONE, () -> nanos);

    @BeforeEach
    void open() {
        files = new JournalFiles(directory);
        storage = new FaultyStorage(files.storage(), SYMBOL);
    }

    @AfterEach
    void close() throws IOException {
        files.close();
    }

    @Test
    void shouldRotateAnExecutionsLogWithoutAForceOfTheThreadThatWrites() throws IOException {
        try (ExecutionsWriter writer = ExecutionsFiles.writer(storage, SMALL);
                ExecutionsReader reader = ExecutionsReader.open(files.storage(), SYMBOL, 1)) {
            round.register(writer);
            fill(writer, FULL * 3 / 4);
            assertThat(storage.exists(NEXT)).isFalse();
            round.run();
            assertThat(storage.exists(NEXT)).isTrue();
            int forces = storage.forceCount.get();
            // More than two segments hold: while the first is not closed the second becomes longer.
            fill(writer, FULL * 3);
            assertThat(storage.forceCount.get()).isEqualTo(forces);
            List<Object> read = new ArrayList<>(ExecutionsFiles.readOn(reader));
            assertThat(read).hasSizeBetween(1, (int) writer.writtenThrough() - 1);

            round.run();
            assertThat(ExecutionsCatalog.segments(files.storage(), SYMBOL)).hasSize(2);
            assertThat(writer.durableThrough()).isEqualTo(writer.writtenThrough());
            read.addAll(ExecutionsFiles.readOn(reader));
            assertThat(read).isEqualTo(ExecutionsFiles.events(1, writer.writtenThrough(), 1));
            assertThat(storage.exists(NEXT)).isTrue();
            fill(writer, FULL * 4);
        }
        assertThat(storage.exists(NEXT)).isFalse();
        assertThat(ExecutionsCatalog.segments(files.storage(), SYMBOL)).hasSize(3);
    }

    @Test
    void shouldCloseAFullSegmentBeforeItClaimsThatWhatFollowsIsDurable() {
        try (ExecutionsWriter writer = ExecutionsFiles.writer(storage, SMALL)) {
            leaveFullSegment(writer);
            writer.force();
            assertThat(ExecutionsCatalog.segments(files.storage(), SYMBOL)).hasSize(2);
            assertThat(writer.durableThrough()).isEqualTo(writer.writtenThrough());
            assertThat(writer.bytes()).isEqualTo(bytesOfFrames());
        }
    }

    @Test
    void shouldEndWithTheFullSegmentWhereNobodyClosedIt() {
        ExecutionsWriter writer = ExecutionsFiles.writer(storage, SMALL);
        leaveFullSegment(writer);
        long written = writer.writtenThrough();
        writer.abandon();
        List<Object> left = ExecutionsFiles.read(files.storage(), 1);
        assertThat(left).isEqualTo(ExecutionsFiles.events(1, left.size(), 1));
        assertThat(left.size()).isBetween(1, (int) written - 1);
        assertThat(writer.durableThrough()).isLessThan(left.size());
    }

    @Test
    void shouldTellThatAFullSegmentCannotBeClosed() {
        List<String> told = new ArrayList<>();
        ExecutionsListener listener = new ExecutionsListener() {
            @Override
            public void executionsFailed(String symbol, JournalException exception) {
                told.add(exception.getMessage());
            }
        };
        ExecutionsWriter writer =
                ExecutionsWriter.open(storage, JournalFiles.INSTRUMENT, JournalTail.empty(1), SMALL, listener);
        leaveFullSegment(writer);
        storage.failForces = true;
        round.run();
        assertThat(told).singleElement().asString().contains("FORCE_FAILED");
        assertThat(writer.failed()).isTrue();
        writer.close();
    }

    @Test
    void shouldDoWithoutAFileThatCannotBeMadeAhead() {
        try (ExecutionsWriter writer = ExecutionsFiles.writer(storage, SMALL)) {
            round.register(writer);
            fill(writer, FULL * 3 / 4);
            storage.failForces = true;
            round.run();
            storage.failForces = false;
            assertThat(writer.failed()).isFalse();
            fill(writer, FULL * 2);
        }
        List<Object> read = ExecutionsFiles.read(files.storage(), 1);
        assertThat(read).isEqualTo(ExecutionsFiles.events(1, read.size(), 1));
        assertThat(ExecutionsCatalog.segments(files.storage(), SYMBOL)).hasSize(3);
    }

    @Test
    void shouldUseThePreparedFileForAJournalAndForceItsHeader() throws IOException {
        try (JournalWriter writer = JournalWriter.open(storage, JournalFiles.INSTRUMENT, JournalTail.empty(1), SMALL)) {
            round.register(writer);
            int commands = 0;
            for (; writer.bytes() < FULL * 3 / 4; commands += 10) {
                JournalFiles.append(writer, 1, 10);
            }
            round.run();
            assertThat(storage.exists(JournalFiles.ACTIVE + ".new")).isTrue();
            int forces = storage.forceCount.get();
            for (; JournalCatalog.segments(files.storage(), SYMBOL).size() == 1; commands += 10) {
                JournalFiles.append(writer, 1, 10);
            }
            // That of the full segment, and that of the next one's header.
            assertThat(storage.forceCount.get()).isEqualTo(forces + 2);
            assertThat(files.read(1)).isEqualTo(orders(1, commands));
        }
        assertThat(storage.exists(JournalFiles.ACTIVE + ".new")).isFalse();
    }

    @Test
    void shouldMakeAWholeSegmentOfZerosAheadWhereOneFillsFast() throws IOException {
        try (ExecutionsWriter writer = ExecutionsFiles.writer(storage, SMALL)) {
            round.register(writer);
            round.run();
            assertThat(storage.exists(NEXT)).isFalse();
            fill(writer, FULL * 5 / 8);
            round.run();
            assertThat(sizeOf(NEXT)).isEqualTo(FULL);
            fill(writer, FULL * 3 / 2);
            round.run();
            assertThat(ExecutionsCatalog.segments(files.storage(), SYMBOL)).hasSize(2);
            assertThat(sizeOf(ExecutionsFiles.ACTIVE)).isEqualTo(FULL);
        }
        List<Object> read = ExecutionsFiles.read(files.storage(), 1);
        assertThat(read).isEqualTo(ExecutionsFiles.events(1, read.size(), 1));
    }

    @Test
    void shouldMakeAStepOfZerosAheadWhereASegmentFillsSlowly() throws IOException {
        try (JournalWriter writer = JournalWriter.open(storage, JournalFiles.INSTRUMENT, JournalTail.empty(1), SMALL)) {
            round.prepare(writer);
            round.run();
            while (writer.bytes() < FULL * 3 / 4) {
                JournalFiles.append(writer, 1, 1);
            }
            nanos += 1_000 * FULL;
            round.run();
            assertThat(sizeOf(JournalFiles.ACTIVE + ".new")).isBetween(1L, FULL - 1);
        }
    }

    @Test
    void shouldLeaveNothingOfAFileThatCannotBeMadeAheadAndNotTryAgain() throws IOException {
        try (ExecutionsWriter writer = ExecutionsFiles.writer(storage, SMALL)) {
            round.register(writer);
            fill(writer, FULL * 3 / 4);
            storage.failForces = true;
            round.run();
            storage.failForces = false;
            assertThat(storage.exists(NEXT)).isFalse();
            round.run();
            assertThat(storage.exists(NEXT)).isFalse();
            fill(writer, FULL * 7 / 4);
            round.run();
            assertThat(storage.exists(NEXT)).isTrue();
        }
    }

    @Test
    void shouldStopMakingZerosWhereSomebodyWaitsForTheFile() throws IOException {
        JournalOptions options = new JournalOptions(1 << 20, 64 << 10, 1 << 10);
        SegmentNames names = SegmentNames.journal(SYMBOL);
        storage.createDirectories(names.directory());
        AtomicInteger asked = new AtomicInteger();
        try (PreparedSegment prepared =
                PreparedSegment.makeWhole(storage, names, options, () -> asked.incrementAndGet() == 3)) {
            assertThat(sizeOf(names.unfinished())).isEqualTo(3 * (64 << 10));
            SegmentHeader header = new SegmentHeader(LogKind.JOURNAL, JournalFiles.INSTRUMENT, 1, Checkpoint.NONE);
            assertThat(prepared.begin(header).position()).isEqualTo(SegmentDescriptor.HEADER_SIZE);
        }
        PreparedSegment.makeWhole(storage, names, options, () -> false).close();
        assertThat(sizeOf(names.unfinished())).isEqualTo(options.segmentBytes());
    }

    /** A view of the buffer for each piece was 64 KB of objects a segment. */
    @Test
    void shouldWriteAllZerosOfASegmentFromOneBuffer() throws IOException {
        JournalOptions options = new JournalOptions(4 << 20, 64 << 10, 1 << 10);
        SegmentNames names = SegmentNames.journal(SYMBOL);
        storage.createDirectories(names.directory());
        Set<ByteBuffer> buffers = Collections.newSetFromMap(new IdentityHashMap<>());
        AtomicInteger writes = new AtomicInteger();
        Storage watched = new ForwardingStorage(storage) {
            @Override
            public StorageFile open(String name, OpenMode mode) throws IOException {
                return new ForwardingFile(super.open(name, mode)) {
                    @Override
                    public int write(ByteBuffer source, long position) throws IOException {
                        buffers.add(source);
                        writes.incrementAndGet();
                        return super.write(source, position);
                    }
                };
            }
        };
        PreparedSegment.makeWhole(watched, names, options, () -> false).close();
        assertThat(sizeOf(names.unfinished())).isEqualTo(options.segmentBytes());
        assertThat(writes).hasValueGreaterThanOrEqualTo(64);
        assertThat(buffers)
                .as("one for the file, one for what it is filled with")
                .hasSizeLessThanOrEqualTo(2);
    }

    private long sizeOf(String name) throws IOException {
        try (StorageFile file = storage.open(name, OpenMode.READ)) {
            return file.size();
        }
    }

    private void leaveFullSegment(ExecutionsWriter writer) {
        round.register(writer);
        fill(writer, FULL * 3 / 4);
        round.run();
        fill(writer, FULL * 2);
        assertThat(ExecutionsCatalog.segments(files.storage(), SYMBOL)).hasSize(1);
    }

    private static void fill(ExecutionsWriter writer, long bytes) {
        while (writer.bytes() < bytes) {
            ExecutionsFiles.append(writer, 1, 1);
        }
    }

    /** Of two segments, of which the last has zeros behind its frames. */
    private long bytesOfFrames() {
        List<SegmentReport> reports = SegmentCheck.executions(files.storage(), SYMBOL, bytes -> {});
        assertThat(reports).extracting(SegmentReport::fault).containsOnlyNulls();
        return reports.get(0).bytes() + reports.get(1).endOffset();
    }
}
