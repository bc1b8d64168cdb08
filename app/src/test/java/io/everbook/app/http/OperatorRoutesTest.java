package io.everbook.app.http;

import static io.everbook.app.http.TestKeys.EIGHT;
import static io.everbook.app.http.TestKeys.OPERATOR;
import static io.everbook.app.http.TestKeys.SEVEN;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OperatorRoutesTest {

    private static final String BID = "{'side':'buy','price':'100.00','quantity':'2'}";

    @TempDir
    private Path directory;

    private ServedEngine served;

    @BeforeEach
    void start() {
        served = ServedEngine.start(directory);
    }

    @AfterEach
    void close() {
        served.close();
    }

    @Test
    void shouldHaltAndResumeAnInstrumentThroughTheJournal() throws Exception {
        JsonNode halted = served.post(OPERATOR, "/operator/instrument-state", "{'state':'halted'}");
        assertThat(halted.get("events").get(0).get("state").asText()).isEqualTo("halted");
        assertThat(halted.get("sequence").asLong()).isEqualTo(1);
        assertThat(served.ask(422, SEVEN, "POST", "/orders", BID).get("reason").asText())
                .isEqualTo("INSTRUMENT_HALTED");

        served.crash();
        served = ServedEngine.start(directory);
        assertThat(served.get(200, "/instruments/BTC-USD").get("state").asText())
                .as("a replay sees it")
                .isEqualTo("halted");
        served.post(OPERATOR, "/operator/instrument-state", "{'state':'open'}");
        served.post(SEVEN, "/orders", BID);
    }

    @Test
    void shouldThrowTheKillSwitchOfAParticipant() throws Exception {
        served.post(SEVEN, "/orders", BID);
        JsonNode disabled =
                served.post(OPERATOR, "/operator/participant-state", "{'participant':7,'state':'disabled'}");
        assertThat(disabled.get("events")).hasSize(2);
        assertThat(disabled.get("events").get(0).get("reason").asText()).isEqualTo("KILL_SWITCH");
        assertThat(served.ask(422, SEVEN, "POST", "/orders", BID).get("reason").asText())
                .isEqualTo("PARTICIPANT_DISABLED");
        served.post(EIGHT, "/orders", BID);
    }

    @Test
    void shouldSetLimitsAndShowThem() throws Exception {
        served.post(OPERATOR, "/operator/limits", "{'maxPrice':'99.99','maxNotional':'1000.5','maxOpenOrders':3}");
        assertThat(served.ask(422, SEVEN, "POST", "/orders", BID).get("reason").asText())
                .isEqualTo("PRICE_OUTSIDE_BAND");
        JsonNode limits = served.get(200, "/instruments/BTC-USD").get("limits");
        assertThat(limits.get("maxPrice").asText()).isEqualTo("99.99");
        assertThat(limits.get("maxNotional").asText()).isEqualTo("1000.5");
        assertThat(limits.get("maxOpenOrders").asInt()).isEqualTo(3);
        assertThat(limits.has("minPrice")).isFalse();
    }

    @Test
    void shouldMoveTheTimeOnSoThatOrdersExpire() throws Exception {
        long soon = TestKeys.epochNanos() + 1_000_000;
        served.post(SEVEN, "/orders", BID.replace("}", ",'timeInForce':'gtd','expireTime':" + soon + "}"));
        JsonNode moved = served.post(OPERATOR, "/operator/time", "{}");
        while (moved.get("events").size() < 2) {
            moved = served.post(OPERATOR, "/operator/time", "{}");
        }
        assertThat(moved.get("events").get(0).get("reason").asText()).isEqualTo("EXPIRED");
    }

    @Test
    void shouldServeAnInstrumentThatIsAddedWhileItRuns() throws Exception {
        String definition = "{'symbol':'XYZ','tick':'0.05','lot':'1'}";
        served.post(OPERATOR, "/operator/instruments", definition);
        served.post(OPERATOR, "/operator/instruments", definition);
        JsonNode other = served.ask(409, OPERATOR, "POST", "/operator/instruments", definition.replace("0.05", "0.01"));
        assertThat(other.get("error").asText()).contains("already defined differently");
        served.ask(400, OPERATOR, "POST", "/operator/instruments", definition.replace("XYZ", "../XYZ"));

        JsonNode order = served.post(
                SEVEN, "/orders", "{'symbol':'XYZ','requestId':1,'side':'buy','price':'9.95','quantity':'100'}");
        assertThat(order.get("symbol").asText()).isEqualTo("XYZ");
        assertThat(order.get("sequence").asLong()).isEqualTo(1);
        assertThat(served.get(200, "/instruments").get("instruments")).hasSize(2);

        served.crash();
        served = ServedEngine.start(directory);
        assertThat(served.get(200, "/instruments/XYZ").get("openOrders").asInt())
                .as("it is served again after a restart, without being told")
                .isEqualTo(1);
    }

    @Test
    void shouldTellHowTheEngineIs() throws Exception {
        JsonNode status = served.get(OPERATOR, "/operator/status");
        assertThat(status.get("state").asText()).isEqualTo("RUNNING");
        assertThat(status.get("ringRemaining").asLong()).isPositive();
        assertThat(status.get("markets")).hasSize(1);
    }
}
