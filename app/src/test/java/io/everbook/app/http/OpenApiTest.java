package io.everbook.app.http;

import static io.everbook.app.http.TestKeys.EIGHT;
import static io.everbook.app.http.TestKeys.OPERATOR;
import static io.everbook.app.http.TestKeys.SEVEN;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.everbook.app.security.ApiKey;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds /openapi.json against the routes, its own examples, and what the port really answers. */
class OpenApiTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path PAGE = Path.of("..", "docs", "api.md");

    @TempDir
    private Path directory;

    private JsonNode document;

    @BeforeEach
    void read() throws Exception {
        try (InputStream in = Routes.class.getResourceAsStream("openapi.json")) {
            document = JSON.readTree(in);
        }
    }

    @Test
    void shouldDescribeEveryRouteAndNoOther() {
        TreeSet<String> described = new TreeSet<>();
        document.get("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .fieldNames()
                        .forEachRemaining(
                                method -> described.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
        assertThat(described)
                .containsExactlyElementsOf(
                        new TreeSet<>(routes().stream().map(Route::name).toList()));
    }

    @Test
    void shouldAskForSignaturesAndBodiesWhereTheRoutesDo() {
        for (Route route : routes()) {
            JsonNode operation = operation(route.method(), route.path());
            assertThat(operation.has("requestBody")).as(route.name()).isEqualTo(route.takesBody());
            boolean open = route.access() == Access.OPEN;
            assertThat(operation.has("security")).as(route.name()).isEqualTo(!open);
            boolean optional = !open && operation.get("security").get(0).isEmpty();
            assertThat(optional).as(route.name()).isEqualTo(route.access() == Access.MARKET_DATA);
        }
    }

    @Test
    void shouldShowExamplesThatAreAsItsSchemasSay() {
        List<JsonNode> contents = document.findValues("application/json");
        int examples = 0;
        for (JsonNode content : contents) {
            if (content.has("example")) {
                examples++;
                assertThat(JsonSchemaCheck.faults(document, content.get("schema"), content.get("example")))
                        .as(content.toString())
                        .isEmpty();
            }
        }
        assertThat(examples).isGreaterThan(20);
    }

    @Test
    void shouldDescribeWhatIsReallyAnswered() throws Exception {
        try (ServedEngine served = ServedEngine.start(directory)) {
            check(
                    served,
                    SEVEN,
                    "POST",
                    "/orders",
                    "{'requestId':1,'side':'buy','price':'9','quantity':'2','memo':'m'}");
            check(served, EIGHT, "POST", "/orders", "{'side':'sell','price':'9','quantity':'1'}");
            check(served, SEVEN, "POST", "/orders", "{'side':'buy','price':'9.001','quantity':'2'}");
            check(served, SEVEN, "POST", "/orders", "{'price':9}");
            check(served, SEVEN, "GET", "/orders", "");
            check(served, SEVEN, "GET", "/orders/{orderId}?1", "");
            check(served, EIGHT, "GET", "/orders/{orderId}?2", "");
            check(served, SEVEN, "GET", "/executions", "");
            for (String path : List.of("/instruments", "/book/orders", "/trades", "/health", "/ready")) {
                check(served, SEVEN, "GET", path, "");
            }
            check(served, SEVEN, "GET", "/instruments/{symbol}?BTC-USD", "");
            check(served, OPERATOR, "GET", "/operator/status", "");
            check(served, OPERATOR, "POST", "/operator/limits", "{'maxPrice':'10'}");
            check(served, OPERATOR, "POST", "/operator/instruments", "{'symbol':'X','tick':'1','lot':'1'}");
            check(served, SEVEN, "PUT", "/orders", "{'symbol':'BTC-USD','orderId':1,'quantity':'1.5'}");
            check(served, SEVEN, "POST", "/orders/mass-cancel", "{'symbol':'BTC-USD'}");
            check(served, SEVEN, "DELETE", "/orders", "");
        }
    }

    @Test
    void shouldBeServedWithAPageThatLoadsNothingFromElsewhere() throws Exception {
        try (ServedEngine served = ServedEngine.start(directory)) {
            assertThat(served.get(200, "/openapi.json")).isEqualTo(document);
            HttpResponse<String> page = served.client()
                    .send(HttpRequest.newBuilder(served.uri("/try")).build(), BodyHandlers.ofString());
            assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
            assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .contains("default-src 'none'");
            assertThat(page.body()).contains("<script src=\"/try.js\">").doesNotContain("//cdn", "http:", "https:");
        }
    }

    @Test
    void shouldHaveEveryRouteOfClientsInTheApiGuide() throws Exception {
        String guide = Files.readString(PAGE);
        for (Route route : routes()) {
            assertThat(guide).contains("`" + route.name());
        }
    }

    /** Sends a request to a documented path; what stands behind its question mark goes into the braces. */
    private void check(ServedEngine served, ApiKey key, String method, String documented, String body)
            throws Exception {
        String[] parts = documented.split("\\?", 2);
        String target = parts.length == 1 ? documented : parts[0].replaceAll("\\{.*}", parts[1]);
        HttpResponse<String> response = served.send(key, method, target, body);
        JsonNode responses = operation(method, parts[0]).get("responses");
        String status = Integer.toString(response.statusCode());
        JsonNode described = responses.has(status) ? responses.get(status) : responses.get("default");
        List<String> faults = new ArrayList<>(JsonSchemaCheck.faults(
                document,
                described.get("content").get("application/json").get("schema"),
                JSON.readTree(response.body())));
        assertThat(faults).as(method + " " + target + ": " + response.body()).isEmpty();
    }

    private JsonNode operation(String method, String path) {
        return document.get("paths").get(path).get(method.toLowerCase(Locale.ROOT));
    }

    private static List<Route> routes() {
        return new Routes(new FakeEngine().sources()).all();
    }
}
