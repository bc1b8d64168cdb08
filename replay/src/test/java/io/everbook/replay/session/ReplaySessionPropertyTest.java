package io.everbook.replay.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.everbook.journal.JournalRetention;
import io.everbook.replay.ProgressListener;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Wherever a session goes and whatever way it takes, it has what a straight run had there. */
class ReplaySessionPropertyTest {

    private static final int MOVES = 250;

    private final long seed = Long.getLong("everbook.replay.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @TempDir
    private Path directory;

    /** What the files of the past are like. */
    enum Files {
        /** Every segment, no snapshot. */
        JOURNAL_ALONE,

        /** Every segment, and snapshots. */
        SNAPSHOTS,

        /** The oldest segments were deleted. */
        COMPACTED,

        /** The oldest segments were moved to the archive. */
        ARCHIVED
    }

    @ParameterizedTest
    @EnumSource(Files.class)
    void shouldHaveTheStateOfAStraightRunWhereverARandomWalkGoes(Files files) {
        System.out.println("everbook.replay.seed=" + seed + " files=" + files);
        try (RecordedPast past = past(files)) {
            // Copies of markets are close together here, so that walks come from all kinds of places.
            Checkpoints checkpoints = new Checkpoints(Long.MAX_VALUE, 1 + random.nextInt(300), 1 + random.nextInt(6));
            try (ReplaySession session = ReplaySession.open(past.storage(), RecordedPast.SYMBOL, checkpoints)) {
                assertThat(session.firstSequence() == 0).isEqualTo(files != Files.COMPACTED);
                assertThat(session.lastSequence()).isEqualTo(past.last());
                for (int i = 0; i < MOVES; i++) {
                    move(session);
                    check(session, past);
                }
            }
        }
    }

    @Test
    void shouldFollowAJournalThatIsBeingWritten() {
        System.out.println("everbook.replay.seed=" + seed);
        try (RecordedPast past = new RecordedPast(directory, seed).run(200);
                ReplaySession session = ReplaySession.open(past.storage(), RecordedPast.SYMBOL)) {
            for (int i = 0; i < 20; i++) {
                past.run(random.nextInt(120));
                if (i % 5 == 4) {
                    past.snapshot().compact(2, JournalRetention.ARCHIVE);
                }
                session.goTo(session.lastSequence());
                assertThat(session.sequence()).isEqualTo(past.last());
                check(session, past);
                session.step(-random.nextInt(200));
                check(session, past);
            }
        }
    }

    private RecordedPast past(Files files) {
        RecordedPast past = new RecordedPast(directory, seed);
        for (int i = 0; i < 5; i++) {
            past.run(100 + random.nextInt(400));
            if (files != Files.JOURNAL_ALONE) {
                past.snapshot();
            }
        }
        past.run(random.nextInt(300));
        switch (files) {
            case JOURNAL_ALONE, SNAPSHOTS -> {}
            case COMPACTED -> past.compact(3, JournalRetention.DELETE);
            case ARCHIVED -> past.compact(2, JournalRetention.ARCHIVE);
        }
        return past;
    }

    private void move(ReplaySession session) {
        long from = session.sequence();
        long first = session.firstSequence();
        long last = session.lastSequence();
        switch (random.nextInt(6)) {
            case 0 -> session.goTo(first + random.nextInt((int) (last - first) + 1));
            case 1 -> assertThat(session.step(1)).isEqualTo(Math.min(1, last - from));
            case 2 -> assertThat(session.step(-1)).isEqualTo(Math.min(1, from - first));
            case 3 -> {
                long back = random.nextInt(60);
                assertThat(session.step(-back)).isEqualTo(Math.min(back, from - first));
            }
            case 4 -> {
                long on = random.nextInt(60);
                assertThat(session.step(on)).isEqualTo(Math.min(on, last - from));
            }
            default -> {
                int participant = 1 + random.nextInt(7);
                StopCondition condition = StopCondition.participant(participant);
                if (random.nextBoolean()) {
                    session.runUntil(condition, ProgressListener.NONE);
                } else {
                    session.runBackUntil(condition, ProgressListener.NONE);
                }
            }
        }
    }

    private void check(ReplaySession session, RecordedPast past) {
        long sequence = session.sequence();
        String where = "seed=" + seed + " sequence=" + sequence;
        assertThat(session.market().sequence()).as(where).isEqualTo(sequence);
        assertThat(session.digest()).as(where).isEqualTo(past.digest(sequence));
        assertThat(StateHash.of(session.market())).as(where).isEqualTo(past.state(sequence));
        assertThat(session.timestampNanos())
                .as(where)
                .isEqualTo(sequence == session.firstSequence() ? 0 : past.time(sequence));
        if (sequence > session.firstSequence()) {
            assertThat(session.command().sequence()).as(where).isEqualTo(sequence);
            assertThat(session.events().event(0).sequence()).as(where).isEqualTo(sequence);
        }
    }
}
