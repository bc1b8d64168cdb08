package io.everbook.app.http;

import static io.everbook.app.http.TestKeys.EIGHT;
import static io.everbook.app.http.TestKeys.OPERATOR;
import static io.everbook.app.http.TestKeys.SEVEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.everbook.app.engine.Submission;
import io.everbook.core.command.Command;
import io.everbook.core.command.CommandType;
import io.everbook.core.pipeline.MarketQuery;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderRoutesTest {

    private static final String BID = "{'requestId':1,'side':'buy','price':'100.00','quantity':'2','memo':'mine'}";
    private static final String ASK = "{'requestId':1,'side':'sell','price':'100.00','quantity':'0.5'}";

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
    void shouldAnswerAnOrderWithWhatBecameOfIt() throws Exception {
        JsonNode bid = served.post(SEVEN, "/orders", BID);
        assertThat(bid.get("outcome").asText()).isEqualTo("accepted");
        assertThat(bid.get("symbol").asText()).isEqualTo("BTC-USD");
        assertThat(bid.get("orderId").asLong()).isEqualTo(1);
        assertThat(bid.get("events").get(0).get("participant").asInt()).isEqualTo(7);
        assertThat(bid.get("original").asBoolean()).isFalse();

        JsonNode ask = served.post(EIGHT, "/orders", ASK);
        assertThat(ask.get("events")).hasSize(2);
        JsonNode trade = ask.get("events").get(1);
        assertThat(trade.get("event").asText()).isEqualTo("traded");
        assertThat(trade.get("price").asText()).isEqualTo("100.00");
        assertThat(trade.get("participant").asInt()).isEqualTo(8);
        assertThat(trade.has("restingParticipant"))
                .as("whose the other order is")
                .isFalse();
        assertThat(trade.has("restingMemo")).isFalse();
    }

    @Test
    void shouldTakeTheParticipantFromTheKeyAndNowhereElse() throws Exception {
        JsonNode refused =
                served.ask(400, SEVEN, "POST", "/orders", "{'participant':8,'side':'buy','price':'1','quantity':'1'}");
        assertThat(refused.get("error").asText()).startsWith("unknown field \"participant\"");
        assertThat(served.ask(400, SEVEN, "GET", "/orders?participant=8", "")
                        .get("code")
                        .asText())
                .isEqualTo("BAD_REQUEST");
        assertThat(served.ask(400, SEVEN, "GET", "/executions?participant=8", "")
                        .get("error")
                        .asText())
                .contains("comes from the key");
    }

    @Test
    void shouldSayWhyTheMarketRefused() throws Exception {
        JsonNode refused = served.ask(422, SEVEN, "POST", "/orders", "{'side':'buy','price':'100.005','quantity':'1'}");
        assertThat(refused.get("outcome").asText()).isEqualTo("rejected");
        assertThat(refused.get("code").asInt()).isEqualTo(10);
        assertThat(refused.get("reason").asText()).isEqualTo("OFF_TICK");
        assertThat(refused.get("text").asText()).isEqualTo("price is not a multiple of the tick size");
        assertThat(refused.get("sequence").asLong())
                .as("journaled all the same")
                .isEqualTo(1);
    }

    @Test
    void shouldGiveTheOriginalOutcomeToARepeatedRequest() throws Exception {
        JsonNode first = served.post(SEVEN, "/orders", BID);
        served.post(EIGHT, "/orders", ASK);
        served.post(SEVEN, "/orders", "{'requestId':5,'side':'buy','price':'1','quantity':'1'}");

        JsonNode again = served.post(SEVEN, "/orders", BID);
        assertThat(again.get("original").asBoolean()).isTrue();
        assertThat(again.get("events")).isEqualTo(first.get("events"));
        assertThat(again.get("sequence")).isEqualTo(first.get("sequence"));
    }

    @Test
    void shouldGiveTheOriginalOutcomeAfterACrash() throws Exception {
        JsonNode first = served.post(SEVEN, "/orders", BID);
        JsonNode refused = served.ask(422, SEVEN, "DELETE", "/orders/99?requestId=2", "");
        served.crash();
        served = ServedEngine.start(directory);

        JsonNode again = served.post(SEVEN, "/orders", BID);
        assertThat(again.get("original").asBoolean()).isTrue();
        assertThat(again.get("events")).isEqualTo(first.get("events"));
        assertThat(served.ask(422, SEVEN, "DELETE", "/orders/99?requestId=2", "")
                        .get("events"))
                .isEqualTo(refused.get("events"));
        assertThat(served.get(SEVEN, "/orders").get("orders")).hasSize(1);
    }

    @Test
    void shouldNotGiveOneRequestsOutcomeToAnother() throws Exception {
        served.post(SEVEN, "/orders", BID);
        for (String other : List.of(
                BID.replace("100.00", "100.01"),
                BID.replace("'2'", "'3'"),
                BID.replace("buy", "sell"),
                BID.replace("mine", "yours"),
                BID.replace("'side'", "'postOnly':true,'side'"))) {
            assertThat(served.ask(409, SEVEN, "POST", "/orders", other)
                            .get("code")
                            .asText())
                    .isEqualTo("REQUEST_ID_USED");
        }
        served.post(EIGHT, "/orders", "{'requestId':4,'side':'sell','price':'200','quantity':'1'}");
        assertThat(served.ask(409, EIGHT, "POST", "/orders", ASK.replace(":1,", ":3,"))
                        .get("code")
                        .asText())
                .as("lower than the last, and never used")
                .isEqualTo("REQUEST_FORGOTTEN");
    }

    @Test
    void shouldCancelByIdRequestAndMemo() throws Exception {
        served.post(SEVEN, "/orders", BID);
        served.post(SEVEN, "/orders", BID.replace(":1,", ":2,").replace("mine", "two"));
        served.post(SEVEN, "/orders", BID.replace(":1,", ":3,").replace("mine", "a b&c"));

        assertThat(served.ask(422, EIGHT, "DELETE", "/orders/1", "")
                        .get("reason")
                        .asText())
                .isEqualTo("NOT_OWNER");
        assertThat(cancelled(served.ask(200, SEVEN, "DELETE", "/orders/1?symbol=BTC-USD", "")))
                .isEqualTo(1);
        assertThat(cancelled(served.ask(200, SEVEN, "DELETE", "/orders?origRequestId=2", "")))
                .isEqualTo(2);
        String byMemo = "/orders?memo=a%20b%26c&requestId=4";
        assertThat(served.ask(404, EIGHT, "DELETE", byMemo, "").get("code").asText())
                .isEqualTo("UNKNOWN_ORDER");
        assertThat(cancelled(served.ask(200, SEVEN, "DELETE", byMemo, ""))).isEqualTo(3);
        JsonNode again = served.ask(200, SEVEN, "DELETE", byMemo, "");
        assertThat(cancelled(again)).isEqualTo(3);
        assertThat(again.get("original").asBoolean()).isTrue();
    }

    @Test
    void shouldNotGuessWhichOfTwoOrdersAMemoMeans() throws Exception {
        served.post(SEVEN, "/orders", BID);
        served.post(SEVEN, "/orders", BID.replace(":1,", ":2,"));
        assertThat(served.ask(409, SEVEN, "DELETE", "/orders?memo=mine", "")
                        .get("error")
                        .asText())
                .contains("[1, 2]");
    }

    @Test
    void shouldReplaceAndMassCancel() throws Exception {
        served.post(SEVEN, "/orders", BID);
        served.post(EIGHT, "/orders", "{'side':'sell','price':'200','quantity':'1'}");
        JsonNode replaced = served.ask(200, SEVEN, "PUT", "/orders", "{'requestId':2,'orderId':1,'quantity':'1.5'}");
        assertThat(replaced.get("events").get(0).get("event").asText()).isEqualTo("replaced");
        assertThat(replaced.get("events").get(0).get("priorityKept").asBoolean())
                .isTrue();
        JsonNode all = served.post(SEVEN, "/orders/mass-cancel", "{'requestId':3}");
        assertThat(all.get("events")).hasSize(2);
        assertThat(served.get(SEVEN, "/orders").get("orders")).isEmpty();
        assertThat(served.get(EIGHT, "/orders").get("orders")).hasSize(1);
    }

    /** While commands wait, events go to disk after they were told: whoever asks at once would not see the last one. */
    @Test
    void shouldTellThatAnOrderIsCancelledAsSoonAsThatWasAnswered() throws Exception {
        served.post(SEVEN, "/orders", BID);
        CountDownLatch before = holdUp();
        CompletableFuture<HttpResponse<String>> cancelled = later("DELETE");
        CountDownLatch behind = holdUp();
        before.countDown();
        assertThat(cancelled.get().statusCode()).isEqualTo(200);
        CompletableFuture<HttpResponse<String>> order = later("GET");
        CountDownLatch last = holdUp();
        behind.countDown();

        try {
            order.get(300, TimeUnit.MILLISECONDS);
        } catch (TimeoutException waits) {
            // As it should where all stages share a thread: the log is behind until the engine goes on.
        }
        last.countDown();
        assertThat(order.get().body()).contains("\"state\":\"cancelled\"");
    }

    /** Sends a request about order 1, and waits until it waits for the engine. */
    private CompletableFuture<HttpResponse<String>> later(String method) {
        CompletableFuture<HttpResponse<String>> answer =
                served.client().sendAsync(served.signed(SEVEN, method, "/orders/1", ""), BodyHandlers.ofString());
        await().until(() -> served.trading.outstanding() == 1);
        return answer;
    }

    /** Has the engine stand still at a question, behind what it was asked before, until the latch is opened. */
    private CountDownLatch holdUp() {
        CountDownLatch latch = new CountDownLatch(1);
        MarketQuery question = market -> {
            try {
                latch.await();
            } catch (InterruptedException e) {
                throw new AssertionError("nobody interrupts a ring's thread", e);
            }
        };
        Command command = new Command()
                .clear()
                .type(CommandType.QUERY_BOOK)
                .marketIndex(0)
                .attachment(question);
        assertThat(served.engine.submit(command)).isEqualTo(Submission.TAKEN);
        return latch;
    }

    @Test
    void shouldTellTheStateOfAnOrderToItsOwner() throws Exception {
        served.post(SEVEN, "/orders", BID);
        served.post(EIGHT, "/orders", ASK);
        JsonNode open = served.get(SEVEN, "/orders/1");
        assertThat(open.get("state").asText()).isEqualTo("open");
        assertThat(open.get("leavesQuantity").asText()).isEqualTo("1.50000000");
        assertThat(open.get("memo").asText()).isEqualTo("mine");
        assertThat(served.get(OPERATOR, "/orders/1").get("participant").asInt()).isEqualTo(7);
        served.ask(404, EIGHT, "GET", "/orders/1", "");

        JsonNode filled = served.get(EIGHT, "/orders/2");
        assertThat(filled.get("state").asText()).isEqualTo("filled");
        assertThat(filled.get("executedQuantity").asText()).isEqualTo("0.50000000");
        served.ask(404, SEVEN, "GET", "/orders/2", "");
        served.ask(404, SEVEN, "GET", "/orders/3", "");

        served.ask(200, SEVEN, "DELETE", "/orders/1", "");
        JsonNode cancelled = served.get(SEVEN, "/orders/1");
        assertThat(cancelled.get("state").asText()).isEqualTo("cancelled");
        assertThat(cancelled.get("executedQuantity").asText()).isEqualTo("0.50000000");
        assertThat(cancelled.get("quantity").asText()).isEqualTo("2.00000000");
    }

    @Test
    void shouldGiveOpenOrdersInPages() throws Exception {
        for (int i = 1; i <= 5; i++) {
            served.post(SEVEN, "/orders", BID.replace(":1,", ":" + i + ","));
        }
        List<Long> ids = new ArrayList<>();
        String target = "/orders?limit=2";
        for (JsonNode page = served.get(SEVEN, target); ; page = served.get(SEVEN, target)) {
            page.get("orders").forEach(order -> ids.add(order.get("orderId").asLong()));
            if (!page.has("next")) {
                break;
            }
            target = "/orders?limit=2&after=" + page.get("next").asLong();
        }
        assertThat(ids).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(served.get(OPERATOR, "/orders?participant=7&limit=500").get("orders"))
                .hasSize(5);
        served.ask(400, OPERATOR, "GET", "/orders", "");
    }

    /** Whoever was away reads on where it stopped, and gets each of its events once, whatever the size of the page. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 1000})
    void shouldFillAGapFromTheLog(int limit) throws Exception {
        served.post(SEVEN, "/orders", BID);
        served.post(EIGHT, "/orders", "{'side':'sell','price':'300','quantity':'1'}");
        served.post(EIGHT, "/orders", ASK);
        served.post(SEVEN, "/orders/mass-cancel", "{}");
        await().until(() ->
                served.get(OPERATOR, "/executions?limit=1000").get("events").size() == 6);

        List<String> seen = new ArrayList<>();
        String after = "0";
        JsonNode page;
        do {
            page = served.get(SEVEN, "/executions?limit=" + limit + "&after=" + after);
            page.get("events").forEach(event -> seen.add(event.get("event").asText() + event.get("sequence")));
            after = page.get("next").asText();
        } while (page.get("more").asBoolean());
        assertThat(seen).containsExactly("accepted1", "traded3", "cancelled4", "mass-cancelled4");

        JsonNode trade =
                served.get(SEVEN, "/executions?after=1&limit=1").get("events").get(0);
        assertThat(trade.get("restingParticipant").asInt()).isEqualTo(7);
        assertThat(trade.has("participant")).isFalse();
        assertThat(trade.has("leavesQuantity"))
                .as("what is left of the other order")
                .isFalse();
    }

    @Test
    void shouldSayThatAnOutcomeIsNotKnownAndGiveItLater() throws Exception {
        served.close();
        served = ServedEngine.impatient(directory.resolve("slow"), 100, 300);
        served.holdAnswers();
        JsonNode late = served.ask(504, SEVEN, "POST", "/orders", BID);
        assertThat(late.get("code").asText()).isEqualTo("OUTCOME_UNKNOWN");
        assertThat(late.get("error").asText()).contains("repeat the request with the same requestId");

        served.letAnswersGo();
        await().ignoreExceptions()
                .until(() -> served.post(SEVEN, "/orders", BID).get("sequence").asLong() == 1);
        await().ignoreExceptions()
                .until(() -> served.get(SEVEN, "/orders").get("orders").size() == 1);
    }

    @Test
    void shouldTurnAwayWhatMoreThanTheBoundWouldWait() throws Exception {
        served.close();
        served = ServedEngine.impatient(directory.resolve("narrow"), 2, 60_000);
        served.holdAnswers();
        List<CompletableFuture<HttpResponse<String>>> waiting = new ArrayList<>();
        for (int i = 1; i <= 2; i++) {
            waiting.add(served.client()
                    .sendAsync(
                            served.signed(SEVEN, "POST", "/orders", BID.replace(":1,", ":" + i + ",")),
                            BodyHandlers.ofString()));
            int outstanding = i;
            await().until(() -> served.trading.outstanding() == outstanding);
        }
        HttpResponse<String> refused = served.send(SEVEN, "POST", "/orders", BID.replace(":1,", ":9,"));
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(refused.body()).contains("\"code\":\"BUSY\"");

        served.letAnswersGo();
        for (CompletableFuture<HttpResponse<String>> answer : waiting) {
            assertThat(answer.get().statusCode()).isEqualTo(200);
        }
        await().until(() -> served.trading.outstanding() == 0);
    }

    private static long cancelled(JsonNode outcome) {
        JsonNode event = outcome.get("events").get(0);
        assertThat(event.get("event").asText()).isEqualTo("cancelled");
        return event.get("orderId").asLong();
    }
}
