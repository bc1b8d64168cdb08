package io.everbook.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The long-running engine as its operator meets it: started, asked, told to stop, and started again, three times. */
class RunIT {

    private static final Pattern PORT = Pattern.compile("http://127\\.0\\.0\\.1:(\\d+)/");
    private static final Pattern ORDER_ID = Pattern.compile("\"orderId\":(\\d+)");

    private static final String ORDER =
            "{\"type\":\"new\",\"participant\":1,\"side\":\"buy\",\"price\":\"100.00\",\"quantity\":\"1\"}\n";

    @TempDir
    private Path directory;

    @Test
    void shouldStopCleanlyAndComeBackThreeTimes() throws Exception {
        long lastOrderId = 0;
        for (int round = 1; round <= 3; round++) {
            Process process = EverbookJar.builder(
                            "run",
                            "--commands",
                            "-",
                            "--port",
                            "0",
                            "--data",
                            directory.resolve("data").toString())
                    .start();
            BufferedReader log = process.errorReader(StandardCharsets.UTF_8);
            BufferedReader events = process.inputReader(StandardCharsets.UTF_8);
            int port = readPort(log);
            process.getOutputStream().write(ORDER.getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
            Matcher id = ORDER_ID.matcher(events.readLine());
            assertThat(id.find()).isTrue();
            assertThat(Long.parseLong(id.group(1))).isEqualTo(lastOrderId + 1);
            lastOrderId++;
            assertThat(get(port, "/ready").statusCode()).isEqualTo(200);
            assertThat(get(port, "/health").body()).contains("\"sequence\":" + lastOrderId);
            assertThat(get(port, "/book").body()).contains("\"openOrders\":" + lastOrderId);
            assertThat(get(port, "/metrics").body()).contains("everbook_");
            process.destroy();
            assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue()).isZero();
        }
        try (var snapshots = Files.list(directory.resolve("data/snapshots/BTC-USD"))) {
            assertThat(snapshots.count()).as("a snapshot at each clean end").isEqualTo(3);
        }
    }

    private static int readPort(BufferedReader log) throws Exception {
        for (String line = log.readLine(); line != null; line = log.readLine()) {
            Matcher port = PORT.matcher(line);
            if (port.find()) {
                return Integer.parseInt(port.group(1));
            }
        }
        throw new AssertionError("the log names no port");
    }

    private static HttpResponse<String> get(int port, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }
}
