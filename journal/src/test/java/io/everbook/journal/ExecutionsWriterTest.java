package io.everbook.journal;

import static io.everbook.journal.JournalFiles.SYMBOL;
import static org.assertj.core.api.Assertions.assertThat;

import io.everbook.core.event.ExecutionEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ExecutionsWriterTest {

    private static final JournalOptions SMALL = new JournalOptions(8192, 1024, 1024);

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
    void shouldGiveBackEveryFieldOfEveryEventAsItWasPublished() {
        long seed = Long.getLong("everbook.seed", System.nanoTime());
        Random random = new Random(seed);
        List<Object> published = new ArrayList<>();
        try (ExecutionsWriter writer = ExecutionsFiles.writer(files.storage(), SMALL)) {
            for (long sequence = 1; sequence <= 2_000; sequence++) {
                int size = 1 + random.nextInt(random.nextInt(20) == 0 ? 60 : 3);
                for (int index = 0; index < size; index++) {
                    ExecutionEvent event = Events.random(random, sequence, index, index == size - 1);
                    published.add(Events.values(event));
                    writer.append(event);
                    if (random.nextInt(5) == 0) {
                        writer.commit();
                    }
                }
            }
            writer.commit();
        }
        assertThat(ExecutionsFiles.read(files.storage(), 1))
                .as("-Deverbook.seed=%d", seed)
                .isEqualTo(published);
        assertThat(ExecutionsCatalog.segments(files.storage(), SYMBOL)).hasSizeGreaterThan(20);
        long from = 1 + random.nextInt(2_000);
        assertThat(ExecutionsFiles.read(files.storage(), from))
                .isEqualTo(published.stream()
                        .filter(event -> (long) ((Map<?, ?>) event).get("sequence") >= from)
                        .toList());
    }

    @Test
    void shouldBeginSegmentsWithWholeCommandsOnly() {
        try (ExecutionsWriter writer = ExecutionsFiles.writer(files.storage(), SMALL)) {
            ExecutionsFiles.append(writer, 1, 1_000);
            ExecutionsFiles.append(writer, 3, 50);
        }
        assertThat(ExecutionsCatalog.segments(files.storage(), SYMBOL))
                .extracting(JournalSegment::firstSequence)
                .containsExactly(1L, 2L, 4L);
        List<Object> events = new ArrayList<>(ExecutionsFiles.events(1, 1, 1_000));
        events.addAll(ExecutionsFiles.events(2, 4, 50));
        assertThat(ExecutionsFiles.read(files.storage(), 1)).isEqualTo(events);
        assertThat(ExecutionsFiles.read(files.storage(), 2)).isEqualTo(ExecutionsFiles.events(2, 4, 50));
    }

    @Test
    void shouldTellWhetherTheLastCommandIsWhole() {
        try (ExecutionsWriter writer = ExecutionsFiles.writer(files.storage(), SMALL);
                ExecutionsReader reader = ExecutionsReader.open(files.storage(), SYMBOL, 1)) {
            ExecutionsFiles.append(writer, 2, 3);
            writer.append(Events.event(3, 0, false));
            writer.commit();
            assertThat(ExecutionsFiles.readOn(reader)).hasSize(7);
            assertThat(reader.nextSequence()).isEqualTo(3);
            assertThat(reader.nextIndex()).isEqualTo(1);
            assertThat(writer.writtenThrough()).isEqualTo(2);
            writer.append(Events.event(3, 1, true));
            writer.commit();
            assertThat(ExecutionsFiles.readOn(reader)).hasSize(1);
            assertThat(reader.nextSequence()).isEqualTo(4);
            assertThat(reader.nextIndex()).isZero();
            assertThat(writer.writtenThrough()).isEqualTo(3);
            assertThat(writer.durableThrough()).isZero();
            writer.force();
            assertThat(writer.durableThrough()).isEqualTo(3);
        }
    }

    @Test
    void shouldForceAtTheIntervalWhatIsMuchAndNothingElse() {
        ForceRound round = new ForceRound(JournalListener.NONE, System::nanoTime);
        try (ExecutionsWriter writer = ExecutionsFiles.writer(files.storage(), JournalOptions.DEFAULT)) {
            round.register(writer);
            ExecutionsFiles.append(writer, 10, 100);
            round.run();
            assertThat(writer.durableThrough()).isZero();

            while (writer.bytes() < 4L << 20) {
                ExecutionsFiles.append(writer, 10, 100);
            }
            round.run();
            assertThat(writer.durableThrough())
                    .isEqualTo(writer.writtenThrough())
                    .isGreaterThan(10);

            ExecutionsFiles.append(writer, 10, 100);
            round.run();
            assertThat(writer.durableThrough()).isEqualTo(writer.writtenThrough() - 10);
        }
    }

    @Test
    void shouldFollowALogThroughItsRotations() {
        try (ExecutionsWriter writer = ExecutionsFiles.writer(files.storage(), SMALL);
                ExecutionsReader reader = ExecutionsReader.open(files.storage(), SYMBOL, 1)) {
            List<Object> read = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                ExecutionsFiles.append(writer, 1, 5);
                read.addAll(ExecutionsFiles.readOn(reader));
            }
            assertThat(read).isEqualTo(ExecutionsFiles.events(1, 200, 5));
        }
    }

    @Test
    void shouldTellWhichCommandsAreMissingAndReadOnBehindThem() {
        try (ExecutionsWriter writer = ExecutionsFiles.writer(files.storage(), SMALL)) {
            ExecutionsFiles.append(writer, 300, 1);
        }
        List<JournalSegment> segments = ExecutionsCatalog.segments(files.storage(), SYMBOL);
        long second = segments.get(1).firstSequence();
        long third = segments.get(2).firstSequence();
        delete(segments.get(1).file());
        List<Object> expected = new ArrayList<>(ExecutionsFiles.events(1, second - 1, 1));
        expected.add(second + ".." + (third - 1));
        expected.addAll(ExecutionsFiles.events(third, 300, 1));
        assertThat(ExecutionsFiles.read(files.storage(), 1)).isEqualTo(expected);

        ExecutionsCatalog.compact(files.storage(), SYMBOL, third - 1, JournalRetention.DELETE);
        assertThat(ExecutionsFiles.read(files.storage(), second - 5).get(0)).isEqualTo(second - 5 + ".." + (third - 1));
        assertThat(ExecutionsFiles.read(files.storage(), third + 1))
                .isEqualTo(ExecutionsFiles.events(third + 1, 300, 1));
    }

    @Test
    void shouldEndWithTheFirstEventThatIsMissingAndSayItOnce() {
        List<String> told = new ArrayList<>();
        ExecutionsListener listener = new ExecutionsListener() {
            @Override
            public void executionsFailed(String symbol, JournalException exception) {
                told.add(exception.getMessage());
            }
        };
        try (ExecutionsWriter writer = ExecutionsWriter.open(
                files.storage(), JournalFiles.INSTRUMENT, JournalTail.empty(1), SMALL, listener)) {
            ExecutionsFiles.append(writer, 2, 1);
            LongStream.range(4, 9).forEach(sequence -> {
                writer.append(Events.event(sequence, 0, true));
                writer.commit();
            });
            assertThat(writer.failed()).isTrue();
        }
        assertThat(told).singleElement().asString().contains("code=SEQUENCE_HOLE", "sequence=3", "found=4/0");
        assertThat(ExecutionsFiles.read(files.storage(), 1)).isEqualTo(ExecutionsFiles.events(1, 2, 1));
    }

    @Test
    void shouldWriteNothingOnceAbandoned() {
        ExecutionsWriter writer = ExecutionsFiles.writer(files.storage(), SMALL);
        ExecutionsFiles.append(writer, 2, 1);
        writer.abandon();
        writer.append(Events.event(3, 0, true));
        writer.commit();
        assertThat(ExecutionsFiles.read(files.storage(), 1)).isEqualTo(ExecutionsFiles.events(1, 2, 1));
        writer.close();
    }

    private void delete(String file) {
        try {
            files.storage().delete(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Found by seed 108604 of the durability simulation: the frame that was full stayed full, and was added to. */
    @Test
    void shouldTakeNothingMoreOnceAFullFrameCouldNotBeWritten() throws IOException {
        for (int frameBytes = 1024; frameBytes < 1240; frameBytes += 8) {
            try (JournalFiles fresh = new JournalFiles(directory.resolve("frames-of-" + frameBytes))) {
                FaultyStorage storage = new FaultyStorage(fresh.storage(), SYMBOL);
                ExecutionsWriter writer = ExecutionsFiles.writer(storage, new JournalOptions(8192, 1024, frameBytes));
                storage.failWrites = true;
                Random random = new Random(frameBytes);
                for (int index = 0; index < 100; index++) {
                    writer.append(Events.random(random, 1, index, false));
                }
                assertThat(writer.failed()).isTrue();
                writer.close();
            }
        }
    }
}
