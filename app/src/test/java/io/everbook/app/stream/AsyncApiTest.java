package io.everbook.app.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.everbook.app.http.HttpGateway;
import io.everbook.app.http.JsonSchemaCheck;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Holds /asyncapi.json against its own examples, the guide, and what is really sent. */
@Timeout(300)
class AsyncApiTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path directory;

    private JsonNode document;

    @BeforeEach
    void read() throws Exception {
        try (InputStream in = HttpGateway.class.getResourceAsStream("asyncapi.json")) {
            document = JSON.readTree(in);
        }
    }

    @Test
    void shouldShowExamplesThatAreAsItsSchemasSay() {
        int[] examples = {0};
        document.at("/components/messages").properties().forEach(message -> {
            for (JsonNode example : message.getValue().get("examples")) {
                examples[0]++;
                JsonNode payload = example.get("payload");
                assertThat(payload.get("type").asText()).isEqualTo(message.getKey());
                assertThat(faults(payload)).as(payload.toString()).isEmpty();
            }
        });
        assertThat(examples[0]).isEqualTo(24);
    }

    @Test
    void shouldResolveEveryReference() {
        for (JsonNode reference : document.findValues("$ref")) {
            assertThat(document.at(reference.asText().substring(1)).isMissingNode())
                    .as(reference.asText())
                    .isFalse();
        }
        assertThat(document.get("asyncapi").asText()).isEqualTo("3.0.0");
    }

    @Test
    void shouldNameEveryMessageInTheGuide() throws Exception {
        String guide = Files.readString(Path.of("..", "docs", "api-streams.md"));
        Set<String> names = new TreeSet<>();
        document.at("/components/messages").fieldNames().forEachRemaining(names::add);
        names.removeAll(Set.of("ping", "pong", "logged-in", "subscribed", "unsubscribed", "execution"));
        for (String name : names) {
            assertThat(guide).contains("`" + name + "`");
        }
        for (StreamClose reason : StreamClose.values()) {
            assertThat(guide).contains(Integer.toString(reason.code()));
        }
    }

    @Test
    void shouldDescribeWhatIsReallySent() throws Exception {
        try (StreamedEngine served = StreamedEngine.start(directory);
                TestSocket seven = served.connect();
                TestSocket eight = served.connect()) {
            seven.login(StreamedEngine.SEVEN, "").send("{'type':'ping'}").send("{'type':'pig'}");
            for (String channel : List.of("book", "full-book", "top", "trades", "executions")) {
                seven.send("{'type':'subscribe','channel':'" + channel + "'}");
            }
            eight.login(StreamedEngine.EIGHT, "");
            take(
                    seven,
                    Set.of(
                            "logged-in",
                            "pong",
                            "error",
                            "subscribed",
                            "snapshot",
                            "full-snapshot",
                            "top",
                            "caught-up"));
            seven.send("{'type':'new','requestId':1,'side':'buy','price':'9','quantity':'2'}");
            take(seven, Set.of("outcome", "execution", "update", "full-update", "top"));
            seven.send("{'type':'new','requestId':2,'side':'buy','price':'9.001','quantity':'2'}");
            eight.send("{'type':'new','requestId':1,'side':'sell','price':'9','quantity':'1'}");
            take(seven, Set.of("outcome", "execution", "trades", "update", "top"));
        }
    }

    /** Takes messages until there was one of each type, and holds each against its schema. */
    private void take(TestSocket socket, Set<String> types) throws Exception {
        Set<String> missing = new TreeSet<>(types);
        while (!missing.isEmpty()) {
            JsonNode message = JSON.readTree(socket.nextText());
            missing.remove(message.get("type").asText());
            assertThat(faults(message)).as(message.toString()).isEmpty();
        }
    }

    @Test
    void shouldBeServed() throws Exception {
        try (StreamedEngine served = StreamedEngine.start(directory)) {
            String body = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + served.port() + "/asyncapi.json"))
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
            assertThat(JSON.readTree(body)).isEqualTo(document);
        }
    }

    private List<String> faults(JsonNode message) {
        return JsonSchemaCheck.faults(
                document,
                document.at("/components/schemas/" + message.get("type").asText()),
                message);
    }
}
