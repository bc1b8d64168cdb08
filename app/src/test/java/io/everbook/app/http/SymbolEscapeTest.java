package io.everbook.app.http;

import static io.everbook.app.http.TestKeys.OPERATOR;
import static io.everbook.app.http.TestKeys.SEVEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.everbook.app.security.ApiKey;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No symbol or path that a client sends leads out of the data directory, or makes a file of its own in it. */
class SymbolEscapeTest {

    private static final List<String> SYMBOLS = List.of(
            "../x",
            "../../x",
            "/tmp/x",
            "BTC-USD/../../x",
            "..",
            ".",
            "x\0",
            "..\\x",
            "\uFF22\uFF34\uFF23-USD",
            "BTC\u2010USD",
            "\u2024\u2024/x",
            "X".repeat(3_000));

    @TempDir
    private Path directory;

    @Test
    void shouldRefuseEverySymbolThatIsNoneAndLeaveAllFilesAsTheyWere() throws Exception {
        Path data = directory.resolve("data");
        try (ServedEngine served = ServedEngine.start(data)) {
            served.post(SEVEN, "/orders", "{'side':'buy','price':'100.00','quantity':'2'}");
            List<String> before = files();
            for (String symbol : SYMBOLS) {
                String inUrl = URLEncoder.encode(symbol, StandardCharsets.UTF_8);
                refuse(served, SEVEN, "GET", "/orders?symbol=" + inUrl, "");
                refuse(served, SEVEN, "GET", "/orders/1?symbol=" + inUrl, "");
                refuse(served, SEVEN, "GET", "/executions?symbol=" + inUrl, "");
                refuse(served, SEVEN, "DELETE", "/orders/1?requestId=9&symbol=" + inUrl, "");
                refuse(served, OPERATOR, "GET", "/book?symbol=" + inUrl, "");
                refuse(served, OPERATOR, "GET", "/trades?symbol=" + inUrl, "");
                refuse(served, OPERATOR, "POST", "/snapshot?symbol=" + inUrl, "");
                String inBody = symbol.replace("\\", "\\\\").replace("\0", "\\u0000");
                String order = "'side':'buy','price':'100.00','quantity':'2'";
                refuse(served, SEVEN, "POST", "/orders", "{'symbol':'" + inBody + "'," + order + "}");
                refuse(served, OPERATOR, "POST", "/operator/limits", "{'symbol':'" + inBody + "'}");
                refuse(
                        served,
                        OPERATOR,
                        "POST",
                        "/operator/instruments",
                        "{'symbol':'" + inBody + "','tick':'0.01','lot':'1'}");
            }
            for (String path :
                    List.of("/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/docs/..%2f..%2fx", "/.%00")) {
                HttpResponse<String> answer = served.send(OPERATOR, "GET", path, "");
                assertThat(answer.statusCode()).as(path).isBetween(400, 499);
                assertThat(answer.body()).as(path).doesNotContain("root:");
            }
            assertThat(files()).isEqualTo(before);
        }
    }

    private static void refuse(ServedEngine served, ApiKey key, String method, String target, String body)
            throws Exception {
        HttpResponse<String> answer = served.send(key, method, target, body);
        assertThat(answer.statusCode()).as(method + ' ' + target + ' ' + body).isBetween(400, 499);
        assertThat(answer.body()).as(target).doesNotContain("Exception", "\tat ");
    }

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.map(Path::toString).sorted().toList();
        }
    }
}
