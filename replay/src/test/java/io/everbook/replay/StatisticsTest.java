package io.everbook.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.everbook.core.command.Command;
import io.everbook.core.command.CommandType;
import io.everbook.core.command.OrderType;
import io.everbook.core.command.SelfTradePrevention;
import io.everbook.core.command.Side;
import io.everbook.core.command.TimeInForce;
import io.everbook.core.event.CancelReason;
import io.everbook.core.event.EventBatch;
import io.everbook.core.event.EventType;
import io.everbook.core.event.RejectReason;
import io.everbook.core.matching.Market;
import io.everbook.replay.statistics.Interval;
import io.everbook.replay.statistics.Statistics;
import io.everbook.replay.statistics.StatisticsReport;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;

/** Figures of commands that are given one by one. */
final class StatisticsTest {

    private static final long SECOND = 1_000_000_000L;
    private static final long BEGIN = 1_795_519_600L * SECOND;

    private final Market market = new Market(TestEngine.BTC_USD);
    private final EventBatch events = new EventBatch();
    private final Command command = new Command();
    private final Statistics statistics = new Statistics();
    private long sequence;

    @Test
    void shouldCountByKindAndReason() {
        enter(BEGIN, 1, Side.SELL, 100, 5);
        enter(BEGIN + 1, 2, Side.BUY, 100, 2);
        enter(BEGIN + 2, 3, Side.BUY, -1, 2);
        cancel(BEGIN + 3, 1, 1);
        cancel(BEGIN + 4, 1, 1);
        StatisticsReport report = statistics.report();
        assertThat(report.commandCount()).isEqualTo(5);
        assertThat(report.commands())
                .containsEntry(CommandType.NEW_ORDER, 3L)
                .containsEntry(CommandType.CANCEL_ORDER, 2L);
        assertThat(report.events())
                .containsEntry(EventType.ACCEPTED, 2L)
                .containsEntry(EventType.TRADED, 1L)
                .containsEntry(EventType.REJECTED, 2L)
                .containsEntry(EventType.CANCELLED, 1L);
        assertThat(report.rejects())
                .containsEntry(RejectReason.INVALID_PRICE, 1L)
                .containsEntry(RejectReason.UNKNOWN_ORDER, 1L);
        assertThat(report.cancels()).containsOnlyKeys(CancelReason.REQUESTED);
        assertThat(report.tradedLots()).isEqualTo(BigInteger.TWO);
        assertThat(report.orderMessages()).isEqualTo(5);
        assertThat(report.participants()).isEqualTo(3);
        assertThat(report.mostOpenOrders()).isEqualTo(1);
        assertThat(report.eventCount()).isEqualTo(6);
    }

    @Test
    void shouldFindTheBusiestSecondAlsoWhereStampsAreALittleOutOfOrder() {
        enter(BEGIN, 1, Side.SELL, 100, 1);
        enter(BEGIN + 5 * SECOND, 1, Side.SELL, 100, 1);
        enter(BEGIN + 6 * SECOND, 1, Side.SELL, 100, 1);
        enter(BEGIN + 5 * SECOND + 7, 1, Side.SELL, 100, 1);
        enter(BEGIN + 6 * SECOND, 1, Side.SELL, 100, 1);
        enter(BEGIN + 5 * SECOND + 9, 1, Side.SELL, 100, 1);
        for (int i = 0; i < 200; i++) {
            enter(BEGIN + (10 + i) * SECOND, 1, Side.SELL, 100, 1);
        }
        StatisticsReport report = statistics.report();
        assertThat(report.busiestSecondNanos()).isEqualTo(BEGIN + 5 * SECOND);
        assertThat(report.busiestSecondCommands()).isEqualTo(3);
    }

    @Test
    void shouldShowTheBookAtTheFirstCommandOfEachInterval() {
        enter(BEGIN, 1, Side.SELL, 105, 5);
        enter(BEGIN + SECOND, 1, Side.BUY, 100, 7);
        enter(BEGIN + SECOND + 1, 1, Side.BUY, 101, 3);
        enter(BEGIN + 2 * SECOND, 2, Side.SELL, 104, 1);
        StatisticsReport report = statistics.report();
        assertThat(report.intervals()).hasSize(3);
        assertThat(report.intervals().get(0).spreadTicks()).isEqualTo(-1);
        assertThat(report.intervals().get(1)).isEqualTo(new Interval(BEGIN + SECOND, 2, 0, 100, 105, 7, 5, 2));
        assertThat(report.intervals().get(2)).isEqualTo(new Interval(BEGIN + 2 * SECOND, 1, 0, 101, 104, 10, 6, 4));
        assertThat(report.intervals().get(2).spreadTicks()).isEqualTo(3);
    }

    @Test
    void shouldWidenTheIntervalsSoThatThereAreAtMostSixty() {
        for (int i = 0; i < 5_000; i++) {
            enter(BEGIN + i * SECOND, 1, Side.SELL, 100 + i % 7, 1);
        }
        StatisticsReport report = statistics.report();
        assertThat(report.intervalNanos()).isEqualTo(300 * SECOND);
        assertThat(report.intervals()).hasSizeBetween(10, 60);
        assertThat(report.intervals().stream().mapToLong(Interval::commands).sum())
                .isEqualTo(5_000);
        assertThat(report.intervals()).allMatch(interval -> interval.startNanos() % (300 * SECOND) == 0);
        // The first of its interval is what was seen first, however often intervals were joined.
        assertThat(report.intervals().get(0).openOrders()).isEqualTo(1);
    }

    @Test
    void shouldCountCommandsWithoutATimeButNotOverTime() {
        enter(0, 1, Side.SELL, 100, 1);
        StatisticsReport report = statistics.report();
        assertThat(report.commandCount()).isEqualTo(1);
        assertThat(report.lastNanos()).isZero();
        assertThat(report.busiestSecondCommands()).isZero();
        assertThat(report.intervals()).isEmpty();
    }

    @Test
    void shouldGiveNothingForNothing() {
        StatisticsReport report = statistics.report();
        assertThat(report.commandCount()).isZero();
        assertThat(report.firstSequence()).isZero();
        assertThat(report.tradeCount()).isZero();
    }

    private void enter(long nanos, int participant, Side side, long ticks, long lots) {
        apply(command.clear()
                .type(CommandType.NEW_ORDER)
                .participantId(participant)
                .side(side)
                .orderType(OrderType.LIMIT)
                .timeInForce(TimeInForce.GTC)
                .selfTradePrevention(SelfTradePrevention.NONE)
                .priceTicks(ticks)
                .quantityLots(lots)
                .timestampNanos(nanos));
    }

    private void cancel(long nanos, int participant, long orderId) {
        apply(command.clear()
                .type(CommandType.CANCEL_ORDER)
                .participantId(participant)
                .orderId(orderId)
                .timestampNanos(nanos));
    }

    private void apply(Command next) {
        market.apply(next.sequence(++sequence), events);
        statistics.add(next, events, market);
    }
}
