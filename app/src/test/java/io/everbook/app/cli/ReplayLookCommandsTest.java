package io.everbook.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code replay book} and {@code replay order} as their caller sees them. */
class ReplayLookCommandsTest {

    private static final List<String> ORDERS = List.of(
            order(1, "sell", "100.00", "2", 1795519600000000001L, ",\"memo\":\"a\""),
            order(4, "sell", "100.00", "3", 1795519600500000000L, ""),
            order(2, "buy", "100.00", "2.5", 1795519601000000000L, ""),
            order(3, "buy", "100.00", "1", 1795519601500000000L, ",\"postOnly\":true"),
            order(3, "buy", "99.00", "1", 1795519602000000000L, ""),
            "{\"type\":\"cancel\",\"participant\":4,\"orderId\":2,\"timestamp\":1795606002000000000}");

    @TempDir
    private static Path directory;

    private static GuideSession session;

    @BeforeAll
    static void match() throws Exception {
        session = new GuideSession(directory);
        Files.write(directory.resolve("orders.jsonl"), ORDERS);
        session.type("everbook match orders.jsonl --data data > matched.jsonl");
    }

    @AfterAll
    static void close() {
        session.close();
    }

    @Test
    void shouldShowTheLadderOfACommandAndOfAMoment() throws Exception {
        List<String> ladder = List.of(
                "BTC-USD after command 3, 2026-11-24T11:26:41Z",
                "last trade 2 at 100.00, open orders 1, digest 0761bdf132de3519",
                "        price    quantity  orders       total",
                "  ask  100.00  2.50000000       1  2.50000000",
                "  --- no bids");
        assertThat(type("book --at 3")).isEqualTo(ladder);
        assertThat(type("book --at 2026-11-24T11:26:41.2Z")).isEqualTo(ladder);
        assertThat(type("book --at 1795519601000000000")).isEqualTo(ladder);
        assertThat(type("book --at 3 --data data/journals/BTC-USD.journal")).isEqualTo(ladder);
    }

    @Test
    void shouldShowEveryOrderInItsQueue() throws Exception {
        assertThat(type("book --at 2 --orders"))
                .containsExactly(
                        "BTC-USD after command 2, 2026-11-24T11:26:40.500Z",
                        "no trade yet, open orders 2, digest 46aa78af5d60d2c3",
                        "queue             price place         order participant         open",
                        "ask              100.00     1             1           1            2",
                        "ask              100.00     2             2           4            3");
        assertThat(type("book --at 2 --orders --depth 1 --json"))
                .hasSize(3)
                .last()
                .asString()
                .contains("\"queue\":\"ask\",\"place\":2,\"orderId\":2,\"participant\":4")
                .contains("\"leavesQuantity\":\"3.00000000\"");
    }

    @Test
    void shouldGiveTheBookToTools() throws Exception {
        assertThat(type("book --json"))
                .containsExactly("{\"symbol\":\"BTC-USD\",\"sequence\":6,\"digest\":\"334a2a04267606ce\","
                        + "\"lastTradeId\":2,\"lastTradePrice\":\"100.00\",\"openOrders\":1,"
                        + "\"timestamp\":1795606002000000000,"
                        + "\"bids\":[{\"price\":\"99.00\",\"quantity\":\"1.00000000\",\"orders\":1}],\"asks\":[]}");
        assertThat(type("book --depth 0 --json").get(0)).contains("\"bids\":[],\"asks\":[]");
    }

    @Test
    void shouldTellAnOrdersLife() throws Exception {
        assertThat(type("order 2"))
                .containsSubsequence(
                        "order 2 in BTC-USD: new sell limit 3 at 100.00 gtc, participant 4",
                        "         2  2026-11-24T11:26:40.500Z  in its queue: 1 order ahead with 2",
                        "         3  2026-11-24T11:26:41Z  traded 2: order 3 buys 0.5 at 100.00 with",
                        "            order 2 of participant 4; they leave 0 and 2.5",
                        "         3  2026-11-24T11:26:41Z  moves up: first in line (order 1 traded)",
                        "         6  2026-11-25T11:26:42Z  cancelled order 2: 2.5 at 100.00, REQUESTED");
        assertThat(type("order 4"))
                .containsSubsequence(
                        "refused: WOULD_TAKE, post-only order would take liquidity. The best ask was",
                        "    100.00, and it would have traded there at its limit of 100.00.",
                        "BTC-USD after command 3",
                        "  ask  100.00  2.50000000       1  2.50000000");
        assertThat(type("order 4 --json").get(0))
                .startsWith("{\"symbol\":\"BTC-USD\",\"orderId\":4,\"entered\":{\"type\":\"new\"")
                .contains("WOULD_TAKE");
    }

    private static List<String> type(String command) throws Exception {
        List<String> lines = session.type("everbook replay " + command);
        assertThat(session.type("echo $?")).as(command).containsExactly("0");
        return lines;
    }

    private static String order(int participant, String side, String price, String lots, long time, String more) {
        return "{\"type\":\"new\",\"participant\":" + participant + ",\"side\":\"" + side + "\",\"price\":\"" + price
                + "\",\"quantity\":\"" + lots + "\"" + more + ",\"timestamp\":" + time + "}";
    }
}
