package io.everbook.app.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.everbook.app.client.Json;
import io.everbook.app.configuration.StreamLimits;
import io.everbook.app.engine.Submission;
import io.everbook.app.json.EventWriter;
import io.everbook.app.trading.ExecutionsPage.Place;
import io.everbook.core.command.Command;
import io.everbook.core.event.ExecutionEvent;
import io.everbook.core.matching.RandomStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A participant's own events over real sockets: each once and in order, from wherever a client goes on. */
@Timeout(300)
class ExecutionsStreamTest {

    /** A small ring and small queues, so that events are lost and clients fall behind. */
    private static final StreamLimits SMALL = new StreamLimits(8, 8, 1_024, 1 << 16, 30_000, 60_000, 100, 5, 1_024);

    @TempDir
    private Path directory;

    @Test
    void shouldTellEachOwnEventOnceAndInOrderWhereverItGoesOn() throws Exception {
        long seed = Long.getLong("everbook.seed", System.nanoTime());
        Random random = new Random(seed);
        try (StreamedEngine served = StreamedEngine.start(directory, SMALL)) {
            List<String> told = new ArrayList<>();
            List<Command> commands =
                    RandomStream.of(seed, 6_000, StreamedEngine.BTC).commands();
            TestSocket socket = subscribe(served, "0");
            String place = "0";
            for (int i = 0; i < commands.size(); i++) {
                submit(served, commands.get(i));
                if (random.nextInt(1_000) == 0) {
                    place = take(socket, told, place);
                    socket.abort();
                    socket = subscribe(served, place);
                }
            }
            List<String> expected = expected(served);
            assertThat(expected).as("seed=" + seed).hasSizeGreaterThan(300);
            TestSocket last = socket;
            String[] from = {place};
            await().untilAsserted(() -> {
                from[0] = take(last, told, from[0]);
                assertThat(told).as("seed=" + seed).hasSizeGreaterThanOrEqualTo(expected.size());
            });
            assertThat(told).as("seed=" + seed).isEqualTo(expected);
            last.close();
        }
    }

    private static TestSocket subscribe(StreamedEngine served, String after) throws InterruptedException {
        TestSocket socket = served.connect();
        socket.login(StreamedEngine.ONE, "").next("logged-in");
        return socket.send("{'type':'subscribe','channel':'executions','after':'" + after + "'}");
    }

    private static String take(TestSocket socket, List<String> told, String before) {
        String place = before;
        for (Json message = socket.poll(); message != null; message = socket.poll()) {
            assertThat(message.text("type")).isIn("execution", "subscribed", "caught-up");
            if (message.text("type").equals("execution")) {
                place = message.text("place");
                told.add(message.object("event").toString());
            }
        }
        return place;
    }

    /** What the executions log has for the participant, once it is written. */
    private static List<String> expected(StreamedEngine served) {
        long sequence = served.book().sequence();
        List<ExecutionEvent> events = new ArrayList<>();
        await().until(() -> {
            events.clear();
            Place place = new Place(0, Place.WHOLE);
            var page = served.trading.executions(0, place, 1, 1_000).join();
            while (page.more()) {
                events.addAll(page.events());
                page = served.trading.executions(0, page.next(), 1, 1_000).join();
            }
            events.addAll(page.events());
            return page.next().sequence() == sequence;
        });
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        EventWriter writer = new EventWriter(bytes, served.trading);
        events.forEach(event -> writer.write(event, 1));
        writer.flush();
        return bytes.toString(StandardCharsets.UTF_8)
                .lines()
                .map(line -> Json.parse(line).toString())
                .toList();
    }

    private static void submit(StreamedEngine served, Command command) {
        Submission submission = served.engine.submit(command.marketIndex(0).sequence(0));
        while (submission == Submission.BUSY) {
            Thread.onSpinWait();
            submission = served.engine.submit(command);
        }
    }

    @Test
    void shouldBeginWithWhatIsNewAndKnowItsPlace() throws Exception {
        try (StreamedEngine served = StreamedEngine.start(directory);
                TestSocket seven = served.connect();
                TestSocket eight = served.connect()) {
            seven.login(StreamedEngine.SEVEN, "").next("logged-in");
            eight.login(StreamedEngine.EIGHT, "").next("logged-in");
            eight.send("{'type':'new','requestId':1,'side':'buy','price':'5','quantity':'1'}")
                    .next("outcome");
            eight.send("{'type':'subscribe','channel':'executions'}");
            assertThat(eight.next("caught-up").text("place")).isEqualTo("1");
            seven.send("{'type':'new','requestId':1,'side':'sell','price':'5','quantity':'1','memo':'mine'}");
            Json trade = eight.next("execution");
            assertThat(trade.text("place")).isEqualTo("2");
            assertThat(trade.object("event").text("event")).isEqualTo("traded");
            assertThat(trade.object("event").has("memo")).isFalse();
            seven.send("{'type':'subscribe','channel':'executions','after':'2.0'}");
            assertThat(seven.next("execution").object("event").text("memo")).isEqualTo("mine");
            eight.send("{'type':'subscribe','channel':'executions','after':'99'}");
            assertThat(eight.next("error").text("code")).isEqualTo("PLACE_LOST");
        }
    }

    @Test
    void shouldCancelOnDisconnectWhereAskedTo() throws Exception {
        try (StreamedEngine served = StreamedEngine.start(directory);
                TestSocket seven = served.connect();
                TestSocket eight = served.connect()) {
            seven.login(StreamedEngine.SEVEN, ",'cancelOnDisconnect':true").next("logged-in");
            eight.login(StreamedEngine.EIGHT, "").next("logged-in");
            for (TestSocket socket : List.of(seven, eight)) {
                socket.send("{'type':'new','requestId':1,'side':'buy','price':'5','quantity':'1'}");
                assertThat(socket.next("outcome").text("outcome")).isEqualTo("accepted");
            }
            eight.abort();
            seven.abort();
            await().until(() ->
                    served.book().openOrderCount() == 1 && served.book().sequence() == 3);
        }
    }
}
