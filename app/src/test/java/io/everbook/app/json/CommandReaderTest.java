package io.everbook.app.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.everbook.core.command.Command;
import io.everbook.core.command.CommandType;
import io.everbook.core.command.InstrumentState;
import io.everbook.core.command.OrderType;
import io.everbook.core.command.ParticipantState;
import io.everbook.core.command.SelfTradePrevention;
import io.everbook.core.command.Side;
import io.everbook.core.command.TimeInForce;
import io.everbook.core.event.RejectReason;
import io.everbook.core.instrument.DecimalUnit;
import io.everbook.core.instrument.Instrument;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CommandReaderTest {

    private static final Instrument BTC = Instrument.of("BTC-USD", "0.01", "0.00000001");
    private static final Instrument XYZ = Instrument.of("XYZ", "0.05", "10");

    @Test
    void shouldReadNewOrderWithAllItsFields() throws IOException {
        Command command = read("{'type':'new','symbol':'BTC-USD','participant':7,'requestId':9,'side':'sell',"
                + "'orderType':'stop-limit','timeInForce':'gtd','price':'64000.5','quantity':'1.5',"
                + "'triggerPrice':'63999','displayQuantity':'0.5','expireTime':1712345678900000000,'postOnly':true,"
                + "'selfTradePrevention':'decrement-and-cancel','memo':'n\\u00e9 \\ud83d\\ude80','timestamp':5}");

        assertThat(command.type()).isEqualTo(CommandType.NEW_ORDER);
        assertThat(command.marketIndex()).isZero();
        assertThat(command.participantId()).isEqualTo(7);
        assertThat(command.requestId()).isEqualTo(9);
        assertThat(command.side()).isEqualTo(Side.SELL);
        assertThat(command.orderType()).isEqualTo(OrderType.STOP_LIMIT);
        assertThat(command.timeInForce()).isEqualTo(TimeInForce.GTD);
        assertThat(command.priceTicks()).isEqualTo(6_400_050);
        assertThat(command.quantityLots()).isEqualTo(150_000_000);
        assertThat(command.triggerPriceTicks()).isEqualTo(6_399_900);
        assertThat(command.displayQuantityLots()).isEqualTo(50_000_000);
        assertThat(command.expireNanos()).isEqualTo(1_712_345_678_900_000_000L);
        assertThat(command.postOnly()).isTrue();
        assertThat(command.selfTradePrevention()).isEqualTo(SelfTradePrevention.DECREMENT_AND_CANCEL);
        assertThat(new String(command.memo(), 0, command.memoLength(), StandardCharsets.UTF_8))
                .isEqualTo("n\u00e9 \ud83d\ude80");
        assertThat(command.timestampNanos()).isEqualTo(5);
        assertThat(command.refusal()).isNull();
    }

    @Test
    void shouldTakeDefaultsForFieldsThatAreLeftOut() throws IOException {
        Command limit = read("{'quantity':'1','price':'2','side':'buy','participant':1,'type':'new'}");
        assertThat(limit.orderType()).isEqualTo(OrderType.LIMIT);
        assertThat(limit.timeInForce()).isEqualTo(TimeInForce.GTC);
        assertThat(limit.selfTradePrevention()).isEqualTo(SelfTradePrevention.NONE);
        assertThat(limit.timestampNanos()).isZero();
        assertThat(limit.memoLength()).isZero();

        Command market = read("{'type':'new','participant':1,'side':'buy','orderType':'market','quantity':'1'}");
        assertThat(market.timeInForce()).isEqualTo(TimeInForce.IOC);
        assertThat(market.priceTicks()).isZero();
        assertThat(read("{'type':'book'}").quantityLots()).isEqualTo(10);
    }

    @Test
    void shouldReadCommandsOtherThanOrders() throws IOException {
        assertThat(read("{'type':'cancel','participant':1,'orderId':8}").orderId())
                .isEqualTo(8);
        assertThat(read("{'type':'cancel','participant':1,'origRequestId':8}").origRequestId())
                .isEqualTo(8);
        Command replace = read("{'type':'replace','participant':1,'origRequestId':8,'leavesQuantity':'3'}");
        assertThat(replace.type()).isEqualTo(CommandType.REPLACE_ORDER);
        assertThat(replace.leavesQuantityLots()).isEqualTo(300_000_000);
        assertThat(replace.quantityLots()).isZero();
        assertThat(read("{'type':'mass-cancel','participant':1}").side()).isNull();
        assertThat(read("{'type':'instrument-state','state':'halted'}").instrumentState())
                .isEqualTo(InstrumentState.HALTED);
        assertThat(read("{'type':'participant-state','participant':3,'state':'disabled'}")
                        .participantState())
                .isEqualTo(ParticipantState.DISABLED);
        assertThat(read("{'type':'time','timestamp':77}").timestampNanos()).isEqualTo(77);
        Command limits = read("{'type':'limits','maxPrice':'9','maxNotional':'0.00000000019','maxOpenOrders':4}");
        assertThat(limits.limits().maxPriceTicks()).isEqualTo(900);
        assertThat(limits.limits().maxNotional()).isEqualTo(1);
        assertThat(limits.limits().maxOpenOrders()).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource({
        "2.004, 1, OFF_TICK",
        "2, 0.000000001, OFF_LOT",
        "2.004, 0.000000001, OFF_TICK",
    })
    void shouldLeaveRefusalOfUnevenNumbersToEngine(String price, String quantity, RejectReason reason)
            throws IOException {
        Command command = read(
                "{'type':'new','participant':1,'side':'buy','price':'" + price + "','quantity':'" + quantity + "'}");
        assertThat(command.refusal()).isEqualTo(reason);
    }

    @Test
    void shouldNotTakeExplicitZeroForNone() throws IOException {
        assertThat(read("{'type':'replace','participant':1,'orderId':1,'quantity':'0'}")
                        .refusal())
                .isEqualTo(RejectReason.INVALID_QUANTITY);
        assertThat(read("{'type':'replace','participant':1,'orderId':1,'price':'0.00'}")
                        .refusal())
                .isEqualTo(RejectReason.INVALID_PRICE);
        Command zero = read("{'type':'new','participant':1,'side':'buy','price':'0','quantity':'0'}");
        assertThat(zero.refusal()).isNull();
        assertThat(zero.priceTicks()).isZero();
    }

    @Test
    void shouldFindMarketBySymbolAndLearnNewOnes() throws IOException {
        TestInstruments directory = TestInstruments.of(BTC);
        CommandReader reader = reader(
                "{'type':'instrument','symbol':'XYZ','tick':'0.05','lot':'10','maxOpenOrders':99}\n"
                        + "{'type':'new','symbol':'XYZ','participant':1,'side':'buy','price':'1.05','quantity':'20'}\n"
                        + "{'type':'new','symbol':'BTC-USD','participant':1,'side':'buy','price':'1','quantity':'2'}\n",
                directory);
        Command command = new Command();

        assertThat(reader.next(command)).isEqualTo(CommandReader.Kind.INSTRUMENT);
        assertThat(reader.instrument())
                .isEqualTo(new Instrument("XYZ", DecimalUnit.of("0.05"), DecimalUnit.of("10"), 99));
        directory.add(XYZ);
        assertThat(reader.next(command)).isEqualTo(CommandReader.Kind.COMMAND);
        assertThat(command.marketIndex()).isEqualTo(1);
        assertThat(command.priceTicks()).isEqualTo(21);
        assertThat(command.quantityLots()).isEqualTo(2);
        assertThat(reader.next(command)).isEqualTo(CommandReader.Kind.COMMAND);
        assertThat(command.marketIndex()).isZero();
        assertThat(reader.next(command)).isEqualTo(CommandReader.Kind.END);
    }

    @Test
    void shouldSkipBlankLinesAndCountThem() throws IOException {
        CommandReader reader =
                reader("\n  \t\r\n{'type':'book'}\r\n\n {'type':'book','depth':3} ", TestInstruments.of(BTC));
        Command command = new Command();
        assertThat(reader.next(command)).isEqualTo(CommandReader.Kind.COMMAND);
        assertThat(reader.line()).isEqualTo(3);
        assertThat(reader.next(command)).isEqualTo(CommandReader.Kind.COMMAND);
        assertThat(reader.line()).isEqualTo(5);
        assertThat(command.quantityLots()).isEqualTo(3);
        assertThat(reader.next(command)).isEqualTo(CommandReader.Kind.END);
    }

    @Test
    void shouldReadLinesThatArriveInPieces() throws IOException {
        String line = "{\"type\":\"book\",\"depth\":3}" + " ".repeat(200_000) + "\n{\"type\":\"book\",\"depth\":4}\n";
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        ByteArrayInputStream pieces = new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                return super.read(target, offset, Math.min(length, 777));
            }
        };
        CommandReader reader = new CommandReader(pieces, TestInstruments.of(BTC));
        Command command = new Command();
        assertThat(reader.next(command)).isEqualTo(CommandReader.Kind.COMMAND);
        assertThat(command.quantityLots()).isEqualTo(3);
        assertThat(reader.next(command)).isEqualTo(CommandReader.Kind.COMMAND);
        assertThat(command.quantityLots()).isEqualTo(4);
    }

    private static Command read(String line) throws IOException {
        Command command = new Command();
        assertThat(reader(line, TestInstruments.of(BTC)).next(command)).isEqualTo(CommandReader.Kind.COMMAND);
        return command;
    }

    private static CommandReader reader(String lines, InstrumentDirectory directory) {
        byte[] bytes = lines.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return new CommandReader(new ByteArrayInputStream(bytes), directory);
    }
}
