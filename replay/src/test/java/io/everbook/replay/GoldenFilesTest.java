package io.everbook.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.everbook.core.book.RestingOrder;
import io.everbook.core.command.Command;
import io.everbook.core.command.ParticipantState;
import io.everbook.core.command.Side;
import io.everbook.core.command.TimeInForce;
import io.everbook.core.event.EventBatch;
import io.everbook.core.instrument.Instrument;
import io.everbook.core.matching.Market;
import io.everbook.core.matching.MarketSummary;
import io.everbook.core.matching.StateVisitor;
import io.everbook.journal.JournalCatalog;
import io.everbook.journal.JournalOptions;
import io.everbook.journal.JournalTail;
import io.everbook.journal.JournalWriter;
import io.everbook.journal.storage.FileStorage;
import io.everbook.journal.storage.Storage;
import io.everbook.snapshot.SnapshotCatalog;
import io.everbook.snapshot.SnapshotFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A journal and a snapshot that version 1 of the formats wrote. Every later version must read them to the same state;
 * it gets golden files of its own beside these and never replaces them. {@code -Deverbook.golden.write=true} writes a
 * set that is missing.
 */
final class GoldenFilesTest {

    private static final Path GOLDEN = Path.of("src/test/resources/golden/version-1");
    private static final Instrument INSTRUMENT = Instrument.of("GOLD", "0.01", "1");
    private static final long EPOCH_MILLIS = 1_700_000_000_000L;
    private static final int SNAPSHOT_SEQUENCE = 100;
    private static final int COMMANDS_A_BATCH = 7;
    private static final JournalOptions SMALL = new JournalOptions(8 << 10, 0, 1 << 10);

    private final List<Consumer<Command>> script = GoldenCommands.script();

    @TempDir
    private Path directory;

    @BeforeEach
    void copy() throws IOException {
        if (Boolean.getBoolean("everbook.golden.write") && !Files.exists(GOLDEN)) {
            write();
        }
        try (Stream<Path> tree = Files.walk(GOLDEN)) {
            for (Path file : tree.filter(Files::isRegularFile).toList()) {
                Path target = directory.resolve(GOLDEN.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
    }

    @Test
    void shouldRecoverFromTheKeptSnapshotAndJournal() throws IOException {
        try (Storage storage = new FileStorage(directory)) {
            RecoveredMarket recovered = Recovery.recover(storage, null, "GOLD", RecoveryListener.NONE);

            assertThat(recovered.snapshotMillis()).isEqualTo(EPOCH_MILLIS);
            assertThat(recovered.replayed()).isEqualTo(script.size() - SNAPSHOT_SEQUENCE);
            assertThat(recovered.market().instrument()).isEqualTo(INSTRUMENT);
            assertKept(recovered.market());
        }
    }

    @Test
    void shouldReplayTheKeptJournalFromItsBeginning() throws IOException {
        try (Storage storage = new FileStorage(directory)) {
            Market market = new Market(INSTRUMENT);
            try (JournalReplay replay = new JournalReplay(storage, market)) {
                assertThat(replay.run(Long.MAX_VALUE, (command, events) -> {})).isEqualTo(script.size());
                assertThat(replay.checkpointsVerified()).isPositive();
                assertThat(replay.tail().torn()).isFalse();
            }
            assertKept(market);
            assertThat(JournalCatalog.segments(storage, "GOLD")).hasSizeGreaterThan(1);
        }
    }

    @Test
    void shouldLoadTheKeptSnapshotWithEveryKindOfState() throws IOException {
        try (Storage storage = new FileStorage(directory)) {
            SnapshotCatalog catalog = new SnapshotCatalog(storage, "GOLD");
            SnapshotFile snapshot = catalog.newest();
            catalog.verify(snapshot);
            Market market = catalog.load(snapshot);

            assertThat(market.sequence()).isEqualTo(SNAPSHOT_SEQUENCE);
            assertThat(market.digest()).isEqualTo(decided(SNAPSHOT_SEQUENCE).digest());
            Kinds kinds = new Kinds();
            market.visit(kinds);
            assertThat(kinds.found)
                    .containsExactlyInAnyOrder(
                            "limits",
                            "time",
                            "trades",
                            "disabled",
                            "request mark",
                            "stop buy",
                            "stop sell",
                            "iceberg",
                            "memo",
                            "post-only",
                            "GTC",
                            "DAY",
                            "GTD");
        }
    }

    @Test
    void shouldStillDecideWhatWasDecidedThen() throws IOException {
        assertKept(decided(script.size()));
    }

    private void assertKept(Market market) throws IOException {
        List<String> kept = Files.readAllLines(GOLDEN.resolve("state.txt"));
        assertThat(state(market)).isEqualTo(kept);
    }

    private Market decided(int commands) {
        Market market = new Market(INSTRUMENT);
        List<Consumer<Command>> again = GoldenCommands.script();
        Command command = new Command();
        EventBatch events = new EventBatch();
        for (long sequence = 1; sequence <= commands; sequence++) {
            market.apply(GoldenCommands.fill(again, sequence, command), events);
        }
        return market;
    }

    private void write() throws IOException {
        Files.createDirectories(GOLDEN);
        Market market = new Market(INSTRUMENT);
        List<Consumer<Command>> again = GoldenCommands.script();
        Command command = new Command();
        EventBatch events = new EventBatch();
        try (Storage storage = new FileStorage(GOLDEN);
                JournalWriter writer = JournalWriter.open(storage, INSTRUMENT, JournalTail.empty(1), SMALL)) {
            for (long sequence = 1; sequence <= again.size(); sequence++) {
                writer.append(GoldenCommands.fill(again, sequence, command));
                market.apply(command, events);
                if (sequence % COMMANDS_A_BATCH == 0) {
                    writer.commit();
                    writer.offerCheckpoint(sequence, market.digest());
                }
                if (sequence == SNAPSHOT_SEQUENCE) {
                    new SnapshotCatalog(storage, "GOLD").write(market, EPOCH_MILLIS);
                }
            }
        }
        Files.delete(GOLDEN.resolve("everbook.lock"));
        Files.write(GOLDEN.resolve("state.txt"), state(market));
    }

    private static List<String> state(Market market) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format("sequence=%d digest=%016x", market.sequence(), market.digest()));
        market.visit(new StateVisitor() {
            @Override
            public void summary(MarketSummary s) {
                lines.add("tradeId=" + s.lastTradeId() + " price=" + s.lastTradePriceTicks() + " time=" + s.timeNanos()
                        + " state=" + s.instrumentState() + " orders=" + s.openOrderCount());
            }

            @Override
            public void participant(int participantId, long lastRequestId, ParticipantState state) {
                lines.add("participant " + participantId + " " + lastRequestId + " " + state);
            }

            @Override
            public void order(RestingOrder o) {
                lines.add("order " + o.orderId + " " + o.side + " " + o.orderType + " " + o.priceTicks + " "
                        + o.leavesQuantityLots + "/" + o.quantityLots + " shown=" + o.shownQuantityLots + " trigger="
                        + o.triggerPriceTicks + " expiry=" + o.expireNanos + " memo=" + o.memo.length());
            }
        });
        return lines;
    }

    /** What kinds of state a snapshot holds. */
    private static final class Kinds implements StateVisitor {

        private final List<String> found = new ArrayList<>();
        private final Set<TimeInForce> times = EnumSet.noneOf(TimeInForce.class);

        @Override
        public void summary(MarketSummary s) {
            find(s.limits().maxOpenOrders() > 0, "limits");
            find(s.timeNanos() > 0, "time");
            find(s.lastTradeId() > 0, "trades");
        }

        @Override
        public void participant(int participantId, long lastRequestId, ParticipantState state) {
            find(state == ParticipantState.DISABLED, "disabled");
            find(lastRequestId > 0, "request mark");
        }

        @Override
        public void order(RestingOrder o) {
            find(o.waiting, o.side == Side.BUY ? "stop buy" : "stop sell");
            find(o.displayQuantityLots > 0 && o.shownQuantityLots < o.leavesQuantityLots, "iceberg");
            find(o.memo.length() > 0, "memo");
            find(o.postOnly, "post-only");
            if (times.add(o.timeInForce)) {
                found.add(o.timeInForce.name());
            }
        }

        private void find(boolean there, String kind) {
            if (there && !found.contains(kind)) {
                found.add(kind);
            }
        }
    }
}
