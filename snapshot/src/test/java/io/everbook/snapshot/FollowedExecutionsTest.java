package io.everbook.snapshot;

import static io.everbook.snapshot.LiveLane.SMALL_SEGMENTS;
import static org.assertj.core.api.Assertions.assertThat;

import io.everbook.journal.ExecutionsCatalog;
import io.everbook.journal.ExecutionsListener;
import io.everbook.journal.ExecutionsWriter;
import io.everbook.journal.JournalCatalog;
import io.everbook.journal.JournalException;
import io.everbook.journal.JournalRetention;
import io.everbook.journal.JournalTail;
import io.everbook.journal.storage.FileStorage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The executions log is on the device before a snapshot, and compaction never outruns it. */
@Timeout(300)
final class FollowedExecutionsTest {

    private static final FollowerOptions ARCHIVE = new FollowerOptions(1, 0, JournalRetention.ARCHIVE, 0, 50);

    @TempDir
    private Path directory;

    private FileStorage storage;
    private Follower follower;

    @BeforeEach
    void open() {
        storage = new FileStorage(directory);
        follower = Follower.start(storage, ARCHIVE, () -> 1_000, new SnapshotListener() {});
    }

    @AfterEach
    void close() throws IOException {
        follower.close();
        storage.close();
    }

    @Test
    void shouldForceTheLogBeforeASnapshotAndCompactBothTogether() {
        try (ExecutionsWriter executions = writer();
                LiveLane lane = new LiveLane(storage, SMALL_SEGMENTS, follower, executions)) {
            lane.run(1_000);
            assertThat(executions.durableThrough()).isLessThan(1_000);
            lane.snapshot();
            assertThat(executions.durableThrough()).isEqualTo(1_000);
            assertThat(executions.failed()).isFalse();
            assertThat(firstJournaled()).isGreaterThan(1);
            assertThat(ExecutionsCatalog.segments(storage, "BTC-USD")).hasSize(1);
            assertThat(directory.resolve("archive/BTC-USD-0000000000000000001.executions"))
                    .exists();
            assertThat(directory.resolve("archive/BTC-USD-0000000000000000001.journal"))
                    .exists();
            assertThat(executions.bytes())
                    .isEqualTo(ExecutionsCatalog.segments(storage, "BTC-USD")
                            .get(0)
                            .bytes());
        }
    }

    @Test
    void shouldKeepTheJournalThatALaggingLogIsToBeCompletedFrom() {
        try (ExecutionsWriter executions = writer();
                LiveLane lane = new LiveLane(storage, SMALL_SEGMENTS, follower, null)) {
            follower.register(
                    Markets.BTC_USD,
                    lane.writer(),
                    executions,
                    () -> new MarketPosition(
                            lane.market().sequence(), lane.market().digest()));
            lane.run(1_000);
            assertThat(follower.request("BTC-USD")
                            .orTimeout(30, TimeUnit.SECONDS)
                            .join())
                    .isNotNull();
            assertThat(firstJournaled()).isEqualTo(1);
        }
    }

    @Test
    void shouldKeepTheSnapshotThatALaggingLogIsToBeCompletedFrom() {
        try (ExecutionsWriter executions = writer();
                LiveLane lane = new LiveLane(storage, SMALL_SEGMENTS, follower, executions)) {
            lane.run(1_000);
            SnapshotFile complete = lane.snapshot();
            long journaledFrom = firstJournaled();
            executions.abandon();
            for (int i = 0; i < 3; i++) {
                lane.run(300);
                SnapshotFile newest = lane.snapshot();
                assertThat(new SnapshotCatalog(storage, "BTC-USD").newestFirst())
                        .containsExactly(newest, complete);
            }
            assertThat(journaledFrom).isGreaterThan(1);
            assertThat(firstJournaled()).isBetween(journaledFrom, complete.sequence() + 1);
        }
    }

    @Test
    void shouldKeepTheJournalFromItsBeginningWhereNoSnapshotIsAsOldAsTheLogsEnd() {
        try (ExecutionsWriter executions = writer();
                LiveLane lane = new LiveLane(storage, SMALL_SEGMENTS, follower, executions)) {
            lane.run(700);
            executions.force();
            executions.abandon();
            lane.run(300);
            lane.snapshot();
            assertThat(executions.durableThrough()).isEqualTo(700);
            assertThat(firstJournaled()).isEqualTo(1);
        }
    }

    @Test
    void shouldCompactNothingForALogThatCannotBeWritten() {
        JournalException fault = new JournalException(JournalException.Code.NEWER_VERSION, "a", 0, 1, "too new");
        ExecutionsWriter executions = ExecutionsWriter.unavailable("BTC-USD", fault, ExecutionsListener.NONE);
        try (LiveLane lane = new LiveLane(storage, SMALL_SEGMENTS, follower, executions)) {
            lane.run(1_000);
            assertThat(lane.snapshot()).isNotNull();
            assertThat(firstJournaled()).isEqualTo(1);
        }
        executions.close();
    }

    private ExecutionsWriter writer() {
        return ExecutionsWriter.open(
                storage, Markets.BTC_USD, JournalTail.empty(1), SMALL_SEGMENTS, ExecutionsListener.NONE);
    }

    private long firstJournaled() {
        return JournalCatalog.segments(storage, "BTC-USD").get(0).firstSequence();
    }
}
