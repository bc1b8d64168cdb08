package io.everbook.replay.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.everbook.journal.JournalException;
import io.everbook.journal.JournalOptions;
import io.everbook.journal.JournalRetention;
import io.everbook.journal.SegmentFile;
import io.everbook.journal.storage.FileStorage;
import io.everbook.journal.storage.Storage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Moments, single files, damage, and places that cannot be reached. */
class SessionPlacesTest {

    private final long seed = Long.getLong("everbook.replay.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @TempDir
    private Path directory;

    @Test
    void shouldGoToTheLastCommandOfAMoment() {
        System.out.println("everbook.replay.seed=" + seed);
        try (RecordedPast past =
                        new RecordedPast(directory, seed).run(900).snapshot().run(600);
                ReplaySession session = ReplaySession.open(past.storage(), RecordedPast.SYMBOL)) {
            for (int i = 0; i < 100; i++) {
                long moment = RecordedPast.START_NANOS + random.nextInt(510_000);
                long expected = 0;
                while (expected < past.last() && past.time(expected + 1) <= moment) {
                    expected++;
                }
                String what = "seed=" + seed + " moment=" + moment;
                session.goToTime(moment);
                assertThat(session.sequence()).as(what).isEqualTo(expected);
                assertThat(session.digest()).as(what).isEqualTo(past.digest(expected));
            }
        }
    }

    @Test
    void shouldSayThatAMomentLiesBeforeTheBeginning() {
        try (RecordedPast past = new RecordedPast(directory, seed).run(50);
                ReplaySession session = ReplaySession.open(past.storage(), RecordedPast.SYMBOL)) {
            assertThatThrownBy(() -> session.goToTime(RecordedPast.START_NANOS - 1))
                    .isInstanceOf(ReplayException.class)
                    .hasMessageContaining("later")
                    .hasMessageContaining("time=" + (RecordedPast.START_NANOS - 1));
            assertThatThrownBy(() -> session.goTo(51))
                    .isInstanceOf(ReplayException.class)
                    .hasMessageContaining("sequence=51 last=50");
        }
    }

    /** A closed segment was whole; that the journal ends there is not all that there is to say. */
    @Test
    void shouldNameTheDamageWhereAClosedSegmentIsCutShort() throws IOException {
        try (RecordedPast past = new RecordedPast(directory, seed).run(600)) {
            Path closed = segments().get(0);
            Path alone = Files.createDirectory(directory.resolve("alone")).resolve(closed.getFileName());
            byte[] bytes = Files.readAllBytes(closed);
            Files.write(alone, Arrays.copyOf(bytes, bytes.length * 3 / 4));
            try (Storage folder = FileStorage.readOnly(alone.getParent());
                    ReplaySession session = ReplaySession.open(folder, RecordedPast.SYMBOL)) {
                long last = session.lastSequence();
                session.goTo(last);
                assertThat(session.digest()).isEqualTo(past.digest(last));
                assertThatThrownBy(() -> session.goTo(last + 1))
                        .isInstanceOf(JournalException.class)
                        .hasMessageContaining("sequence=" + (last + 1));
                assertThatThrownBy(session::requireWholeEnd).isInstanceOf(JournalException.class);
            }
        }
    }

    @Test
    void shouldFindPlacesInSegmentsThatAreTooLargeToBeReadThrough() {
        System.out.println("everbook.replay.seed=" + seed);
        JournalOptions large = new JournalOptions(16L << 20, 1 << 20, 1 << 10);
        try (RecordedPast past = new RecordedPast(directory, seed, large)) {
            for (int i = 0; i < 5; i++) {
                past.run(3_000).snapshot();
            }
            assertThat(segments()).hasSize(1);
            assertThat(segments().get(0).toFile().length()).isGreaterThan(8 * (64 << 10));
            for (int i = 0; i < 20; i++) {
                // A session of its own each time, so that it starts at a file.
                try (ReplaySession session = ReplaySession.openForward(past.storage(), RecordedPast.SYMBOL)) {
                    long sequence = random.nextInt((int) past.last() + 1);
                    session.goTo(sequence);
                    assertThat(session.digest()).as("seed=" + seed).isEqualTo(past.digest(sequence));
                    long moment = past.time(1 + random.nextInt((int) past.last()));
                    session.goToTime(moment);
                    assertThat(past.time(session.sequence())).as("seed=" + seed).isEqualTo(moment);
                }
            }
        }
    }

    @Test
    void shouldReadTheFirstSegmentAlone() throws IOException {
        try (RecordedPast past = new RecordedPast(directory, seed).run(1_500)) {
            Path first = segments().stream()
                    .filter(file -> file.getFileName().toString().contains("0000000000001."))
                    .findFirst()
                    .orElseThrow();
            Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
            Path alone = Files.copy(first, elsewhere.resolve("found-it.bin"));
            try (SegmentFile file = SegmentFile.open(new FileStorage(elsewhere), "found-it.bin");
                    ReplaySession session = ReplaySession.open(file, file.symbol())) {
                long last = session.lastSequence();
                assertThat(last).isPositive().isLessThan(past.last());
                for (long sequence : new long[] {last, 0, last / 2, 1}) {
                    session.goTo(sequence);
                    assertThat(session.digest()).isEqualTo(past.digest(sequence));
                }
            }
            assertThat(alone).hasSameBinaryContentAs(first);
        }
    }

    @Test
    void shouldSayWhatALaterSegmentAloneNeeds() throws IOException {
        try (RecordedPast past = new RecordedPast(directory, seed).run(1_500)) {
            assertThat(segments()).hasSizeGreaterThan(2);
            String active = RecordedPast.SYMBOL + ".journal";
            Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
            Files.copy(directory.resolve("journals").resolve(active), elsewhere.resolve(active));
            try (SegmentFile file = SegmentFile.open(new FileStorage(elsewhere), active)) {
                assertThatThrownBy(() -> ReplaySession.open(file, file.symbol()))
                        .isInstanceOf(ReplayException.class)
                        .hasMessageContaining("snapshot");
            }
            assertThat(past.last()).isEqualTo(1_500);
        }
    }

    @Test
    void shouldGoOnFromAnOlderSnapshotWhereTheNewestIsDamaged() throws IOException {
        try (RecordedPast past = new RecordedPast(directory, seed)) {
            past.run(500).snapshot().run(500).snapshot().run(500).snapshot().run(100);
            past.compact(3, JournalRetention.DELETE);
            List<Path> snapshots = files(directory.resolve("snapshots").resolve(RecordedPast.SYMBOL));
            assertThat(snapshots).hasSize(3);
            for (int damaged = 2; damaged >= 1; damaged--) {
                flip(snapshots.get(damaged));
                try (ReplaySession session = ReplaySession.open(past.storage(), RecordedPast.SYMBOL)) {
                    session.goTo(1_600);
                    assertThat(session.digest()).isEqualTo(past.digest(1_600));
                    assertThat(StateHash.of(session.market())).isEqualTo(past.state(1_600));
                }
            }
            flip(snapshots.get(0));
            assertThatThrownBy(() -> {
                        try (ReplaySession session = ReplaySession.open(past.storage(), RecordedPast.SYMBOL)) {
                            session.goTo(1_600);
                        }
                    })
                    .isInstanceOfAny(ReplayException.class, JournalException.class)
                    .hasMessageContaining("snapshot");
        }
    }

    private static void flip(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 0x10;
        Path changed = Files.write(file.resolveSibling("changed"), bytes);
        Files.move(changed, file, StandardCopyOption.REPLACE_EXISTING);
    }

    private List<Path> segments() {
        try {
            return files(directory.resolve("journals"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
