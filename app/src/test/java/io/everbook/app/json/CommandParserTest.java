package io.everbook.app.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.everbook.core.command.Command;
import io.everbook.core.command.CommandType;
import io.everbook.core.command.ParticipantState;
import io.everbook.core.command.Side;
import io.everbook.core.event.RejectReason;
import io.everbook.core.instrument.Instrument;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandParserTest {

    private final CommandParser parser =
            new CommandParser(TestInstruments.of(Instrument.of("BTC-USD", "0.01", "0.00000001")));

    @Test
    void shouldTakeTheParticipantFromTheCaller() {
        Command command = parse(
                CommandType.NEW_ORDER, 7, "{'requestId':5,'side':'buy','price':'1.50','quantity':'1','memo':'m'}");
        assertThat(command.type()).isEqualTo(CommandType.NEW_ORDER);
        assertThat(command.participantId()).isEqualTo(7);
        assertThat(command.requestId()).isEqualTo(5);
        assertThat(command.side()).isEqualTo(Side.BUY);
        assertThat(command.priceTicks()).isEqualTo(150);
        assertThat(command.marketIndex()).isZero();
        assertThat(command.timestampNanos()).isZero();
    }

    @Test
    void shouldTakeFromTheTextWhomAnOperatorMeans() {
        Command command = parse(CommandType.SET_PARTICIPANT_STATE, 0, "{'participant':9,'state':'disabled'}");
        assertThat(command.participantId()).isEqualTo(9);
        assertThat(command.participantState()).isEqualTo(ParticipantState.DISABLED);
    }

    @Test
    void shouldLeaveToTheMarketWhatTheMarketRefuses() {
        assertThat(parse(CommandType.NEW_ORDER, 7, "{'side':'buy','price':'1.505','quantity':'1'}")
                        .refusal())
                .isEqualTo(RejectReason.OFF_TICK);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "NEW_ORDER | {'participant':1,'side':'buy'} | unknown field \"participant\"",
                "NEW_ORDER | {'type':'new','side':'buy'} | unknown field \"type\" in new",
                "NEW_ORDER | {'timestamp':1,'side':'buy'} | unknown field \"timestamp\"",
                "NEW_ORDER | {'refusal':'BUSY','side':'buy'} | unknown field \"refusal\"",
                "NEW_ORDER | {'side':'buy','price':'1'} | missing field \"quantity\" in new",
                "NEW_ORDER | {'side':'buy','price':1} | price must be a string, because a JSON number",
                "NEW_ORDER | [1] | not a JSON object",
                "NEW_ORDER | {'side' | not valid JSON",
                "NEW_ORDER | {} {} | more than one JSON value",
                "CANCEL_ORDER | {} | name the order by one of",
                "CANCEL_ORDER | {'orderId':1,'symbol':'X'} | unknown symbol \"X\"",
                "CANCEL_ORDER | {'orderId':99999999999999999999} | orderId must be 1 to 9223372036854775807",
            })
    void shouldSayWhatIsWrong(CommandType type, String json, String message) {
        assertThatThrownBy(() -> parse(type, 7, json))
                .isInstanceOfSatisfying(
                        InvalidLineException.class,
                        invalid -> assertThat(invalid.detail()).startsWith(message));
    }

    @Test
    void shouldRefuseBytesThatAreNoText() {
        byte[] json = "{'memo':'?'}".replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        json[9] = (byte) 0xff;
        assertThatThrownBy(() -> parser.parse(CommandType.NEW_ORDER, 7, json)).hasMessageContaining("not valid UTF-8");
    }

    @Test
    void shouldSurviveDeepNestingAndHugeNumbers() {
        String deep = "{'x':" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
        assertThatThrownBy(() -> parse(CommandType.NEW_ORDER, 7, deep)).isInstanceOf(InvalidLineException.class);
        String huge = "{'requestId':" + "9".repeat(100_000) + "}";
        assertThatThrownBy(() -> parse(CommandType.NEW_ORDER, 7, huge)).isInstanceOf(InvalidLineException.class);
        String decimal = "{'side':'buy','quantity':'1','price':'" + "9".repeat(100_000) + "'}";
        assertThatThrownBy(() -> parse(CommandType.NEW_ORDER, 7, decimal)).isInstanceOf(InvalidLineException.class);
    }

    private Command parse(CommandType type, int participantId, String json) {
        return parser.parse(type, participantId, json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }
}
