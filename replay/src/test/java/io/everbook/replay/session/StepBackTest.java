package io.everbook.replay.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.everbook.journal.JournalOptions;
import io.everbook.snapshot.SnapshotCatalog;
import io.everbook.snapshot.SnapshotFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a step back costs, counted in commands replayed and markets copied and not in time: the same small number
 * wherever it is taken and however many were taken before.
 */
class StepBackTest {

    private static final int COMMANDS = 1_600;
    private static final long SPACING = 10;
    /** What is replayed for later steps at each. */
    private static final long AHEAD = 64;

    private final long seed = Long.getLong("everbook.replay.seed", System.nanoTime());

    @TempDir
    private Path directory;

    /** Kept at most, steps of this many commands, and the most spacings that one may replay. */
    @ParameterizedTest
    @CsvSource({"16, 1, 2", "16, 10, 3", "7, 1, 4", "4, 1, 12"})
    void shouldReplayFewCommandsAtEveryStepBackFromTheEndToTheBeginning(int kept, int step, int spacings) {
        System.out.println("everbook.replay.seed=" + seed);
        try (RecordedPast past = past()) {
            Checkpoints checkpoints = new Checkpoints(Long.MAX_VALUE, SPACING, kept);
            try (ReplaySession session = ReplaySession.open(past.storage(), RecordedPast.SYMBOL, checkpoints)) {
                session.goTo(past.last());
                long most = 0;
                long mostCopies = 0;
                while (session.sequence() > 0) {
                    long replayed = session.replayed();
                    long copies = checkpoints.copies();
                    session.step(-step);
                    most = Math.max(most, session.replayed() - replayed);
                    mostCopies = Math.max(mostCopies, checkpoints.copies() - copies);
                    assertThat(session.digest()).as("seed=" + seed).isEqualTo(past.digest(session.sequence()));
                    assertThat(checkpoints.count()).isLessThanOrEqualTo(kept);
                }
                String what = "seed=" + seed + " most=" + most + " copies=" + mostCopies;
                assertThat(most).as(what).isLessThanOrEqualTo(spacings * SPACING + Math.max(AHEAD, 24 * step));
                assertThat(mostCopies).as(what).isLessThanOrEqualTo(5);
            }
        }
    }

    @Test
    void shouldCostAsLittleAfterARunWhoseEndNobodyKnew() {
        System.out.println("everbook.replay.seed=" + seed);
        Random random = new Random(seed);
        try (RecordedPast past = past();
                ReplaySession session = ReplaySession.open(
                        past.storage(), RecordedPast.SYMBOL, new Checkpoints(Long.MAX_VALUE, SPACING, 16))) {
            for (int round = 0; round < 8; round++) {
                long target = 1_000 + random.nextInt(COMMANDS - 1_000);
                session.goTo(random.nextInt(600));
                session.runUntil((command, events, market) -> command.sequence() == target, (done, total) -> {});
                for (int i = 0; i < 60; i++) {
                    long replayed = session.replayed();
                    session.step(-1);
                    assertThat(session.replayed() - replayed)
                            .as("seed=" + seed + " target=" + target + " step=" + i)
                            .isLessThanOrEqualTo(3 * SPACING + AHEAD);
                }
                assertThat(session.digest()).as("seed=" + seed).isEqualTo(past.digest(target - 60));
            }
        }
    }

    /** The stretch before is prepared by another thread, and no step has to replay it. */
    @ParameterizedTest
    @CsvSource({"16, 1, 2", "16, 10, 3", "9, 1, 5", "7, 1, 4", "4, 1, 12"})
    void shouldReplayAsFewWhereStepsCrossSnapshots(int kept, int step, int spacings) {
        System.out.println("everbook.replay.seed=" + seed);
        try (RecordedPast past =
                past().snapshot().run(900).snapshot().run(700).snapshot().run(43)) {
            Checkpoints checkpoints = new Checkpoints(Long.MAX_VALUE, SPACING, kept);
            try (ReplaySession session = ReplaySession.open(past.storage(), RecordedPast.SYMBOL, checkpoints)) {
                session.goTo(past.last());
                long most = 0;
                while (session.sequence() > 0) {
                    long replayed = session.replayed();
                    session.step(-step);
                    most = Math.max(most, session.replayed() - replayed);
                    assertThat(session.digest()).as("seed=" + seed).isEqualTo(past.digest(session.sequence()));
                    assertThat(checkpoints.count()).isLessThanOrEqualTo(kept);
                }
                assertThat(most)
                        .as("seed=" + seed)
                        .isLessThanOrEqualTo(spacings * SPACING + Math.max(AHEAD, 24 * step));
            }
            assertThat(threadsAhead()).isEmpty();
        }
    }

    /** It has come there from far, so that nothing was prepared on the way. */
    @Test
    void shouldHavePreparedTheStretchBeforeAfterAJumpBehindASnapshot() {
        System.out.println("everbook.replay.seed=" + seed);
        try (RecordedPast past = past().snapshot().run(900);
                ReplaySession session = ReplaySession.open(
                        past.storage(), RecordedPast.SYMBOL, new Checkpoints(Long.MAX_VALUE, SPACING, 16))) {
            session.goTo(COMMANDS + 5);
            assertThat(threadsAhead()).isEmpty();
            for (int i = 0; i < 20; i++) {
                long replayed = session.replayed();
                session.step(-1);
                assertThat(session.replayed() - replayed).as("seed=" + seed).isLessThanOrEqualTo(2 * SPACING + AHEAD);
                assertThat(session.digest()).as("seed=" + seed).isEqualTo(past.digest(session.sequence()));
            }
        }
    }

    @Test
    void shouldEndTheThreadWhenItIsClosedOrGoesElsewhere() {
        System.out.println("everbook.replay.seed=" + seed);
        try (RecordedPast past = past().snapshot().run(900).snapshot().run(500)) {
            for (int round = 0; round < 20; round++) {
                try (ReplaySession session = ReplaySession.open(
                        past.storage(), RecordedPast.SYMBOL, new Checkpoints(Long.MAX_VALUE, 100, 16))) {
                    session.goTo(COMMANDS + 900 + 300 + round);
                    session.step(-100);
                    if (round % 2 == 0) {
                        session.goTo(40);
                        assertThat(session.digest()).as("seed=" + seed).isEqualTo(past.digest(40));
                    }
                }
                assertThat(threadsAhead()).isEmpty();
            }
        }
    }

    @Test
    void shouldGoBackPastASnapshotWhereTheOneBeforeIsDamaged() throws IOException {
        System.out.println("everbook.replay.seed=" + seed);
        try (RecordedPast past = past().snapshot().run(900).snapshot().run(500);
                ReplaySession session = ReplaySession.open(
                        past.storage(), RecordedPast.SYMBOL, new Checkpoints(Long.MAX_VALUE, SPACING, 16))) {
            List<SnapshotFile> snapshots = new SnapshotCatalog(past.storage(), RecordedPast.SYMBOL).newestFirst();
            Path file = directory.resolve(snapshots.get(1).file());
            byte[] bytes = Files.readAllBytes(file);
            bytes[bytes.length / 2] ^= 1;
            Files.write(file, bytes);
            session.goTo(COMMANDS + 900 + 5);
            for (int i = 0; i < 20; i++) {
                session.step(-1);
                assertThat(session.digest()).as("seed=" + seed).isEqualTo(past.digest(session.sequence()));
            }
        }
    }

    private static List<Thread> threadsAhead() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("everbook-replay-ahead"))
                .toList();
    }

    /** Else each step back would load the snapshot again, until the position lies before it. */
    @Test
    void shouldKeepTheMarketOfASnapshotThatLiesNearBehind() {
        try (RecordedPast past =
                new RecordedPast(directory, seed).run(600).snapshot().run(400)) {
            Checkpoints checkpoints = new Checkpoints(Long.MAX_VALUE, SPACING, 16);
            try (ReplaySession session = ReplaySession.open(past.storage(), RecordedPast.SYMBOL, checkpoints)) {
                session.goTo(605);
                assertThat(checkpoints.before(605)).isEqualTo(600);
                session.step(-1);
                assertThat(session.digest()).isEqualTo(past.digest(604));
            }
        }
    }

    @Test
    void shouldKeepNothingWhereThereIsNoMemoryForIt() {
        try (RecordedPast past = new RecordedPast(directory, seed).run(1_000)) {
            Checkpoints checkpoints = new Checkpoints(1_000, SPACING, 16);
            try (ReplaySession session = ReplaySession.open(past.storage(), RecordedPast.SYMBOL, checkpoints)) {
                session.goTo(900);
                session.step(-1);
                assertThat(session.digest()).isEqualTo(past.digest(899));
                assertThat(checkpoints.count()).isZero();
            }
        }
    }

    private RecordedPast past() {
        return new RecordedPast(directory, seed, new JournalOptions(1 << 20, 1 << 16, 1 << 10)).run(COMMANDS);
    }
}
