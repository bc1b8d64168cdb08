package io.everbook.replay.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.everbook.core.command.Command;
import io.everbook.core.command.CommandType;
import io.everbook.core.command.OrderType;
import io.everbook.core.command.SelfTradePrevention;
import io.everbook.core.command.Side;
import io.everbook.core.command.TimeInForce;
import io.everbook.core.event.EventBatch;
import io.everbook.core.instrument.Instrument;
import io.everbook.core.matching.Market;
import io.everbook.replay.session.ReplayException;
import io.everbook.replay.session.StopCondition;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Conditions asked after each of six commands; the market is the only judge of what the commands did. */
class ConditionTextTest {

    private static final Instrument ABC = Instrument.of("ABC", "0.05", "1");

    private final List<Command> commands = new ArrayList<>();

    @BeforeEach
    void order() {
        enter(1, Side.SELL, 2001, 3);
        enter(1, Side.SELL, 2010, 5);
        enter(2, Side.BUY, 1999, 4);
        enter(3, Side.BUY, 2010, 7);
        commands.add(command(CommandType.CANCEL_ORDER, 2).orderId(3));
        commands.add(command(CommandType.CANCEL_ORDER, 2).orderId(3));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            order 3                                | 3 5 6
            order 1                                | 1 4
            participant 1                          | 1 2 4
            participant 3                          | 4
            traded                                 | 4
            price >= 100.50                        | 4
            price < 100.05                         |
            price = 100.05                         | 4
            price==100.05                          | 4
            price != 100.05                        | 4
            price > 100.50                         |
            crossed 100.2                          | 4
            crossed 100.6                          |
            quantity > 4                           | 2 4
            quantity >= 4                          | 2 3 4
            quantity <= 3                          | 1 4
            event rejected                         | 6
            event CANCELLED                        | 5
            reject                                 | 6
            reject UNKNOWN_ORDER                   | 6
            reject unknown-order                   | 6
            reject WOULD_TAKE                      |
            not participant 2                      | 1 2 4
            participant 2 and not reject           | 3 5
            participant 2 and reject or traded     | 4 6
            participant 2 and (reject or traded)   | 6
            traded or order 1 and participant 9    | 4
            NOT NOT Traded                         | 4
            """)
    void shouldBeMetByTheCommandsThatItIsAbout(String text, String sequences) {
        List<Integer> expected = sequences == null
                ? List.of()
                : List.of(sequences.trim().split(" ")).stream()
                        .map(Integer::valueOf)
                        .toList();
        assertThat(met(ConditionText.parse(text, ABC))).isEqualTo(expected);
    }

    @Test
    void shouldBeMetWhereTheDigestIsTheOneNamed() {
        Market market = new Market(ABC);
        EventBatch events = new EventBatch();
        commands.subList(0, 4).forEach(command -> market.apply(command, events));
        String hex = HexFormat.of().toHexDigits(market.digest());
        assertThat(met(ConditionText.parse("digest " + hex, ABC))).containsExactly(4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ordr 7",
                "order",
                "order x",
                "order 0",
                "order 99999999999999999999",
                "participant 2147483648",
                "price 100.05",
                "price >= 100.03",
                "price >= x",
                "price >= -1",
                "quantity > 0.5",
                "event NOTHING",
                "event BOOK",
                "reject NOTHING",
                "digest 12",
                "traded traded",
                "traded and",
                "(traded",
                "traded)",
                "not"
            })
    void shouldSayInOneLineWhatIsWrong(String text) {
        assertThatThrownBy(() -> ConditionText.parse(text, ABC))
                .isInstanceOf(ReplayException.class)
                .hasMessageMatching("not a condition: .+: condition=.* code=INVALID_CONDITION")
                .hasMessageContaining("condition=" + text + " code=");
    }

    @Test
    void shouldCompleteToWhatCanFollow() {
        assertThat(ConditionText.completions(List.of())).contains("order", "participant", "not");
        assertThat(ConditionText.completions(List.of("participant", "7", "and")))
                .contains("traded", "reject");
        assertThat(ConditionText.completions(List.of("reject"))).contains("WOULD_TAKE", "DUPLICATE_REQUEST");
        assertThat(ConditionText.completions(List.of("event")))
                .contains("TRADED")
                .doesNotContain("BOOK");
        assertThat(ConditionText.completions(List.of("order"))).isEmpty();
        assertThat(ConditionText.completions(List.of("order", "7"))).containsExactly("and", "or");
    }

    private List<Integer> met(StopCondition condition) {
        Market market = new Market(ABC);
        EventBatch events = new EventBatch();
        List<Integer> met = new ArrayList<>();
        condition.begin(market);
        for (Command command : commands) {
            market.apply(command, events);
            if (condition.isMet(command, events, market)) {
                met.add((int) command.sequence());
            }
        }
        return met;
    }

    private void enter(int participant, Side side, long ticks, long lots) {
        commands.add(command(CommandType.NEW_ORDER, participant)
                .side(side)
                .orderType(OrderType.LIMIT)
                .timeInForce(TimeInForce.GTC)
                .selfTradePrevention(SelfTradePrevention.NONE)
                .priceTicks(ticks)
                .quantityLots(lots));
    }

    private Command command(CommandType type, int participant) {
        return new Command().clear().type(type).participantId(participant).sequence(commands.size() + 1);
    }
}
