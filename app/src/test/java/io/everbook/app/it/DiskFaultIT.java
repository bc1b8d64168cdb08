package io.everbook.app.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real file system that is full or read-only: the symbol stops with an event, and nothing acknowledged is lost. */
class DiskFaultIT {

    private static final String ORDER =
            "{\"type\":\"new\",\"participant\":1,\"side\":\"buy\",\"price\":\"100.00\",\"quantity\":\"1\"}\n";
    private static final String QUERY = "{\"type\":\"book\",\"depth\":1}\n";
    private static final int ORDERS = 30_000;
    /** Room for the zeros that the journal and the executions log write ahead once, 1 MiB each, and not twice. */
    private static final int BOTH_LOGS_KIB = 2_700;

    private static final Pattern ADDRESS = Pattern.compile("http://127\\.0\\.0\\.1:\\d+/");
    private static final Pattern OPEN_ORDERS = Pattern.compile("\"openOrders\":(\\d+)");

    @TempDir
    private Path directory;

    @Test
    void shouldStopTheSymbolOfMatchWhereTheDiskIsFullAndGoOnWhereThereIsRoomAgain() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(directory.resolve("disk"), BOTH_LOGS_KIB)) {
            String data = disk.path().resolve("data").toString();

            EverbookJar.Result full = EverbookJar.run(ORDER.repeat(ORDERS) + QUERY, "match", "--data", data);

            assertThat(full.exitCode()).as(full.err()).isEqualTo(1);
            assertThat(full.err()).contains("everbook: BTC-USD stopped: ", "code=WRITE_FAILED", "No space left");
            List<String> events = full.outLines();
            assertThat(events).hasSize(ORDERS + 2);
            assertThat(count(events, "\"event\":\"stopped\"")).isEqualTo(1);
            assertThat(events.get(events.size() - 1)).contains("\"event\":\"book\"");
            long accepted = count(events, "\"event\":\"accepted\"");
            assertThat(accepted).isPositive();
            assertThat(count(events, "\"reason\":\"JOURNAL_FAILED\"")).isEqualTo(ORDERS - accepted + 1);
            assertThat(EverbookJar.run("", "journal", "verify", "--data", data).exitCode())
                    .isZero();

            disk.grow(16_000);
            assertThat(openOrders(EverbookJar.run(QUERY, "match", "--data", data)))
                    .isGreaterThanOrEqualTo(accepted);
            assertThat(EverbookJar.run(ORDER, "match", "--data", data).out()).contains("\"event\":\"accepted\"");
        }
    }

    @Test
    void shouldServeHealthWhileTheDiskOfRunIsFullAndRecoverEverythingAcknowledged() throws Exception {
        Path orders = Files.writeString(directory.resolve("orders.jsonl"), ORDER.repeat(ORDERS));
        Path out = directory.resolve("out.jsonl");
        Path err = directory.resolve("err.txt");
        try (SmallDisk disk = SmallDisk.mount(directory.resolve("disk"), BOTH_LOGS_KIB)) {
            String data = disk.path().resolve("data").toString();
            Process process = EverbookJar.builder("run", "--data", data, "--port", "0", "--commands", orders.toString())
                    .directory(directory.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            try {
                awaitLog(process, err, "End of the commands: " + ORDERS + " read");
                Matcher address = ADDRESS.matcher(Files.readString(err));
                assertThat(address.find()).isTrue();
                assertThat(get(address.group() + "health"))
                        .startsWith("200 ")
                        .contains("DEGRADED", "WRITE_FAILED", "\"accepting\":false");
                assertThat(get(address.group() + "ready")).startsWith("503 ");
                assertThat(get(address.group() + "book")).startsWith("200 ");
                process.destroy();
                assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
            } finally {
                process.destroyForcibly().waitFor();
            }
            assertThat(process.exitValue()).isEqualTo(1);
            long accepted = count(Files.readAllLines(out), "\"event\":\"accepted\"");
            assertThat(accepted).isPositive();

            disk.grow(16_000);
            assertThat(openOrders(EverbookJar.run(QUERY, "match", "--data", data)))
                    .isGreaterThanOrEqualTo(accepted);
        }
    }

    @Test
    void shouldReadButNotServeADataDirectoryThatNobodyMayWrite() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(directory.resolve("disk"), 8_000)) {
            String data = disk.path().resolve("data").toString();
            assertThat(EverbookJar.run(ORDER, "match", "--data", data).exitCode())
                    .isZero();
            disk.protect();

            EverbookJar.Result match = EverbookJar.run(ORDER, "match", "--data", data);
            assertThat(match.exitCode()).as(match.err()).isEqualTo(2);
            assertThat(match.err())
                    .contains("everbook: the data directory cannot be written", "code=DATA_DIRECTORY_UNWRITABLE")
                    .doesNotContain("\tat ");
            EverbookJar.Result run = EverbookJar.run("", "run", "--data", data, "--port", "0");
            assertThat(run.exitCode()).as(run.err()).isEqualTo(2);

            EverbookJar.Result verify = EverbookJar.run("", "journal", "verify", "--data", data);
            assertThat(verify.exitCode()).as(verify.err()).isZero();
            assertThat(EverbookJar.run("", "journal", "dump", "--data", data).out())
                    .contains("type: new-order");
            String into = directory.resolve("salvaged").toString();
            assertThat(EverbookJar.run("", "journal", "salvage", "--data", data, "--into", into)
                            .exitCode())
                    .isZero();
            assertThat(openOrders(EverbookJar.run(QUERY, "match", "--data", into)))
                    .isEqualTo(1);
        }
    }

    private static void awaitLog(Process process, Path err, String text) {
        await().atMost(Duration.ofSeconds(120))
                .failFast("the process ended", () -> !process.isAlive())
                .until(() -> Files.readString(err).contains(text));
    }

    private static String get(String address) throws IOException, InterruptedException {
        HttpResponse<String> response = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString());
        return response.statusCode() + " " + response.body();
    }

    private static long count(List<String> lines, String part) {
        return lines.stream().filter(line -> line.contains(part)).count();
    }

    private static long openOrders(EverbookJar.Result result) {
        assertThat(result.exitCode()).as(result.err()).isZero();
        Matcher book = OPEN_ORDERS.matcher(result.out());
        assertThat(book.find()).as(result.out()).isTrue();
        return Long.parseLong(book.group(1));
    }
}
