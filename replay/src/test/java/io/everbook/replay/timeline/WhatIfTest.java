package io.everbook.replay.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.everbook.core.command.Command;
import io.everbook.core.command.CommandType;
import io.everbook.core.command.OrderType;
import io.everbook.core.command.SelfTradePrevention;
import io.everbook.core.command.Side;
import io.everbook.core.command.TimeInForce;
import io.everbook.core.event.ExecutionEvent;
import io.everbook.core.event.RejectReason;
import io.everbook.core.matching.Market;
import io.everbook.journal.storage.FileStorage;
import io.everbook.replay.Journals;
import io.everbook.replay.MixedFlow;
import io.everbook.replay.ProgressListener;
import io.everbook.replay.session.ReplayException;
import io.everbook.replay.timeline.CommandDifference.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WhatIfTest {

    @TempDir
    private Path directory;

    private FileStorage storage;
    private final Told told = new Told();

    @BeforeEach
    void open() {
        storage = new FileStorage(directory);
    }

    @AfterEach
    void close() throws IOException {
        storage.close();
    }

    @Test
    void shouldGiveTheSameTimelineWhereNothingIsChanged() {
        List<Command> commands = MixedFlow.of(5, 1_200);
        Market market = Journals.write(storage, Journals.XYZ, commands);

        TimelineReport report = whatIf(List.of());

        assertThat(report.identical()).isTrue();
        assertThat(report.commands()).isEqualTo(1_200);
        assertThat(report.trades().inBoth()).isEqualTo(market.lastTradeId()).isPositive();
        assertThat(report.original().digest()).isEqualTo(market.digest());
        assertThat(report.changed().digest()).isEqualTo(market.digest());
        assertThat(told.lines).isEmpty();
    }

    @Test
    void shouldGiveTheSameTimelineWhereACommandIsReplacedByItself() {
        List<Command> commands = MixedFlow.of(5, 400);
        Market market = Journals.write(storage, Journals.XYZ, commands, 150);

        TimelineReport report = whatIf(List.of(new Change.Replace(200, List.of(commands.get(199)))));

        assertThat(report.identical()).isTrue();
        assertThat(report.after()).isEqualTo(199);
        assertThat(report.commands()).isEqualTo(201);
        assertThat(report.changed().digest()).isEqualTo(market.digest());
    }

    @Test
    void shouldShowTheTradesOfADroppedOrderAndTheirConsequencesAndNoOthers() {
        journal(
                order(Side.SELL, 100, 10).participantId(1),
                order(Side.SELL, 101, 10).participantId(2),
                order(Side.BUY, 90, 5).participantId(3),
                order(Side.BUY, 101, 12).participantId(4),
                cancel(1, 1),
                order(Side.SELL, 90, 5).participantId(5),
                cancel(2, 2),
                order(Side.BUY, 101, 8).participantId(6));

        TimelineReport report = whatIf(List.of(new Change.Drop(1)));

        // Order 4 took 10 of order 1 and 2 of order 2; without order 1 it takes all 10 of order 2 and rests with 2,
        // which the sale of 6 then meets before order 3; the cancel of order 2 comes too late.
        assertThat(told.lines)
                .containsExactly(
                        "DROPPED 1 null null",
                        "APPLIES_OTHERWISE 4 null null",
                        "- 4x1 100 10",
                        "- 4x2 101 2",
                        "+ 4x2 101 10",
                        "APPLIES_OTHERWISE 6 null null",
                        "- 6x3 90 5",
                        "+ 6x4 101 2",
                        "+ 6x3 90 3",
                        "NO_LONGER_APPLIES 7 null UNKNOWN_ORDER",
                        "order 3 null 2");
        assertThat(report.trades()).isEqualTo(new TradeCounts(0, 3, 3));
        assertThat(report.firstDifferent()).isEqualTo(1);
        assertThat(report.count(Kind.NO_LONGER_APPLIES)).isEqualTo(1);
        assertThat(report.orders()).isEqualTo(1);
        assertThat(report.identical()).isFalse();
        assertThat(report.fills())
                .extracting(difference -> difference.participantId() + ": " + sums(difference.original()) + " -> "
                        + sums(difference.changed()))
                .containsExactly(
                        "1: 1 +0 -10 -> 0 +0 -0",
                        "2: 1 +0 -2 -> 1 +0 -10",
                        "3: 1 +5 -0 -> 1 +3 -0",
                        "5: 1 +0 -5 -> 2 +0 -5");
    }

    @Test
    void shouldLetLaterCommandsNameTheSameOrdersWhateverWasDroppedOrInsertedBefore() {
        journal(
                order(Side.BUY, 90, 5).participantId(1),
                order(Side.BUY, 91, 5).participantId(1),
                order(Side.BUY, 92, 5).participantId(1),
                cancel(1, 3),
                cancel(1, 1),
                cancel(1, 2));

        TimelineReport report = whatIf(List.of(
                new Change.InsertBefore(
                        1,
                        List.of(
                                order(Side.BUY, 80, 1).participantId(2),
                                order(Side.BUY, 81, 1).participantId(2))),
                new Change.Drop(2),
                new Change.InsertBefore(4, List.of(cancel(1, 1)))));

        assertThat(told.lines)
                .containsExactly(
                        "INSERTED -1 null null",
                        "INSERTED -2 null null",
                        "DROPPED 2 null null",
                        "INSERTED -3 null null",
                        "NO_LONGER_APPLIES 5 null UNKNOWN_ORDER",
                        "NO_LONGER_APPLIES 6 null UNKNOWN_ORDER",
                        "order -2 null 1",
                        "order -1 null 1");
        assertThat(report.changed().sequence()).isEqualTo(8);
    }

    @Test
    void shouldLetTheReplacementOfAnOrderTakeItsId() {
        journal(
                order(Side.SELL, 100, 10).participantId(1),
                order(Side.BUY, 99, 4).participantId(2),
                cancel(1, 1));

        whatIf(List.of(new Change.Replace(
                1,
                List.of(
                        order(Side.SELL, 99, 10).participantId(1),
                        order(Side.SELL, 98, 1).participantId(3)))));

        assertThat(told.lines)
                .containsExactly(
                        "REPLACED 1 null null",
                        "INSERTED -1 null null",
                        "APPLIES_OTHERWISE 2 null null",
                        "+ 2x-1 98 1",
                        "+ 2x1 99 3",
                        "APPLIES_OTHERWISE 3 null null",
                        "order 2 4 null");
    }

    @Test
    void shouldHoldALimitWhateverTheJournalSaysLater() {
        Command lifted = new Command().type(CommandType.SET_LIMITS).timestampNanos(1);
        journal(
                order(Side.SELL, 100, 10).participantId(1),
                order(Side.SELL, 100, 30).participantId(1),
                lifted,
                order(Side.SELL, 100, 31).participantId(1),
                order(Side.SELL, 100, 29).participantId(1));

        whatIf(List.of(new Change.Set(2, Setting.LIMIT_MAX_QUANTITY, 29)));

        assertThat(told.lines)
                .containsExactly(
                        "INSERTED -1 null null",
                        "NO_LONGER_APPLIES 2 null QUANTITY_OVER_LIMIT",
                        "APPLIES_OTHERWISE 3 null null",
                        "NO_LONGER_APPLIES 4 null QUANTITY_OVER_LIMIT",
                        "order 2 30 null",
                        "order 4 31 null");
    }

    @Test
    void shouldRefuseWhatACoarserTickOrLotDoesNotAllow() {
        journal(
                order(Side.SELL, 101, 10).participantId(1),
                order(Side.SELL, 102, 10).participantId(1),
                order(Side.SELL, 104, 15).participantId(1),
                order(Side.SELL, 103, 10).participantId(1));

        whatIf(List.of(new Change.Set(2, Setting.TICK, 2), new Change.Set(2, Setting.LOT, 10)));

        assertThat(told.lines)
                .containsExactly(
                        "NO_LONGER_APPLIES 3 null OFF_LOT",
                        "NO_LONGER_APPLIES 4 null OFF_TICK",
                        "order 4 10 null",
                        "order 3 15 null");
    }

    @Test
    void shouldRefuseMoreOrdersThanASmallerBookHolds() {
        journal(
                order(Side.SELL, 101, 10).participantId(1),
                order(Side.SELL, 102, 10).participantId(1),
                cancel(1, 1),
                order(Side.SELL, 104, 15).participantId(1));

        whatIf(List.of(new Change.Set(2, Setting.MAX_OPEN_ORDERS, 1)));

        assertThat(told.lines).containsExactly("NO_LONGER_APPLIES 2 null BOOK_FULL", "order 2 10 null");
    }

    @Test
    void shouldAskAfterTheEnd() {
        journal(order(Side.SELL, 100, 10).participantId(1));

        TimelineReport report = whatIf(List.of(
                new Change.InsertBefore(2, List.of(order(Side.BUY, 100, 4).participantId(2)))));

        assertThat(told.lines).containsExactly("INSERTED -1 null null", "+ -1x1 100 4", "order 1 10 6");
        assertThat(report.commands()).isZero();
    }

    @Test
    void shouldNameACommandThatTheJournalDoesNotHave() {
        journal(order(Side.SELL, 100, 10).participantId(1));

        assertThatThrownBy(() -> whatIf(List.of(new Change.Drop(2))))
                .isInstanceOf(ReplayException.class)
                .hasMessageContaining("sequence=2 last=1");
        assertThatThrownBy(() -> whatIf(List.of(new Change.Drop(1), new Change.Drop(1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("sequence=1");
    }

    private TimelineReport whatIf(List<Change> changes) {
        return WhatIf.run(storage, "XYZ", changes, told, ProgressListener.NONE);
    }

    private void journal(Command... commands) {
        for (int i = 0; i < commands.length; i++) {
            commands[i].sequence(i + 1L);
        }
        Journals.write(storage, Journals.XYZ, List.of(commands));
    }

    private static Command order(Side side, long priceTicks, long lots) {
        return new Command()
                .type(CommandType.NEW_ORDER)
                .timestampNanos(MixedFlow.START_NANOS)
                .side(side)
                .orderType(OrderType.LIMIT)
                .timeInForce(TimeInForce.GTC)
                .selfTradePrevention(SelfTradePrevention.NONE)
                .priceTicks(priceTicks)
                .quantityLots(lots);
    }

    private static Command cancel(int participant, long orderId) {
        return new Command()
                .type(CommandType.CANCEL_ORDER)
                .timestampNanos(MixedFlow.START_NANOS)
                .participantId(participant)
                .orderId(orderId);
    }

    private static String sums(Fills fills) {
        return fills.trades() + " +" + fills.boughtLots() + " -" + fills.soldLots();
    }

    /** Keeps what is told as lines. */
    private static final class Told implements DifferenceListener {

        private final List<String> lines = new ArrayList<>();

        @Override
        public void command(CommandDifference difference) {
            lines.add(difference.kind() + " " + difference.sequence() + " " + name(difference.original()) + " "
                    + name(difference.changed()));
        }

        @Override
        public void trade(ExecutionEvent trade, boolean original) {
            lines.add((original ? "- " : "+ ") + trade.orderId() + "x" + trade.restingOrderId() + " "
                    + trade.priceTicks() + " " + trade.quantityLots());
        }

        @Override
        public void order(OrderDifference difference) {
            lines.add("order " + difference.orderId() + " " + leaves(difference.original()) + " "
                    + leaves(difference.changed()));
        }

        private static String leaves(OrderState state) {
            return state == null ? "null" : String.valueOf(state.leavesQuantityLots());
        }

        private static String name(RejectReason reason) {
            return reason == null ? "null" : reason.name();
        }
    }
}
