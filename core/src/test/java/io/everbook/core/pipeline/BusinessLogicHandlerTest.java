package io.everbook.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.everbook.core.book.BookView;
import io.everbook.core.command.Command;
import io.everbook.core.command.CommandType;
import io.everbook.core.command.OrderType;
import io.everbook.core.command.SelfTradePrevention;
import io.everbook.core.command.Side;
import io.everbook.core.command.TimeInForce;
import io.everbook.core.event.EventType;
import io.everbook.core.event.ExecutionEvent;
import io.everbook.core.event.RejectReason;
import io.everbook.core.instrument.Instrument;
import io.everbook.core.matching.Market;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BusinessLogicHandlerTest {

    private static final int MARKET_INDEX = 1;

    private final RecordingPublisher published = new RecordingPublisher();
    private final BusinessLogicHandler handler = new BusinessLogicHandler(2, published);
    private final Market market = new Market(Instrument.of("BTC-USD", "0.01", "0.00000001"));

    @BeforeEach
    void registerMarket() {
        handler.register(MARKET_INDEX, market);
    }

    private static Command bid() {
        return new Command()
                .clear()
                .type(CommandType.NEW_ORDER)
                .marketIndex(MARKET_INDEX)
                .participantId(4)
                .requestId(9)
                .side(Side.BUY)
                .orderType(OrderType.LIMIT)
                .timeInForce(TimeInForce.GTC)
                .selfTradePrevention(SelfTradePrevention.NONE)
                .priceTicks(100)
                .quantityLots(5)
                .timestampNanos(77)
                .memo(new byte[] {'m'}, 1);
    }

    private static Command query(int marketIndex, long depth) {
        return new Command()
                .clear()
                .type(CommandType.QUERY_BOOK)
                .marketIndex(marketIndex)
                .quantityLots(depth);
    }

    @Test
    void shouldApplyJournaledCommands() {
        Command command = bid().sequence(1);
        command.journaled(true);
        handler.onEvent(command, 0, true);
        assertThat(published.events).hasSize(1);
        assertThat(published.last().type()).isEqualTo(EventType.ACCEPTED);
        assertThat(market.sequence()).isEqualTo(1);
        assertThat(command.digestAfter()).isEqualTo(market.digest());
    }

    @Test
    void shouldNeverApplyWhatNoJournalHolds() {
        handler.onEvent(bid(), 0, true);
        assertThat(market.sequence()).isZero();
        assertThat(published.last().rejectReason()).isEqualTo(RejectReason.ENGINE_STOPPED);
    }

    @Test
    void shouldAnswerWhatTheLaneRefusedOutsideOfTheSequence() {
        Command command = bid().marketIndex(-1).orderId(3).origRequestId(2);
        command.laneRefusal(RejectReason.UNKNOWN_INSTRUMENT);
        handler.onEvent(command, 0, true);
        ExecutionEvent event = published.last();
        assertThat(event.type()).isEqualTo(EventType.REJECTED);
        assertThat(event.rejectReason()).isEqualTo(RejectReason.UNKNOWN_INSTRUMENT);
        assertThat(event.sequence()).isZero();
        assertThat(event.commandType()).isEqualTo(CommandType.NEW_ORDER);
        assertThat(event.participantId()).isEqualTo(4);
        assertThat(event.requestId()).isEqualTo(9);
        assertThat(event.orderId()).isEqualTo(3);
        assertThat(event.origRequestId()).isEqualTo(2);
        assertThat(event.timestampNanos()).isEqualTo(77);
        assertThat(event.side()).isEqualTo(Side.BUY);
        assertThat(event.memo().contentEquals(new byte[] {'m'})).isTrue();
        assertThat(event.lastOfCommand()).isTrue();
    }

    @Test
    void shouldSayOnceThatAMarketStopped() {
        for (int i = 0; i < 3; i++) {
            Command command = bid();
            command.laneRefusal(RejectReason.JOURNAL_FAILED);
            handler.onEvent(command, i, true);
        }
        assertThat(published.events)
                .extracting(ExecutionEvent::type)
                .containsExactly(EventType.STOPPED, EventType.REJECTED, EventType.REJECTED, EventType.REJECTED);
        assertThat(published.events).extracting(ExecutionEvent::rejectReason).containsOnly(RejectReason.JOURNAL_FAILED);
    }

    @Test
    void shouldAnswerAQueryWithTheBookBetweenTwoCommands() {
        Command command = bid().sequence(1);
        command.journaled(true);
        handler.onEvent(command, 0, false);
        List<BookView> answers = new ArrayList<>();
        Command query = query(MARKET_INDEX, 5).attachment((BookQuery) answers::add);
        handler.onEvent(query, 1, false);
        assertThat(published.events)
                .as("who waits is answered, and nobody else")
                .hasSize(1);
        assertThat(query.attachment()).isNull();
        handler.onEvent(query(MARKET_INDEX, 5), 2, true);
        assertThat(published.last().type()).isEqualTo(EventType.BOOK);
        assertThat(published.last().sequence()).isZero();
        assertThat(published.last().attachment()).usingRecursiveComparison().isEqualTo(answers.get(0));
        assertThat(answers.get(0).bids().priceTicks()).containsExactly(100);
        assertThat(market.sequence()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE, 1L << 31, Long.MAX_VALUE})
    void shouldAnswerAQueryOfAnyDepth(long depth) {
        handler.onEvent(query(MARKET_INDEX, depth), 0, true);
        assertThat(published.last().type()).isEqualTo(EventType.BOOK);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 2})
    void shouldRefuseAQueryOfAnUnknownMarket(int marketIndex) {
        List<BookView> answers = new ArrayList<>();
        handler.onEvent(query(marketIndex, 5).attachment((BookQuery) answers::add), 0, true);
        assertThat(answers).containsOnlyNulls().hasSize(1);
        assertThat(published.events).isEmpty();
        handler.onEvent(query(marketIndex, 5), 1, true);
        assertThat(published.last().marketIndex()).isEqualTo(-1);
        assertThat(published.last().rejectReason()).isEqualTo(RejectReason.UNKNOWN_INSTRUMENT);
    }

    @Test
    void shouldHandWhatTheSenderAttachedToItsOwnEventsOnly() {
        Object sender = new Object();
        handler.onEvent(journaled(bid().attachment(sender), 1), 1, true);
        handler.onEvent(journaled(bid(), 2), 2, true);
        handler.onEvent(bid().attachment(sender), 3, true);

        assertThat(published.events).extracting(ExecutionEvent::attachment).containsExactly(sender, null, sender);
    }

    @Test
    void shouldLetAMarketQueryReadTheMarketAndPublishNothing() {
        List<Market> read = new ArrayList<>();
        MarketQuery query = read::add;
        handler.onEvent(query(MARKET_INDEX, 0).attachment(query), 1, true);
        handler.onEvent(query(0, 0).attachment(query), 2, true);

        assertThat(read).containsExactly(market, null);
        assertThat(published.events).isEmpty();
    }

    private static Command journaled(Command command, long sequence) {
        command.sequence(sequence).journaled(true);
        return command;
    }
}
