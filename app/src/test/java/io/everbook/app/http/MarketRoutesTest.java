package io.everbook.app.http;

import static io.everbook.app.http.TestKeys.EIGHT;
import static io.everbook.app.http.TestKeys.SEVEN;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarketRoutesTest {

    @TempDir
    private Path directory;

    private ServedEngine served;

    @BeforeEach
    void trade() throws Exception {
        served = ServedEngine.start(directory);
        order("{'side':'buy','price':'100.00','quantity':'2'}");
        order("{'side':'buy','price':'100.00','quantity':'3','displayQuantity':'1'}");
        order("{'side':'buy','price':'99.00','quantity':'4'}");
        order("{'side':'buy','orderType':'stop','triggerPrice':'150.00','quantity':'9'}");
        served.post(EIGHT, "/orders", "{'side':'sell','price':'100.00','quantity':'0.5'}");
        served.post(EIGHT, "/orders", "{'side':'sell','price':'100.00','quantity':'0.25'}");
    }

    @AfterEach
    void close() {
        served.close();
    }

    private void order(String body) throws Exception {
        served.post(SEVEN, "/orders", body);
    }

    @Test
    void shouldShowTheOrdersOfABookWithoutTheirOwnersAndHiddenParts() throws Exception {
        JsonNode book = served.get(200, "/book/orders?symbol=BTC-USD&limit=2");
        assertThat(book.get("sequence").asLong()).isEqualTo(6);
        assertThat(book.get("bids").toString())
                .isEqualTo("[{\"orderId\":1,\"price\":\"100.00\",\"quantity\":\"1.25000000\"},"
                        + "{\"orderId\":2,\"price\":\"100.00\",\"quantity\":\"1.00000000\"}]");
        assertThat(book.get("asks")).isEmpty();
        served.get(400, "/book/orders?limit=1001");
    }

    @Test
    void shouldShowTheLatestTradesFirst() throws Exception {
        JsonNode trades = served.get(200, "/trades?limit=5").get("trades");
        assertThat(trades).hasSize(2);
        assertThat(trades.get(0).get("tradeId").asLong()).isEqualTo(2);
        assertThat(trades.get(0).get("quantity").asText()).isEqualTo("0.25000000");
        assertThat(trades.get(0).get("price").asText()).isEqualTo("100.00");
        assertThat(trades.get(0).get("aggressor").asText()).isEqualTo("sell");
        assertThat(served.get(200, "/trades?limit=1").get("trades")).hasSize(1);
        assertThat(served.get(200, "/trades").toString()).doesNotContain("participant", "memo");
    }

    @Test
    void shouldDescribeInstruments() throws Exception {
        JsonNode instrument = served.get(200, "/instruments").get("instruments").get(0);
        assertThat(instrument.toString())
                .isEqualTo("{\"symbol\":\"BTC-USD\",\"tick\":\"0.01\",\"lot\":\"0.00000001\","
                        + "\"maxOpenOrders\":16777216}");
        assertThat(served.get(200, "/instruments/BTC-USD").get("openOrders").asInt())
                .isEqualTo(4);
        served.get(404, "/instruments/ETH-USD");
        served.get(404, "/trades?symbol=ETH-USD");
    }
}
