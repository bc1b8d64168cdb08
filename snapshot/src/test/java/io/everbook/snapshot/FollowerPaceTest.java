package io.everbook.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.everbook.journal.JournalRetention;
import io.everbook.journal.storage.FileStorage;
import io.everbook.journal.storage.Storage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When the follower pauses, and when it takes a snapshot by itself. */
final class FollowerPaceTest {

    private static final FollowerOptions OFTEN = new FollowerOptions(9, 1 << 30, JournalRetention.DELETE, 1, 10_000);

    @TempDir
    private Path directory;

    private final List<Long> pauses = new ArrayList<>();
    private long nanos;
    private boolean ending;

    @Test
    void shouldPauseThreeTimesAsLongAsItWorkedForAQuarterOfACore() {
        Pace pace = pace(25);
        work(pace, Pace.SLICE_NANOS - 1, 0);
        assertThat(pauses).isEmpty();

        work(pace, 1, 0);

        assertThat(pauses).containsExactly(3 * Pace.SLICE_NANOS);
        work(pace, Pace.SLICE_NANOS - 1, 0);
        assertThat(pauses).hasSize(1);
        work(pace, 1, Pace.MOST_BEHIND);
        assertThat(pauses).hasSize(2);
    }

    @Test
    void shouldNotPauseWhereItIsFarBehindOrShallEndOrHasAWholeCore() {
        Pace pace = pace(25);
        work(pace, Pace.SLICE_NANOS, Pace.MOST_BEHIND + 1);
        ending = true;
        work(pace, Pace.SLICE_NANOS, 0);
        ending = false;
        work(pace(100), Pace.SLICE_NANOS, 0);
        assertThat(pauses).isEmpty();

        work(pace, Pace.SLICE_NANOS, 0);
        assertThat(pauses).hasSize(1);
    }

    @Test
    void shouldRefuseMoreThanAWholeCore() {
        assertThatThrownBy(() -> OFTEN.withBusyPercent(101)).hasMessageContaining("busyPercent=101");
        assertThatThrownBy(() -> OFTEN.withBusyPercent(0)).hasMessageContaining("busyPercent=0");
        assertThatThrownBy(() -> OFTEN.withSnapshotEveryCommands(-1)).hasMessageContaining("snapshotEveryCommands=-1");
    }

    @Test
    void shouldTakeASnapshotOnceEnoughCommandsWereApplied() throws IOException {
        RecordingListener listener = new RecordingListener();
        AtomicLong clock = new AtomicLong(1_000);
        try (Storage storage = new FileStorage(directory);
                Follower follower = Follower.start(
                        storage,
                        OFTEN.withSnapshotEveryCommands(100).withBusyPercent(50),
                        clock::incrementAndGet,
                        listener);
                LiveLane lane = new LiveLane(storage, LiveLane.SMALL_SEGMENTS, follower)) {
            lane.run(99);
            await().until(() -> listener.compared.contains(99L));
            assertThat(listener.taken).isEmpty();

            lane.run(1);
            await().until(() -> listener.taken.size() == 1);
            assertThat(listener.taken.get(0).sequence()).isEqualTo(100);
            lane.run(250);
            await().until(() -> listener.taken.get(listener.taken.size() - 1).sequence() >= 200);
            await().until(() -> listener.compared.contains(350L));

            assertThat(listener.failed).isEmpty();
            assertThat(listener.taken.size()).isBetween(2, 3);
        }
    }

    private Pace pace(int percent) {
        return new Pace(percent, () -> ending, () -> nanos, pauses::add);
    }

    private void work(Pace pace, long duration, long behind) {
        nanos += duration;
        for (int i = 0; i < Pace.STEPS_BETWEEN_CLOCKS; i++) {
            pace.step(behind);
        }
    }
}
