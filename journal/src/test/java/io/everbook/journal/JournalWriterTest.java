package io.everbook.journal;

import static io.everbook.journal.JournalFiles.ACTIVE;
import static io.everbook.journal.JournalFiles.INSTRUMENT;
import static io.everbook.journal.JournalFiles.SMALL;
import static io.everbook.journal.JournalFiles.SYMBOL;
import static io.everbook.journal.JournalFiles.orders;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.everbook.core.InvariantViolation;
import io.everbook.core.command.Command;
import io.everbook.core.instrument.Instrument;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JournalWriterTest {

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
    void shouldReadNothingWhereThereIsNoJournal() {
        assertThat(files.read(1)).isEmpty();
        assertThat(files.tail()).isEqualTo(JournalTail.empty(1));
        assertThat(JournalReader.countAfter(files.storage(), SYMBOL, 0)).isZero();
        assertThat(JournalCatalog.instrument(files.storage(), SYMBOL)).isNull();
    }

    @Test
    void shouldReadRandomCommandsThroughManySegments() {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("shouldReadRandomCommandsThroughManySegments seed=" + seed);
        Random random = new Random(seed);
        List<String> written = new ArrayList<>();
        try (JournalWriter writer = files.writer(SMALL)) {
            for (int i = 0; i < 2_000; i++) {
                Command command = Commands.random(random, writer.nextSequence());
                written.add(Commands.text(command));
                writer.append(command);
                if (random.nextInt(20) == 0) {
                    writer.commit();
                }
            }
        }
        assertThat(files.read(1)).as("seed=%d", seed).isEqualTo(written);
        assertThat(files.read(777)).as("seed=%d", seed).isEqualTo(written.subList(776, 2_000));
        assertThat(JournalCatalog.segments(files.storage(), SYMBOL)).hasSizeGreaterThan(20);
        assertThat(JournalReader.countAfter(files.storage(), SYMBOL, 0)).isEqualTo(2_000);
        assertThat(JournalReader.countAfter(files.storage(), SYMBOL, 776)).isEqualTo(1_224);
        assertThat(JournalReader.countAfter(files.storage(), SYMBOL, 2_000)).isZero();
    }

    @Test
    void shouldGoOnAfterEachOfThreeCleanRestarts() {
        for (int run = 0; run < 4; run++) {
            try (JournalWriter writer = files.writer(JournalOptions.DEFAULT)) {
                assertThat(writer.nextSequence()).isEqualTo(1 + run * 30L);
                JournalFiles.append(writer, 3, 10);
            }
            assertThat(files.tail().torn()).isFalse();
            assertThat(files.read(1)).isEqualTo(orders(1, (run + 1) * 30L));
        }
    }

    @Test
    void shouldGoOnAfterEachOfThreeDeathsOfTheProcess() {
        for (int run = 0; run < 4; run++) {
            // Never closed, as after kill -9: the zeros written ahead stay behind the frames.
            JournalWriter writer = files.writer(SMALL);
            assertThat(writer.nextSequence()).isEqualTo(1 + run * 30L);
            JournalFiles.append(writer, 3, 10);
            writer.append(Commands.order(writer.nextSequence()));
            assertThat(files.tail().torn()).isFalse();
            assertThat(files.read(1)).isEqualTo(orders(1, (run + 1) * 30L));
        }
    }

    @Test
    void shouldCloseSegmentsThatEndWithTheirLastFrameAndNeverChangeAgain() {
        byte[] first;
        try (JournalWriter writer = files.writer(SMALL)) {
            JournalFiles.append(writer, 40, 5);
            String closed =
                    JournalCatalog.segments(files.storage(), SYMBOL).get(0).file();
            assertThat(closed).isEqualTo("journals/BTC-USD-0000000000000000001.journal");
            first = files.bytes(closed);
            JournalFiles.append(writer, 40, 5);
            assertThat(files.bytes(closed)).isEqualTo(first);
        }
        List<Integer> offsets = JournalFiles.frameOffsets(first);
        assertThat(offsets.get(offsets.size() - 1)).isEqualTo(first.length).isLessThanOrEqualTo(8192);
    }

    @Test
    void shouldSplitABatchThatIsLargerThanAFrame() {
        try (JournalWriter writer = files.writer(new JournalOptions(1 << 20, 1024, 1024))) {
            JournalFiles.append(writer, 1, 100);
        }
        List<Integer> offsets = JournalFiles.frameOffsets(files.bytes(ACTIVE));
        assertThat(offsets).hasSizeGreaterThan(5);
        assertThat(files.read(1)).isEqualTo(orders(1, 100));
    }

    @Test
    void shouldWriteZerosAheadAndCutThemAtClose() {
        JournalWriter writer = files.writer(new JournalOptions(1 << 20, 16384, 1024));
        JournalFiles.append(writer, 1, 1);
        assertThat(files.bytes(ACTIVE)).hasSize(16384);
        assertThat(writer.bytes()).isLessThan(5000);
        writer.close();
        assertThat(files.bytes(ACTIVE)).hasSize((int) writer.bytes());
    }

    @Test
    void shouldKeepOfferedCheckpointsAndTellTheNewestInTheNextHeader() {
        try (JournalWriter writer = files.writer(SMALL)) {
            JournalFiles.append(writer, 1, 5);
            writer.offerCheckpoint(4, 44);
            writer.offerCheckpoint(5, -55);
            JournalFiles.append(writer, 40, 5);
        }
        assertThat(JournalCatalog.segments(files.storage(), SYMBOL)).hasSizeGreaterThan(1);
        assertThat(files.tail().checkpoint()).isEqualTo(new Checkpoint(5, -55));
        assertThat(files.tail(200).checkpoint()).isEqualTo(new Checkpoint(5, -55));
        try (JournalReader reader = JournalReader.open(files.storage(), SYMBOL, 1)) {
            Command command = new Command();
            for (int i = 0; i < 10; i++) {
                assertThat(reader.next(command)).isEqualTo(JournalReader.Entry.COMMAND);
            }
            assertThat(reader.checkpointSequence()).isZero();
            assertThat(reader.next(command)).isEqualTo(JournalReader.Entry.CHECKPOINT);
            assertThat(reader.checkpointSequence()).isEqualTo(4);
            assertThat(reader.next(command)).isEqualTo(JournalReader.Entry.CHECKPOINT);
            assertThat(reader.checkpointSequence()).isEqualTo(5);
            assertThat(reader.checkpointDigest()).isEqualTo(-55);
        }
    }

    @Test
    void shouldWriteACheckpointThatWasOfferedBeforeItCloses() {
        try (JournalWriter writer = files.writer(SMALL)) {
            JournalFiles.append(writer, 1, 5);
            writer.offerCheckpoint(5, 55);
        }
        assertThat(files.tail().checkpoint()).isEqualTo(new Checkpoint(5, 55));
    }

    @Test
    void shouldRefuseToGoOnWithAnotherDefinition() {
        files.writer(SMALL).close();
        Instrument other = Instrument.of(SYMBOL, "0.05", "0.00000001");
        JournalTail tail = files.tail();
        assertThatThrownBy(() -> JournalWriter.open(files.storage(), other, tail, SMALL))
                .isInstanceOfSatisfying(JournalException.class, e -> {
                    assertThat(e.code()).isEqualTo(JournalException.Code.DEFINITION_MISMATCH);
                    assertThat(e.file()).isEqualTo(ACTIVE);
                });
    }

    @Test
    void shouldRefuseToBeginAJournalThatIsThere() {
        files.writer(SMALL).close();
        assertThatThrownBy(() -> JournalWriter.open(files.storage(), INSTRUMENT, JournalTail.empty(1), SMALL))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("code=SEQUENCE_HOLE file=journals/BTC-USD.journal offset=0 sequence=1");
    }

    @Test
    void shouldHaltWhenACommandIsOutOfSequence() {
        try (JournalWriter writer = files.writer(SMALL)) {
            assertThatThrownBy(() -> writer.append(Commands.order(2))).isInstanceOf(InvariantViolation.class);
        }
    }

    @Test
    void shouldBeReadyToBeUsedByAnotherThreadThanTheOneThatOpenedIt() throws InterruptedException {
        JournalWriter writer = files.writer(SMALL);
        Thread journaling = new Thread(() -> JournalFiles.append(writer, 2, 10));
        journaling.start();
        journaling.join();
        writer.close();
        assertThat(files.read(1)).isEqualTo(orders(1, 20));
    }
}
