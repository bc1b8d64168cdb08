package io.everbook.replay.biography;

import static org.assertj.core.api.Assertions.assertThat;

import io.everbook.core.command.Command;
import io.everbook.core.command.CommandType;
import io.everbook.core.command.OrderType;
import io.everbook.core.command.ParticipantState;
import io.everbook.core.command.SelfTradePrevention;
import io.everbook.core.command.Side;
import io.everbook.core.command.TimeInForce;
import io.everbook.core.event.EventBatch;
import io.everbook.core.instrument.Instrument;
import io.everbook.core.matching.Market;
import java.util.List;
import org.junit.jupiter.api.Test;

class RuleTest {

    private static final Instrument ACME = Instrument.of("ACME", "0.01", "1");

    private final Market market = new Market(ACME);
    private final EventBatch events = new EventBatch();

    @Test
    void shouldNameTheFactsOfARefusal() {
        apply(order(1, Side.SELL, 10_000, 5).requestId(4));

        assertThat(why(order(1, Side.SELL, 10_000, 5).requestId(4)))
                .containsExactly("DUPLICATE_REQUEST, request id is not higher than the participant's last. It has"
                        + " request id 4, and participant 1 had used 4.");
        assertThat(why(order(2, Side.BUY, 10_000, 5).postOnly(true)))
                .containsExactly("WOULD_TAKE, post-only order would take liquidity. The best ask was 100.00, and it"
                        + " would have traded there at its limit of 100.00.");
        assertThat(why(command(CommandType.CANCEL_ORDER, 2).orderId(1)).get(0))
                .startsWith("NOT_OWNER, ")
                .endsWith(" Order 1 is of participant 1.");
    }

    /** A replacement has no side of its own. */
    @Test
    void shouldTakeTheSideOfAReplacementFromItsOrder() {
        apply(order(1, Side.SELL, 10_000, 5));
        apply(order(2, Side.BUY, 9_990, 5).postOnly(true).requestId(7));

        assertThat(why(command(CommandType.REPLACE_ORDER, 2)
                        .orderId(2)
                        .priceTicks(10_010)
                        .quantityLots(5)))
                .containsExactly("WOULD_TAKE, post-only order would take liquidity. The best ask was 100.00, and it"
                        + " would have traded there at its limit of 100.10.");
        assertThat(why(command(CommandType.REPLACE_ORDER, 2)
                        .origRequestId(7)
                        .requestId(8)
                        .priceTicks(10_020)
                        .quantityLots(5)))
                .containsExactly("WOULD_TAKE, post-only order would take liquidity. The best ask was 100.00, and it"
                        + " would have traded there at its limit of 100.20.");
    }

    @Test
    void shouldSayWhatWasLimited() {
        Command limits = command(CommandType.SET_LIMITS, 0);
        limits.limits().priceBand(9_000, 11_000);
        limits.limits().maxQuantityLots(10);
        limits.limits().maxOpenOrders(1);
        apply(limits);
        apply(order(1, Side.SELL, 10_000, 5));

        assertThat(why(order(2, Side.SELL, 20_000, 5)).get(0))
                .endsWith("The band was 90.00 to 110.00, its price 200.00.");
        assertThat(why(order(2, Side.SELL, 10_000, 11)).get(0)).endsWith("The limit was 10, its quantity 11.");
        assertThat(why(order(1, Side.SELL, 10_000, 1)).get(0))
                .endsWith("Participant 1 had 1 open orders, of 1 allowed.");
    }

    @Test
    void shouldSayWhyOrdersTradedRestedAndWereTakenOut() {
        apply(order(1, Side.SELL, 10_000, 5));
        apply(order(3, Side.BUY, 9_900, 5));

        assertThat(why(order(2, Side.BUY, 10_000, 8)))
                .containsExactly(
                        "Orders trade best price first, at one price the oldest first, each fill at the resting order's"
                                + " price: the best ask was 100.00 with 5.",
                        "What was left rests, since nothing more could be reached at its limit of 100.00: the best ask"
                                + " was 100.00 with 5. Ahead at its price: 0 orders with 0.");
        assertThat(why(order(2, Side.SELL, 9_950, 4).timeInForce(TimeInForce.IOC))
                        .toString())
                .contains("the bids showed 3 at 99.50 or better, the best was 100.00");
        assertThat(why(order(2, Side.SELL, 9_950, 4).timeInForce(TimeInForce.FOK))
                        .toString())
                .contains("in full at once or not at all: it asked for 4, the bids showed 0 at 99.50 or better, the"
                        + " best was 99.00.");
        assertThat(why(order(3, Side.SELL, 9_900, 4).selfTradePrevention(SelfTradePrevention.CANCEL_OLDEST))
                        .toString())
                .contains(
                        "Self-trade prevention took order 2: it met, or was met by, another order of its participant.");
        assertThat(why(command(CommandType.SET_PARTICIPANT_STATE, 3).participantState(ParticipantState.DISABLED)))
                .containsExactly("Disabling a participant takes its open orders out.");
    }

    private static Command order(int participant, Side side, long price, long quantity) {
        return command(CommandType.NEW_ORDER, participant)
                .side(side)
                .orderType(OrderType.LIMIT)
                .timeInForce(TimeInForce.GTC)
                .selfTradePrevention(SelfTradePrevention.NONE)
                .priceTicks(price)
                .quantityLots(quantity);
    }

    private static Command command(CommandType type, int participant) {
        return new Command().clear().type(type).timestampNanos(1).participantId(participant);
    }

    private void apply(Command command) {
        market.apply(command.sequence(market.sequence() + 1), events);
    }

    private List<String> why(Command command) {
        Market before = new Market(ACME);
        before.copyFrom(market);
        apply(command);
        return Rule.of(command, events, before);
    }
}
