package io.everbook.core.matching;

import static io.everbook.core.matching.Orders.advanceTime;
import static io.everbook.core.matching.Orders.buy;
import static io.everbook.core.matching.Orders.sell;
import static org.assertj.core.api.Assertions.assertThat;

import io.everbook.core.book.BookView;
import io.everbook.core.book.RestingOrder;
import io.everbook.core.command.Command;
import io.everbook.core.command.ParticipantState;
import io.everbook.core.event.Digest;
import io.everbook.core.event.EventBatch;
import org.junit.jupiter.api.Test;

/** What holds of the events of every command. */
class EventSequenceTest {

    @Test
    void shouldNumberTheEventsOfACommandAndMarkTheLast() {
        Market market = new Market(MarketScenario.INSTRUMENT);
        EventBatch events = new EventBatch();
        for (int i = 1; i <= 100; i++) {
            market.apply(sell(1, 1, 100 + i).sequence(i), events);
            assertThat(events.size()).isEqualTo(1);
        }
        market.apply(buy(2, 150, 300).sequence(101), events);
        assertThat(events.size()).isEqualTo(101);
        for (int i = 0; i < events.size(); i++) {
            assertThat(events.event(i).indexInCommand()).isEqualTo(i);
            assertThat(events.event(i).lastOfCommand()).isEqualTo(i == 100);
            assertThat(events.event(i).sequence()).isEqualTo(101);
        }
    }

    @Test
    void shouldFoldEveryEventIntoTheDigest() {
        Market market = new Market(MarketScenario.INSTRUMENT);
        assertThat(market.digest()).isEqualTo(Digest.START);
        EventBatch events = new EventBatch();
        market.apply(sell(1, 1, 100).sequence(1), events);
        long first = Digest.fold(Digest.START, events.event(0));
        assertThat(market.digest()).isEqualTo(first);
        Command command = buy(2, 1, 100).sequence(2);
        market.apply(command, events);
        long second = Digest.fold(Digest.fold(first, events.event(0)), events.event(1));
        assertThat(market.digest()).isEqualTo(second).isEqualTo(command.digestAfter());
    }

    @Test
    void shouldNotDependOnTimeStampsMarketIndexOrReusedBatches() {
        Market one = new Market(MarketScenario.INSTRUMENT);
        Market other = new Market(MarketScenario.INSTRUMENT);
        EventBatch reused = new EventBatch();
        for (int i = 1; i <= 20; i++) {
            one.apply(limit(i).sequence(i).timestampNanos(i).marketIndex(1), reused);
            other.apply(limit(i).sequence(i).timestampNanos(i * 1_000L).marketIndex(2), new EventBatch());
        }
        assertThat(one.digest()).isEqualTo(other.digest());
        assertThat(one.lastTradeId()).isEqualTo(other.lastTradeId()).isPositive();
    }

    private static Command limit(int i) {
        return i % 3 == 0 ? sell(1, i, 100 - i) : buy(2, i, 100 - i);
    }

    @Test
    void shouldShowTheBookBetweenTwoCommands() {
        MarketScenario scenario = new MarketScenario()
                .given(buy(1, 5, 100), buy(2, 6, 100), buy(1, 7, 99), sell(1, 8, 105), sell(2, 3, 100));
        BookView view = scenario.market().view(1);
        assertThat(view.symbol()).isEqualTo("BTC-USD");
        assertThat(view.sequence()).isEqualTo(5);
        assertThat(view.digest()).isEqualTo(scenario.market().digest());
        assertThat(view.lastTradeId()).isEqualTo(1);
        assertThat(view.lastTradePriceTicks()).isEqualTo(100);
        assertThat(view.openOrderCount()).isEqualTo(4);
        assertThat(view.bids().depth()).isEqualTo(1);
        assertThat(view.bids().priceTicks()).containsExactly(100);
        assertThat(view.bids().quantityLots()).containsExactly(8);
        assertThat(view.bids().orderCount()).containsExactly(2);
        assertThat(view.asks().priceTicks()).containsExactly(105);
        assertThat(scenario.market().view(0).bids().depth()).isZero();
        assertThat(scenario.market().view(9).bids().priceTicks()).containsExactly(100, 99);
    }

    @Test
    void shouldNeverTurnTheBooksTimeBack() {
        MarketScenario scenario = new MarketScenario().given(advanceTime(500), advanceTime(300));
        scenario.when(advanceTime(400)).then("TIME_ADVANCED");
        long[] time = new long[1];
        scenario.market().visit(new StateVisitor() {
            @Override
            public void summary(MarketSummary summary) {
                time[0] = summary.timeNanos();
            }

            @Override
            public void participant(int participantId, long lastRequestId, ParticipantState state) {}

            @Override
            public void order(RestingOrder order) {}
        });
        assertThat(time[0]).isEqualTo(500);
    }
}
