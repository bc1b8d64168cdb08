package io.everbook.core.matching;

import static org.assertj.core.api.Assertions.assertThat;

import io.everbook.core.command.Command;
import io.everbook.core.event.EventBatch;
import io.everbook.core.event.EventType;
import io.everbook.core.event.ExecutionEvent;
import io.everbook.core.event.RejectReason;
import io.everbook.core.instrument.Instrument;
import java.util.ArrayList;
import java.util.List;

/**
 * A market that a test drives: {@code given} commands that are accepted, {@code when} a command comes, {@code then}
 * exactly these events. Numbers the commands from 1, and checks of every event what all events of a command have in
 * common.
 */
final class MarketScenario {

    static final Instrument INSTRUMENT = Instrument.of("BTC-USD", "0.01", "0.00000001");

    private static final int MARKET_INDEX = 7;

    private final Market market;
    private final EventBatch events = new EventBatch();
    private long timestampNanos = 1_000;

    MarketScenario() {
        this(INSTRUMENT);
    }

    MarketScenario(Instrument instrument) {
        market = new Market(instrument);
    }

    Market market() {
        return market;
    }

    /** Applies commands, none of which may be refused. */
    MarketScenario given(Command... commands) {
        for (Command command : commands) {
            Outcome outcome = when(command);
            assertThat(outcome.texts).noneMatch(text -> text.startsWith(EventType.REJECTED.name()));
        }
        return this;
    }

    /** Applies one command. */
    Outcome when(Command command) {
        List<String> bookBefore = BookText.of(market);
        long digestBefore = market.digest();
        if (command.timestampNanos() == 0) {
            command.timestampNanos(timestampNanos++);
        }
        command.marketIndex(MARKET_INDEX).sequence(market.sequence() + 1);
        market.apply(command, events);
        assertThat(market.sequence()).isEqualTo(command.sequence());
        assertThat(market.digest()).isEqualTo(command.digestAfter()).isNotEqualTo(digestBefore);
        return new Outcome(bookBefore, readEvents(command));
    }

    /** Checks the open orders, bids before asks, each side in priority order. */
    MarketScenario bookIs(String... orders) {
        assertThat(BookText.of(market)).containsExactly(orders);
        assertThat(market.openOrderCount()).isEqualTo(orders.length);
        return this;
    }

    private List<String> readEvents(Command command) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            ExecutionEvent event = events.event(i);
            String text = EventText.of(event);
            assertThat(event.indexInCommand()).as(text).isEqualTo(i);
            assertThat(event.lastOfCommand()).as(text).isEqualTo(i == events.size() - 1);
            assertThat(event.sequence()).as(text).isEqualTo(command.sequence());
            assertThat(event.timestampNanos()).as(text).isEqualTo(command.timestampNanos());
            assertThat(event.marketIndex()).as(text).isEqualTo(MARKET_INDEX);
            assertThat(event.commandType()).as(text).isEqualTo(command.type());
            assertThat(event.requestId()).as(text).isIn(0L, command.requestId());
            texts.add(text);
        }
        return texts;
    }

    /** What one command did. */
    final class Outcome {

        private final List<String> bookBefore;
        private final List<String> texts;

        private Outcome(List<String> bookBefore, List<String> texts) {
            this.bookBefore = bookBefore;
            this.texts = texts;
        }

        /** Checks the events, all of them and in order. */
        MarketScenario then(String... expected) {
            assertThat(texts).containsExactly(expected);
            return MarketScenario.this;
        }

        /** Checks that the command was refused, and that the book is as it was. */
        MarketScenario refused(RejectReason reason) {
            assertThat(texts).hasSize(1);
            assertThat(texts.get(0)).startsWith("REJECTED ");
            assertThat(events.event(0).rejectReason()).isEqualTo(reason);
            assertThat(BookText.of(market)).isEqualTo(bookBefore);
            return MarketScenario.this;
        }
    }
}
