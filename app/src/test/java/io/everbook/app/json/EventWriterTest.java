package io.everbook.app.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.everbook.core.book.BookView;
import io.everbook.core.command.CommandType;
import io.everbook.core.event.EventType;
import io.everbook.core.event.ExecutionEvent;
import io.everbook.core.event.RejectReason;
import io.everbook.core.instrument.DecimalUnit;
import io.everbook.core.instrument.Instrument;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class EventWriterTest {

    private static final Instrument BTC = Instrument.of("BTC-USD", "0.01", "0.00000001");

    @ParameterizedTest
    @EnumSource
    void shouldWriteEachEventAsOneObjectWithTimestampLast(EventType type) throws IOException {
        String line = write(EventExamples.full(type), BTC);
        JsonNode json = new ObjectMapper().readTree(line);
        assertThat(json.get("event").asText())
                .isEqualTo(type.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'));
        assertThat(json.get("symbol").asText()).isEqualTo("BTC-USD");
        assertThat(json.get("last").asBoolean()).isTrue();
        assertThat(line).endsWith(",\"timestamp\":" + EventExamples.TIMESTAMP + "}\n");
        assertThat(line.indexOf('\n')).isEqualTo(line.length() - 1);
    }

    @Test
    void shouldWriteTradeOfBothOrders() {
        assertThat(write(EventExamples.full(EventType.TRADED), BTC))
                .isEqualTo("{\"event\":\"traded\",\"symbol\":\"BTC-USD\",\"sequence\":17,\"index\":1,\"last\":true,"
                        + "\"orderId\":11,\"participant\":3,\"requestId\":12,\"origRequestId\":13,\"side\":\"sell\","
                        + "\"price\":\"64000.50\",\"quantity\":\"0.00000015\",\"leavesQuantity\":\"1.00000000\","
                        + "\"tradeId\":5,\"restingOrderId\":6,\"restingParticipant\":4,\"restingRequestId\":7,"
                        + "\"restingLeavesQuantity\":\"0.00000008\",\"memo\":\"mine\",\"restingMemo\":\"yours\","
                        + "\"timestamp\":" + EventExamples.TIMESTAMP + "}\n");
    }

    @Test
    void shouldShowEachSideOfATradeItsOwnSideOnly() {
        assertThat(write(EventExamples.full(EventType.TRADED), BTC, 3))
                .isEqualTo("{\"event\":\"traded\",\"symbol\":\"BTC-USD\",\"sequence\":17,\"index\":1,\"last\":true,"
                        + "\"orderId\":11,\"participant\":3,\"requestId\":12,\"origRequestId\":13,\"side\":\"sell\","
                        + "\"price\":\"64000.50\",\"quantity\":\"0.00000015\",\"leavesQuantity\":\"1.00000000\","
                        + "\"tradeId\":5,\"restingOrderId\":6,\"memo\":\"mine\","
                        + "\"timestamp\":" + EventExamples.TIMESTAMP + "}\n");
        assertThat(write(EventExamples.full(EventType.TRADED), BTC, 4))
                .isEqualTo("{\"event\":\"traded\",\"symbol\":\"BTC-USD\",\"sequence\":17,\"index\":1,\"last\":true,"
                        + "\"orderId\":11,\"side\":\"sell\",\"price\":\"64000.50\",\"quantity\":\"0.00000015\","
                        + "\"tradeId\":5,\"restingOrderId\":6,\"restingParticipant\":4,\"restingRequestId\":7,"
                        + "\"restingLeavesQuantity\":\"0.00000008\",\"restingMemo\":\"yours\","
                        + "\"timestamp\":" + EventExamples.TIMESTAMP + "}\n");
    }

    @Test
    void shouldWriteBookWithDigestAndLevels() {
        assertThat(write(EventExamples.full(EventType.BOOK), BTC))
                .contains("\"digest\":\"00000000000000ff\"")
                .contains("\"bids\":[{\"price\":\"0.09\",\"quantity\":\"0.00000100\",\"orders\":2},"
                        + "{\"price\":\"0.08\",\"quantity\":\"0.00000001\",\"orders\":1}]")
                .contains("\"asks\":[]");
    }

    @Test
    void shouldLeaveLastTradePriceOutBeforeFirstTrade() {
        BookView.Levels none = new BookView.Levels(new long[0], new long[0], new int[0]);
        ExecutionEvent event = new ExecutionEvent()
                .clear(EventType.BOOK)
                .marketIndex(0)
                .attachment(new BookView("BTC-USD", 0, 1, 0, 0, 0, none, none));
        assertThat(write(event, BTC)).contains("\"lastTradeId\":0,\"openOrders\":0");
    }

    @Test
    void shouldWriteRefusalOfUnknownInstrumentWithoutSymbol() {
        ExecutionEvent event = new ExecutionEvent()
                .clear(EventType.REJECTED)
                .commandType(CommandType.NEW_ORDER)
                .rejectReason(RejectReason.UNKNOWN_INSTRUMENT)
                .lastOfCommand(true);
        assertThat(write(event, BTC))
                .isEqualTo("{\"event\":\"rejected\",\"sequence\":0,\"index\":0,\"last\":true,\"command\":\"new\","
                        + "\"reason\":\"UNKNOWN_INSTRUMENT\",\"text\":\"no such instrument\",\"timestamp\":0}\n");
    }

    @Test
    void shouldEscapeMemosAndReplaceWhatIsNotText() throws IOException {
        byte[] memo = {'"', '\\', 1, '\n', 0x7F, (byte) 0xC3, (byte) 0xA9, (byte) 0xFF, 'z'};
        ExecutionEvent event = EventExamples.full(EventType.CANCELLED);
        event.memo().set(memo, 0, memo.length);
        JsonNode json = new ObjectMapper().readTree(write(event, BTC));
        assertThat(json.get("memo").asText()).isEqualTo("\"\\\u0001\n\u007f\u00e9\ufffdz");
    }

    @Test
    void shouldWriteDecimalsAsDecimalUnitDoes() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            DecimalUnit lot = new DecimalUnit(random.nextLong(1, 1000), random.nextInt(13));
            long lots = random.nextLong(lot.maxSteps() + 1) >> random.nextInt(62);
            ExecutionEvent event = EventExamples.full(EventType.CANCELLED).quantityLots(lots);
            Instrument instrument = new Instrument("BTC-USD", BTC.tick(), lot, 1);
            assertThat(write(event, instrument))
                    .as("seed=%d lot=%s", seed, lot)
                    .contains("\"quantity\":\"" + lot.format(lots) + "\"");
        }
    }

    @Test
    void shouldWriteQuantitiesBeyondLongExactly() {
        ExecutionEvent event = EventExamples.full(EventType.CANCELLED).quantityLots(1L << 62);
        Instrument instrument = new Instrument("BTC-USD", BTC.tick(), new DecimalUnit(500, 2), 1);
        assertThat(write(event, instrument)).contains("\"quantity\":\"23058430092136939520.00\"");
    }

    private static String write(ExecutionEvent event, Instrument instrument) {
        return write(event, instrument, 0);
    }

    private static String write(ExecutionEvent event, Instrument instrument, int viewer) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        EventWriter writer = new EventWriter(out, TestInstruments.of(instrument));
        writer.write(event, viewer);
        writer.flush();
        return out.toString(StandardCharsets.UTF_8);
    }
}
