package io.everbook.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.everbook.core.command.Command;
import io.everbook.core.command.CommandType;
import io.everbook.core.command.InstrumentState;
import io.everbook.core.event.EventBatch;
import io.everbook.core.event.EventType;
import io.everbook.core.event.ExecutionEvent;
import io.everbook.core.matching.Market;
import io.everbook.journal.storage.FileStorage;
import io.everbook.journal.storage.Storage;
import io.everbook.replay.difference.Difference;
import io.everbook.replay.difference.DifferenceListener;
import io.everbook.replay.difference.DifferenceReport;
import io.everbook.replay.session.ReplaySession;
import io.everbook.replay.timeline.OrderDifference;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What lies between two positions, held against a plain count of events. */
final class DifferenceTest {

    @TempDir
    private Path one;

    @TempDir
    private Path other;

    private final List<Long> firstTrades = new ArrayList<>();
    private final List<Long> secondTrades = new ArrayList<>();
    private final TreeMap<Long, OrderDifference> orders = new TreeMap<>();

    @Test
    void shouldFindOneInstantEqualToItself() throws IOException {
        TestEngine.start(one).run(200).close();
        DifferenceReport report = between(one, 120, one, 120);
        assertThat(report.equal()).isTrue();
        assertThat(report.parted()).isFalse();
        assertThat(report.common()).isEqualTo(120);
        assertThat(report.first()).isEqualTo(report.second());
    }

    @Test
    void shouldCountWhatHappenedBetweenTwoInstants() throws IOException {
        TestEngine.start(one).run(400).close();
        DifferenceReport report = between(one, 150, one, 350);
        TreeSet<Long> before = openOrders(150);
        TreeSet<Long> after = openOrders(350);
        assertThat(report.equal()).isFalse();
        assertThat(report.added())
                .isEqualTo(after.stream().filter(id -> !before.contains(id)).count())
                .isPositive();
        assertThat(report.gone())
                .isEqualTo(before.stream().filter(id -> !after.contains(id)).count())
                .isPositive();
        assertThat(orders).hasSize((int) (report.added() + report.gone() + report.changed()));
        assertThat(secondTrades).isEqualTo(trades(150, 350)).isNotEmpty();
        assertThat(firstTrades).isEmpty();
        assertThat(report.first().sequence()).isEqualTo(150);
        assertThat(report.second().digest())
                .isEqualTo(TestEngine.uninterrupted(350).digest());
    }

    @Test
    void shouldBeTheSameTheOtherWayRound() throws IOException {
        TestEngine.start(one).run(400).close();
        DifferenceReport forward = between(one, 150, one, 350);
        List<Long> trades = List.copyOf(secondTrades);
        clear();
        DifferenceReport back = between(one, 350, one, 150);
        assertThat(firstTrades).isEqualTo(trades);
        assertThat(secondTrades).isEmpty();
        assertThat(back.added()).isEqualTo(forward.gone());
        assertThat(back.gone()).isEqualTo(forward.added());
        assertThat(back.changed()).isEqualTo(forward.changed());
    }

    @Test
    void shouldFindACopyEqualAndALaterOneAhead() throws IOException {
        TestEngine.start(one).run(200).close();
        TestEngine.start(other).run(200).close();
        assertThat(between(one, 200, other, 200).equal()).isTrue();
        clear();
        TestEngine.start(other).run(50).close();
        DifferenceReport report = between(one, 200, other, 250);
        assertThat(report.common()).isEqualTo(200);
        assertThat(report.parted()).isFalse();
        assertThat(secondTrades).isEqualTo(trades(200, 250));
    }

    @Test
    void shouldNameTheCommandAtWhichTwoDirectoriesPart() throws IOException {
        TestEngine.start(one).run(200).close();
        TestEngine.start(other).run(120).skip(1).run(80).close();
        DifferenceReport report = between(one, 200, other, 200);
        assertThat(report.parted()).isTrue();
        assertThat(report.common()).isEqualTo(120);
        assertThat(firstTrades).isEqualTo(trades(120, 200));
        assertThat(report.equal()).isFalse();
    }

    @Test
    void shouldTellWhatDiffersBesidesOrders() throws IOException {
        TestEngine engine = TestEngine.start(one).run(10);
        Command halt =
                new Command().clear().type(CommandType.SET_INSTRUMENT_STATE).sequence(11);
        engine.writer().append(halt.instrumentState(InstrumentState.HALTED));
        engine.writer().commit();
        engine.market().apply(halt, new EventBatch());
        engine.close();
        DifferenceReport report = between(one, 10, one, 11);
        assertThat(report.state()).containsExactly("instrument open, halted");
        assertThat(report.equal()).isFalse();
        assertThat(report.added() + report.gone() + report.changed()).isZero();
    }

    private void clear() {
        firstTrades.clear();
        secondTrades.clear();
        orders.clear();
    }

    private DifferenceReport between(Path first, long firstAt, Path second, long secondAt) throws IOException {
        try (Storage a = FileStorage.readOnly(first);
                Storage b = FileStorage.readOnly(second);
                ReplaySession left = ReplaySession.open(a, "BTC-USD");
                ReplaySession right = ReplaySession.open(b, "BTC-USD")) {
            left.goTo(firstAt);
            right.goTo(secondAt);
            return Difference.between(
                    left,
                    right,
                    first.equals(second),
                    new DifferenceListener() {
                        @Override
                        public void trade(ExecutionEvent trade, boolean isFirst) {
                            (isFirst ? firstTrades : secondTrades).add(trade.tradeId());
                        }

                        @Override
                        public void order(OrderDifference difference) {
                            orders.put(difference.orderId(), difference);
                        }
                    },
                    ProgressListener.NONE);
        }
    }

    private static TreeSet<Long> openOrders(long sequence) {
        TreeSet<Long> open = new TreeSet<>();
        TestEngine.uninterrupted(sequence).visit(new OpenOrders(open));
        return open;
    }

    /** The trades behind one command and up to another. */
    private static List<Long> trades(long after, long through) {
        List<Long> trades = new ArrayList<>();
        Market market = new Market(TestEngine.BTC_USD);
        OrderFlow flow = new OrderFlow(11);
        Command command = new Command();
        EventBatch events = new EventBatch();
        for (long sequence = 1; sequence <= through; sequence++) {
            market.apply(flow.next(command, sequence), events);
            for (int i = 0; i < events.size() && sequence > after; i++) {
                if (events.event(i).type() == EventType.TRADED) {
                    trades.add(events.event(i).tradeId());
                }
            }
        }
        return trades;
    }
}
