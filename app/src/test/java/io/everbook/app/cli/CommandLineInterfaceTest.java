package io.everbook.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The process as its caller sees it: exit codes, one line for a mistake, help that is complete. */
@Timeout(300)
class CommandLineInterfaceTest {

    private static final String ORDER =
            "{\"type\":\"new\",\"participant\":1,\"side\":\"buy\",\"price\":\"100.00\",\"quantity\":\"1\"}\n";

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({
        "--help, COMMAND|run|demo|match|import|config|Exit codes: 0 done",
        "run --help, --config=FILE|--data=DIR|--port=N|--commands=FILE",
        "match --help, FILE|--data=DIR|--instrument=SPEC|--journal-sync-interval-ms=MS|--resume",
        "demo --help, --seconds=N|--rate=N|--seed=N|--keep",
        "import --help, lobster",
        "journal --help, dump|verify|salvage",
        "bench --help, book|shapes|durable|recovery|snapshot",
        "bench shapes --help, --orders=N|--operations=N|--seed=N",
        "bench durable --help, --data=DIR|--seconds=N|--rounds=N|--outstanding=N|--json=FILE",
        "bench snapshot --help, --orders=N|--seconds=N|--rounds=N|--rate=N",
        "bench recovery --help, --orders=N|--commands=M|--data=DIR|--json=FILE",
        "snapshot --help, now|list|verify",
        "snapshot now --help, --config=FILE|--port=N|--symbol=SYMBOL",
        "snapshot list --help, --data=DIR|--symbol=SYMBOL|--json",
        "snapshot verify --help, --data=DIR|--symbol=SYMBOL|--json",
        "import lobster --help, MESSAGE.csv|--orderbook=ORDERBOOK.csv|--query-depth=N",
        "config --help, everbook config",
        "--version, everbook "
    })
    void shouldHelp(String arguments, String parts) throws Exception {
        EverbookProcess.Result result = GuideSession.shared().run(List.of(arguments.split(" ")));
        assertThat(result.exitCode()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).contains(parts.split("\\|"));
        assertThat(result.out().lines()).allMatch(line -> line.length() <= 80);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "run --commands nowhere.jsonl --port 0",
                "run --port 65536",
                "run --config .",
                "match .",
                "match --instrument BTC-USD,tick=0",
                "match --journal-sync-interval-ms -1",
                "import",
                "snapshot",
                "snapshot now --port 1",
                "snapshot list",
                "snapshot verify --data nowhere",
                "snapshot list --data . --symbol NONE",
                "bench recovery --orders 0",
                "bench durable --outstanding 0",
                "demo --rate 0"
            })
    void shouldMeetAMistakeWithOneLine(String arguments) throws Exception {
        // What may come to read its standard input has a process of its own.
        EverbookProcess.Result result = arguments.startsWith("match -")
                ? EverbookProcess.run(directory, "", arguments.split(" "))
                : GuideSession.shared().run(List.of(arguments.split(" ")));
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err().lines()).as("the fault and nothing else").hasSize(1);
        assertThat(result.faults()).hasSize(1);
    }

    @Test
    void shouldEndWithOneLineWhereItsOutputIsClosed() throws Exception {
        Path input = Files.writeString(directory.resolve("orders.jsonl"), ORDER.repeat(20_000));
        Process process = new ProcessBuilder(EverbookProcess.command("match", input.toString()))
                .directory(directory.toFile())
                .start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8), 16)) {
            assertThat(out.readLine()).contains("accepted");
        }
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isEqualTo(1);
        assertThat(err).contains("everbook: standard output cannot be written").doesNotContain("\tat ");
    }

    /** The journal wants to grow to a mebibyte at once: it starts within the limit, and fails when it grows again. */
    @Test
    void shouldFailWhereTheDeviceIsFull() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "skipped: bash sets the limit");
        EverbookProcess.Result result = EverbookProcess.runWithFileLimit(
                directory, 1500, ORDER.repeat(40_000) + "{\"type\":\"book\"}\n", "match", "--data", "data");
        assertThat(result.exitCode()).as(result.err()).isEqualTo(1);
        assertThat(result.out().lines()).hasSize(40_002);
        assertThat(result.out().lines().filter(line -> line.contains("\"event\":\"stopped\"")))
                .hasSize(1);
        assertThat(result.faults()).hasSize(1);
        assertThat(result.faults().get(0)).contains("BTC-USD stopped", "code=WRITE_FAILED");
        long accepted =
                result.out().lines().filter(line -> line.contains("accepted")).count();
        EverbookProcess.Result after =
                EverbookProcess.run(directory, "{\"type\":\"book\"}\n", "match", "--data", "data");
        assertThat(after.exitCode()).isZero();
        assertThat(openOrders(after.out())).isGreaterThanOrEqualTo(accepted);
    }

    private static long openOrders(String book) {
        return Long.parseLong(book.replaceAll("(?s).*\"openOrders\":(\\d+).*", "$1"));
    }

    @Test
    void shouldServeHealthAndFailAtItsEndWhereAJournalHasFailed() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "skipped: bash sets the limit");
        String text = ORDER.repeat(40_000);
        Path input = Files.writeString(directory.resolve("orders.jsonl"), text);
        try (RunningService service = RunningService.start(directory, 1500, "--commands", input.toString())) {
            service.awaitLog("End of the commands: 40000 read");
            assertThat(service.get("/health"))
                    .startsWith("200 ")
                    .contains("DEGRADED", "WRITE_FAILED", "\"accepting\":false");
            assertThat(service.get("/ready")).startsWith("503 ");
            assertThat(service.get("/book")).startsWith("200 ");
            assertThat(service.get("/metrics")).contains("everbook_journal_failures{symbol=\"BTC-USD\"} 1.0");
            assertThat(service.stop()).isEqualTo(1);
        }
    }

    @Test
    void shouldServeWithoutPersistence() throws Exception {
        Path config = Files.writeString(
                directory.resolve("everbook.json"),
                "{\"persistence\": {\"enabled\": false}, \"instruments\":"
                        + " [{\"symbol\": \"ETH-USD\", \"tick\": \"0.01\", \"lot\": \"0.001\"}]}");
        Path input = Files.writeString(directory.resolve("orders.jsonl"), ORDER.repeat(10));
        try (RunningService service =
                RunningService.start(directory, 0, "--config", config.toString(), "--commands", input.toString())) {
            service.awaitLog("End of the commands: 10 read");
            assertThat(service.get("/health")).startsWith("200 ").contains("\"sequence\":10");
            assertThat(service.stop()).isZero();
        }
        assertThat(directory.resolve("data")).doesNotExist();
    }

    @Test
    void shouldGoOnWithoutTheRestOfAStreamThatHasAMistake() throws Exception {
        Path input = Files.writeString(directory.resolve("orders.jsonl"), ORDER + "{}\n" + ORDER);
        try (RunningService service = RunningService.start(directory, 0, "--commands", input.toString())) {
            service.awaitLog("line 2: ");
            assertThat(service.get("/health")).startsWith("200 ").contains("\"sequence\":1");
            assertThat(service.stop()).isZero();
        }
        EverbookProcess.Result after =
                EverbookProcess.run(directory, "{\"type\":\"book\"}\n", "match", "--data", "data");
        assertThat(after.out()).contains("\"openOrders\":1");
    }

    @Test
    void shouldLeaveNoTemporaryDirectoryWhereItIsInterrupted() throws Exception {
        Path temporary = Files.createDirectory(directory.resolve("tmp"));
        var command = EverbookProcess.command("match");
        command.add(1, "-Djava.io.tmpdir=" + temporary);
        Process process = new ProcessBuilder(command).start();
        process.getOutputStream().write((ORDER + "\n").getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
        assertThat(process.inputReader(StandardCharsets.UTF_8).readLine()).contains("accepted");
        try (var files = Files.list(temporary)) {
            assertThat(files.filter(file -> file.getFileName().toString().startsWith("everbook-match-")))
                    .hasSize(1);
        }
        process.destroy();
        assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
        try (var files = Files.list(temporary)) {
            assertThat(files.filter(file -> file.getFileName().toString().startsWith("everbook-match-")))
                    .isEmpty();
        }
    }
}
