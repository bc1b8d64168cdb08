package io.everbook.app.http;

import static io.everbook.app.http.TestKeys.OPERATOR;
import static io.everbook.app.http.TestKeys.SEVEN;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests for a symbol that is known and could not be recovered, and for one that does not exist. */
final class NotServedTest {

    private static final int IN_THE_HEADER = 20;

    /** Method, path and body of requests; SYMBOL stands for one. */
    private static final List<String[]> TRADERS = List.of(
            new String[] {"POST", "/orders", "{'symbol':'SYMBOL','side':'buy','price':'1','quantity':'1'}"},
            new String[] {"PUT", "/orders", "{'symbol':'SYMBOL','orderId':1,'quantity':'1'}"},
            new String[] {"DELETE", "/orders?symbol=SYMBOL&memo=a", ""},
            new String[] {"DELETE", "/orders/1?symbol=SYMBOL", ""},
            new String[] {"POST", "/orders/mass-cancel", "{'symbol':'SYMBOL'}"},
            new String[] {"GET", "/orders?symbol=SYMBOL", ""},
            new String[] {"GET", "/orders/1?symbol=SYMBOL", ""},
            new String[] {"GET", "/executions?symbol=SYMBOL", ""},
            new String[] {"GET", "/instruments/SYMBOL", ""},
            new String[] {"GET", "/book/orders?symbol=SYMBOL", ""},
            new String[] {"GET", "/trades?symbol=SYMBOL", ""});

    private static final List<String[]> OPERATORS = List.of(
            new String[] {"POST", "/operator/instrument-state", "{'symbol':'SYMBOL','state':'halted'}"},
            new String[] {"POST", "/operator/limits", "{'symbol':'SYMBOL','maxPrice':'10'}"},
            new String[] {"POST", "/operator/time", "{'symbol':'SYMBOL'}"});

    @TempDir
    private Path directory;

    private ServedEngine served;

    @BeforeEach
    void startWithOneSymbolDamaged() throws Exception {
        try (ServedEngine before = ServedEngine.start(directory)) {
            before.post(OPERATOR, "/operator/instruments", "{'symbol':'ETH-USD','tick':'0.01','lot':'0.01'}");
            before.post(SEVEN, "/orders", "{'symbol':'ETH-USD','side':'buy','price':'1','quantity':'1'}");
        }
        Path journal = directory.resolve("journals/ETH-USD.journal");
        byte[] bytes = Files.readAllBytes(journal);
        bytes[IN_THE_HEADER] ^= 1;
        Files.write(journal, bytes);
        served = ServedEngine.start(directory);
    }

    @AfterEach
    void close() {
        served.close();
    }

    @Test
    void shouldSayOfASymbolThatIsDownThatItMayComeBackWhateverIsAsked() throws Exception {
        for (String[] request : TRADERS) {
            JsonNode refused = send(503, request, "ETH-USD", TRADERS);
            assertThat(refused.get("code").asText()).as(request[1]).isEqualTo("NOT_SERVED");
        }
        for (String[] request : OPERATORS) {
            assertThat(send(503, request, "ETH-USD", OPERATORS).get("code").asText())
                    .as(request[1])
                    .isEqualTo("NOT_SERVED");
        }
    }

    @Test
    void shouldSayOfASymbolThatDoesNotExistThatItIsUnknownWhateverIsAsked() throws Exception {
        for (String[] request : TRADERS) {
            JsonNode refused = send(404, request, "NOPE", TRADERS);
            assertThat(refused.get("code").asText()).as(request[1]).isEqualTo("UNKNOWN_INSTRUMENT");
            assertThat(refused.get("error").asText()).isEqualTo("unknown symbol: see /instruments");
        }
        for (String[] request : OPERATORS) {
            send(404, request, "NOPE", OPERATORS);
        }
    }

    @Test
    void shouldServeTheOthers() throws Exception {
        served.post(SEVEN, "/orders", "{'symbol':'BTC-USD','side':'buy','price':'1','quantity':'1'}");
    }

    private JsonNode send(int status, String[] request, String symbol, List<String[]> whose) throws Exception {
        return served.ask(
                status,
                whose == OPERATORS ? OPERATOR : SEVEN,
                request[0],
                request[1].replace("SYMBOL", symbol),
                request[2].replace("SYMBOL", symbol));
    }
}
