package io.everbook.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.everbook.core.command.Command;
import io.everbook.core.event.EventBatch;
import io.everbook.core.matching.Market;
import io.everbook.journal.JournalCatalog;
import io.everbook.journal.JournalException;
import io.everbook.journal.JournalOptions;
import io.everbook.journal.JournalReader;
import io.everbook.journal.JournalRetention;
import io.everbook.journal.JournalTail;
import io.everbook.journal.JournalWriter;
import io.everbook.journal.storage.FileStorage;
import io.everbook.snapshot.SnapshotException.Code;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FollowerTest {

    private static final FollowerOptions ON_REQUEST = new FollowerOptions(2, 0, JournalRetention.DELETE, 0, 10_000);

    @TempDir
    private Path directory;

    private FaultyStorage storage;
    private SnapshotCatalog catalog;
    private final RecordingListener listener = new RecordingListener();
    private final AtomicLong clock = new AtomicLong(1_712_345_678_900L);
    private Follower follower;

    @BeforeEach
    void open() {
        storage = new FaultyStorage(new FileStorage(directory));
        catalog = new SnapshotCatalog(storage, "BTC-USD");
    }

    @AfterEach
    void close() throws IOException {
        if (follower != null) {
            follower.halt();
        }
        storage.close();
    }

    @Test
    void shouldTakeSnapshotOfIdleLaneFromTheJournalAlone() {
        try (LiveLane lane = lane(ON_REQUEST)) {
            lane.run(1_000);

            SnapshotFile snapshot = lane.snapshot();

            assertThat(snapshot.sequence()).isEqualTo(1_000);
            assertThat(snapshot.digest()).isEqualTo(lane.market().digest());
            assertThat(StateRecords.of(catalog.load(snapshot))).isEqualTo(StateRecords.of(lane.market()));
            assertThat(listener.taken).containsExactly(snapshot);
            assertThat(listener.failed).isEmpty();
        }
    }

    @Test
    void shouldTakeNoSnapshotWhenNothingChanged() {
        try (LiveLane lane = lane(ON_REQUEST)) {
            assertThat(lane.snapshot()).isNull();
            lane.run(10);
            SnapshotFile first = lane.snapshot();

            assertThat(lane.snapshot()).isEqualTo(first);
            assertThat(catalog.newestFirst()).containsExactly(first);
            assertThat(listener.taken).hasSize(1);
        }
    }

    @Test
    void shouldForceTheJournalBeforeTheSnapshotIsWritten() {
        try (LiveLane lane = lane(ON_REQUEST)) {
            lane.run(10);
            storage.operations().clear();

            lane.snapshot();

            assertThat(storage.operations().get(0)).startsWith("force journals/BTC-USD.journal");
            assertThat(storage.operations())
                    .containsSubsequence(
                            "force snapshots/BTC-USD/BTC-USD-1712345678900.snapshot.unfinished",
                            "rename snapshots/BTC-USD/BTC-USD-1712345678900.snapshot");
        }
    }

    @Test
    void shouldTakeNoSnapshotWhenTheJournalCannotBeForced() {
        try (LiveLane lane = lane(ON_REQUEST)) {
            lane.run(10);
            storage.refuseForces();

            assertThatThrownBy(lane::snapshot)
                    .hasCauseInstanceOf(JournalException.class)
                    .hasMessageContaining("FORCE_FAILED");

            assertThat(catalog.newestFirst()).isEmpty();
            assertThat(listener.failed).hasSize(1);
        }
    }

    @Test
    void shouldKeepFilesAndTellListenerWhenDigestsDiffer() {
        AtomicReference<MarketPosition> live = new AtomicReference<>();
        follower = Follower.start(storage, ON_REQUEST, clock::incrementAndGet, listener);
        try (JournalWriter writer = journal(500)) {
            follower.register(Markets.BTC_USD, writer, live::get);
            Market market = Markets.random(7, 500);
            live.set(new MarketPosition(500, market.digest()));
            SnapshotFile good = follower.request("BTC-USD").join();
            append(writer, 100);
            live.set(new MarketPosition(600, 666));
            List<String> before = List.of(directory.resolve("journals").toFile().list());

            assertThatThrownBy(() -> follower.request("BTC-USD").join())
                    .hasMessageContaining("code=DIGEST_MISMATCH")
                    .hasMessageContaining("equalSequence=500 sequence=600");

            assertThat(listener.compared).containsExactly(500L);
            assertThat(listener.mismatches).containsExactly("BTC-USD 600 different");
            assertThat(listener.failed).isEmpty();
            assertThat(catalog.newestFirst()).containsExactly(good);
            assertThat(directory.resolve("journals").toFile().list()).containsExactlyInAnyOrderElementsOf(before);
            Market again = Markets.random(7, 600);
            live.set(new MarketPosition(600, again.digest()));
            assertThat(follower.request("BTC-USD").join().sequence()).isEqualTo(600);
        }
    }

    @Test
    void shouldFollowBetweenSnapshotsAndReportMismatchOnce() {
        AtomicReference<MarketPosition> live = new AtomicReference<>();
        Market market = Markets.random(7, 500);
        live.set(new MarketPosition(500, market.digest()));
        follower = Follower.start(
                storage,
                new FollowerOptions(2, 0, JournalRetention.DELETE, 1, 10_000),
                clock::incrementAndGet,
                listener);
        try (JournalWriter writer = journal(500)) {
            AtomicLong looks = new AtomicLong();
            follower.register(Markets.BTC_USD, writer, () -> {
                looks.incrementAndGet();
                return live.get();
            });
            await().until(() -> looks.get() > 3);
            assertThat(listener.mismatches).isEmpty();
            append(writer, 1);

            live.set(new MarketPosition(501, 666));

            await().until(() -> !listener.mismatches.isEmpty());
            assertThatThrownBy(() -> follower.request("BTC-USD").join()).hasMessageContaining("DIGEST_MISMATCH");
            assertThat(listener.mismatches).containsExactly("BTC-USD 501 different", "BTC-USD 501 different");
            assertThat(catalog.newestFirst()).isEmpty();
        }
    }

    @Test
    void shouldNeverRemoveWhatTheOldestKeptSnapshotNeeds() {
        try (LiveLane lane = lane(ON_REQUEST)) {
            for (int i = 0; i < 8; i++) {
                lane.run(400);
                lane.snapshot();
                lane.run(37);
                List<SnapshotFile> kept = catalog.newestFirst();
                assertThat(kept).hasSize(Math.min(i + 1, 2));
                if (kept.size() < 2) {
                    assertThat(JournalCatalog.segments(storage, "BTC-USD")
                                    .get(0)
                                    .firstSequence())
                            .as("a single snapshot has the whole journal to fall back to")
                            .isEqualTo(1);
                }
                for (SnapshotFile snapshot : kept) {
                    Market market = catalog.load(snapshot);
                    replay(market);
                    assertThat(market.digest()).isEqualTo(lane.market().digest());
                }
            }
            assertThat(listener.failed).isEmpty();
            long first = JournalCatalog.segments(storage, "BTC-USD").get(0).firstSequence();
            assertThat(first).isGreaterThan(1).isLessThanOrEqualTo(catalog.oldestSequence() + 1);
            long bytes = JournalCatalog.segments(storage, "BTC-USD").stream()
                    .mapToLong(segment -> segment.bytes())
                    .sum();
            assertThat(lane.writer().bytes()).isEqualTo(bytes);
        }
    }

    @Test
    void shouldCompactOnlyAboveTheThresholdAndArchiveWhereAskedTo() {
        FollowerOptions options = new FollowerOptions(1, 60_000, JournalRetention.ARCHIVE, 0, 10_000);
        try (LiveLane lane = lane(options)) {
            lane.run(500);
            lane.snapshot();
            assertThat(JournalCatalog.segments(storage, "BTC-USD").get(0).firstSequence())
                    .isEqualTo(1);
            lane.run(1_500);
            lane.snapshot();

            assertThat(JournalCatalog.segments(storage, "BTC-USD").get(0).firstSequence())
                    .isGreaterThan(500);
            assertThat(directory.resolve("archive/BTC-USD-0000000000000000001.journal"))
                    .exists();
        }
    }

    @Test
    void shouldWaitForCommandThatIsNotYetReadable() {
        Market market = Markets.random(7, 510);
        AtomicLong looks = new AtomicLong();
        follower = Follower.start(storage, ON_REQUEST, clock::incrementAndGet, listener);
        try (JournalWriter writer = journal(500)) {
            follower.register(Markets.BTC_USD, writer, () -> {
                looks.incrementAndGet();
                return new MarketPosition(510, market.digest());
            });
            CompletableFuture<SnapshotFile> snapshot = follower.request("BTC-USD");
            await().until(() -> looks.get() == 1);
            assertThat(snapshot).isNotDone();

            append(writer, 10);

            assertThat(snapshot.join().sequence()).isEqualTo(510);
        }
    }

    @Test
    void shouldGiveUpOnCommandThatNeverBecomesReadable() {
        FollowerOptions impatient = new FollowerOptions(2, 0, JournalRetention.DELETE, 0, 20);
        follower = Follower.start(storage, impatient, clock::incrementAndGet, listener);
        try (JournalWriter writer = journal(500)) {
            follower.register(Markets.BTC_USD, writer, () -> new MarketPosition(510, 1));

            assertThatThrownBy(() -> follower.request("BTC-USD").join())
                    .hasMessageContaining("code=JOURNAL_BEHIND file=journals/BTC-USD.journal")
                    .hasMessageContaining("sequence=510 readable=500");
            assertThat(listener.failed).hasSize(1);
        }
    }

    @Test
    void shouldMeetRequestsBeforeItCloses() {
        try (LiveLane lane = lane(ON_REQUEST)) {
            lane.run(3_000);
            List<CompletableFuture<SnapshotFile>> requests = lane.handler().requestAll();

            follower.close();

            assertThat(requests).hasSize(1);
            assertThat(requests.get(0)).isCompleted();
            assertThat(requests.get(0).join().sequence()).isEqualTo(3_000);
            assertThatThrownBy(lane::snapshot).hasMessageContaining("code=STOPPED");
        }
    }

    @Test
    void shouldNotWaitForTheJournalWhileItCloses() {
        follower = Follower.start(storage, ON_REQUEST, clock::incrementAndGet, listener);
        try (JournalWriter writer = journal(500)) {
            follower.register(Markets.BTC_USD, writer, () -> new MarketPosition(510, 1));
            CompletableFuture<SnapshotFile> request = follower.request("BTC-USD");

            follower.close();

            assertThatThrownBy(request::join).hasMessageContaining("code=JOURNAL_BEHIND");
        }
    }

    @Test
    void shouldLeaveRequestsUnmetWhenHalted() {
        follower = Follower.start(storage, ON_REQUEST, clock::incrementAndGet, listener);
        try (JournalWriter writer = journal(500)) {
            follower.register(Markets.BTC_USD, writer, () -> new MarketPosition(510, 1));
            CompletableFuture<SnapshotFile> request = follower.request("BTC-USD");

            follower.halt();

            assertThatThrownBy(request::join).hasMessageContaining("code=STOPPED");
            assertThat(listener.failed).isEmpty();
            assertThat(catalog.newestFirst()).isEmpty();
        }
    }

    @Test
    void shouldStartFromAnOlderSnapshotWhenTheNewestIsDamaged() throws IOException {
        try (LiveLane lane = lane(ON_REQUEST)) {
            lane.run(300);
            lane.snapshot();
            lane.run(300);
            SnapshotFile newest = lane.snapshot();
            lane.run(300);
            Damage.flip(directory.resolve(newest.file()), newest.bytes() - 30);
            follower.close();

            Follower second = Follower.start(storage, ON_REQUEST, clock::incrementAndGet, listener);
            second.register(Markets.BTC_USD, lane.writer(), () -> lane.handler().position(2));

            assertThat(second.request("BTC-USD").join().digest())
                    .isEqualTo(lane.market().digest());
            second.close();
        }
    }

    @Test
    void shouldTellListenerWhenTheDiskIsFullAndGoOnWhenThereIsRoomAgain() {
        try (LiveLane lane = lane(ON_REQUEST)) {
            lane.run(10);
            lane.writer().force();
            storage.refuseWrites();
            assertThatThrownBy(lane::snapshot).hasMessageContaining("code=WRITE_FAILED");
            assertThat(listener.failed).hasSize(1);

            storage.acceptWrites();

            assertThat(lane.snapshot().sequence()).isEqualTo(10);
        }
    }

    @Test
    void shouldOutliveListenersThatFail() {
        SnapshotListener broken = new SnapshotListener() {
            @Override
            public void taken(String symbol, SnapshotFile snapshot, long nanos) {
                throw new IllegalStateException("broken");
            }

            @Override
            public void failed(String symbol, RuntimeException fault) {
                throw fault;
            }
        };
        follower = Follower.start(storage, ON_REQUEST, clock::getAndIncrement, broken);
        try (LiveLane lane = new LiveLane(storage, LiveLane.SMALL_SEGMENTS, follower)) {
            lane.run(10);

            assertThatThrownBy(lane::snapshot).hasMessageContaining("broken");

            assertThat(lane.snapshot().sequence()).isEqualTo(10);
        }
    }

    @Test
    void shouldRefuseRequestForUnknownMarket() {
        follower = Follower.start(storage, ON_REQUEST, clock::incrementAndGet, listener);

        assertThatThrownBy(() -> follower.request("ETH-USD")).hasMessageContaining("symbol=ETH-USD");
    }

    @Test
    void shouldNameTheSystemErrorOfAnUnreadableFolder() {
        assertThat(new SnapshotException(Code.UNREADABLE, "f", 3, "it is broken", new IOException("why")))
                .hasMessage("it is broken: code=UNREADABLE file=f offset=3 cause=java.io.IOException: why");
    }

    private LiveLane lane(FollowerOptions options) {
        follower = Follower.start(storage, options, clock::getAndIncrement, listener);
        return new LiveLane(storage, LiveLane.SMALL_SEGMENTS, follower);
    }

    private JournalWriter journal(int commands) {
        JournalWriter writer =
                JournalWriter.open(storage, Markets.BTC_USD, JournalTail.empty(1), JournalOptions.DEFAULT);
        append(writer, commands);
        return writer;
    }

    /** Appends the commands that {@link Markets#random} applies for seed 7. */
    private static void append(JournalWriter writer, int commands) {
        OrderFlow flow = new OrderFlow(7);
        Command command = new Command();
        for (long sequence = 1; sequence < writer.nextSequence(); sequence++) {
            flow.next(command, sequence);
        }
        for (int i = 0; i < commands; i++) {
            writer.append(flow.next(command, writer.nextSequence()));
        }
        writer.commit();
    }

    private void replay(Market market) {
        Command command = new Command();
        EventBatch events = new EventBatch();
        try (JournalReader reader = JournalReader.open(storage, "BTC-USD", market.sequence() + 1)) {
            JournalReader.Entry entry = reader.next(command);
            while (entry != JournalReader.Entry.END) {
                if (entry == JournalReader.Entry.COMMAND) {
                    market.apply(command, events);
                }
                entry = reader.next(command);
            }
        }
    }
}
