package io.everbook.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.everbook.app.cli.EverbookProcess.Result;
import io.everbook.app.terminal.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code everbook client} beside an engine in a process of its own: what it does, and what it says of a mistake. */
@Timeout(300)
final class ClientCommandsIT {

    private static final String[] STORE = {"--data", "data", "--password-file", "password"};

    @TempDir
    private static Path directory;

    private static RunningService service;

    @BeforeAll
    static void start() throws Exception {
        keep("password", "a password for this test\n", "rw-------");
        assertThat(run(concat(List.of("credentials", "init"), List.of(STORE))).exitCode())
                .isZero();
        for (String participant : List.of("7", "8")) {
            List<String> key = List.of("--id", "desk-" + participant, "--role", "trader", "--participant", participant);
            Result added = run(concat(List.of("credentials", "add"), List.of(STORE), key));
            assertThat(added.exitCode()).as(added.err()).isZero();
            keep("desk-" + participant, added.out(), "rw-------");
        }
        keep("open", "7".repeat(64), "rw-r--r--");
        keep("wrong", "7".repeat(64), "rw-------");
        service = RunningService.start(directory, 0, STORE);
    }

    @AfterAll
    static void end() {
        service.close();
    }

    private static void keep(String name, String text, String mode) throws Exception {
        Path file = directory.resolve(name);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode)));
        Files.writeString(file, text);
    }

    @SafeVarargs
    private static List<String> concat(List<String>... parts) {
        List<String> all = new ArrayList<>();
        for (List<String> part : parts) {
            all.addAll(part);
        }
        return all;
    }

    private static Result run(List<String> arguments) throws Exception {
        return EverbookProcess.run(directory, "", arguments.toArray(String[]::new));
    }

    /** Runs {@code everbook client} with what a user writes behind it, at the engine's address. */
    private static Result client(String words) throws Exception {
        String url = words.contains("--url") ? "" : " --url http://127.0.0.1:" + service.port();
        return run(List.of(("client " + words + url).split(" ")));
    }

    private static Result trader(String words) throws Exception {
        return client(words + " --key desk-7 --secret-file desk-7");
    }

    @Test
    void shouldEnterCancelAndWatch() throws Exception {
        // A thread each: what all share has a single one on two cores.
        ExecutorService watchers = Executors.newFixedThreadPool(2);
        CompletableFuture<Result> book =
                CompletableFuture.supplyAsync(() -> watch("book --json --count 2 --seconds 60"), watchers);
        CompletableFuture<Result> trades =
                CompletableFuture.supplyAsync(() -> watch("trades --count 1 --seconds 60"), watchers);
        watchers.shutdown();

        await().until(() -> service.get("/metrics").contains("\neverbook_streams_connections 2"));

        Result entered = trader("enter --side buy --price 100.00 --quantity 2 --memo first");
        assertThat(entered.err()).isEmpty();
        assertThat(entered.out()).matches("accepted: BTC-USD sequence \\d+, order 1\\R");
        assertThat(entered.exitCode()).isZero();
        watchOrders();
        Result traded = client("enter --side sell --price 100.00 --quantity 0.5 --key desk-8 --secret-file desk-8");
        assertThat(traded.out()).contains("  traded 0.50000000 at 100.00, trade 1");
        Result again = trader("enter --side buy --price 1.00 --quantity 1 --request-id 9000000000000000000 --json");
        assertThat(again.out()).startsWith("{\"outcome\":\"accepted\",").contains("\"original\":false");
        again = trader("enter --side buy --price 1.00 --quantity 1 --request-id 9000000000000000000 --json");
        assertThat(again.out()).contains("\"original\":true");

        assertThat(book.get(3, TimeUnit.MINUTES).exitCode()).isZero();
        assertThat(book.get().out().lines())
                .hasSize(2)
                .allMatch(line -> line.startsWith("{\"symbol\":\"BTC-USD\",\"sequence\":"));
        assertThat(trades.get(3, TimeUnit.MINUTES).out()).isEqualToIgnoringNewLines("1 sell 0.50000000 at 100.00");
        assertThat(trades.get().exitCode()).isZero();

        Result tooFew = client("trades --count 2 --seconds 2");
        assertThat(tooFew.out()).isEqualToIgnoringNewLines("1 sell 0.50000000 at 100.00");
        assertThat(tooFew.err())
                .isEqualToIgnoringNewLines(
                        "everbook: the time was over before enough trades came: came=1 count=2 seconds=2");
        assertThat(tooFew.exitCode()).isEqualTo(ExitCode.FAILED);

        Result cancelled = client("cancel 1 --key desk-7 --secret-file desk-7");
        // The request id before was the highest there is.
        assertThat(cancelled.err()).contains("REQUEST_FORGOTTEN");
        cancelled = client("cancel 2 --key desk-8 --secret-file desk-8");
        assertThat(cancelled.out()).startsWith("rejected: ");
        assertThat(cancelled.exitCode()).isEqualTo(ExitCode.FAILED);
    }

    /** One order of 2 at 100.00 is in the book. */
    private static void watchOrders() throws Exception {
        Result orders = client("book --orders --count 1 --seconds 60");
        assertThat(orders.err()).isEmpty();
        assertThat(orders.out().lines().toList()).hasSize(2).satisfies(lines -> {
            assertThat(lines.get(0)).matches("BTC-USD sequence \\d+ bids 1 asks 0");
            assertThat(lines.get(1)).matches("  bid +100\\.00 +2\\.00000000  order 1");
        });
        assertThat(orders.exitCode()).isZero();
        orders = client("book --orders --count 1 --seconds 60 --json --depth 1");
        assertThat(orders.out())
                .matches("\\{\"symbol\":\"BTC-USD\",\"sequence\":\\d+,\"bids\":\\[\\{\"orderId\":1,"
                        + "\"price\":\"100.00\",\"quantity\":\"2.00000000\"}],\"asks\":\\[]}\\R");
        Result never = client("book --orders --count 2 --seconds 2");
        assertThat(never.err()).contains("before enough books came: came=", " count=2 seconds=2");
        assertThat(never.exitCode()).isEqualTo(ExitCode.FAILED);
    }

    private static Result watch(String words) {
        try {
            return client(words);
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Test
    void shouldSayInOneLineWhatIsWrong() throws Exception {
        String order = "enter --side buy --price 1.00 --quantity 1 --key desk-8 --secret-file ";
        refuses(order + "wrong", ExitCode.FAILED, "SIGNATURE_INVALID: no such key, or the signature is not that of");
        refuses("book --key desk-9 --secret-file wrong", ExitCode.FAILED, "SIGNATURE_INVALID: ");
        refuses(order + "open", ExitCode.USAGE, "the secret can be read by others: run chmod 600 open");
        refuses(order + "nowhere", ExitCode.USAGE, "there is no file with the secret: secretFile=nowhere");
        refuses("enter --side buy --price 1 --quantity 1", ExitCode.USAGE, "orders need an API key: give --key");
        refuses(order + "desk-8 --symbol XYZ", ExitCode.USAGE, "UNKNOWN_INSTRUMENT: unknown symbol: see /instruments");
        refuses("book --symbol XYZ", ExitCode.USAGE, "UNKNOWN_INSTRUMENT: unknown symbol: see /instruments");
        refuses("trades --symbol XYZ", ExitCode.USAGE, "UNKNOWN_INSTRUMENT: unknown symbol: see /instruments");
        refuses(order.replace("1.00", "abc") + "desk-8", ExitCode.USAGE, "BAD_REQUEST: price");
        refuses(order.replace("buy", "bye") + "desk-8", ExitCode.USAGE, "BAD_REQUEST: unknown side \"bye\"");
        refuses("cancel --key desk-8 --secret-file desk-8", ExitCode.USAGE, "give either the id of an order or --all");
        refuses("book --url 127.0.0.1", ExitCode.USAGE, "--url must be an address such as http://127.0.0.1:8080");
        Result offTick = client(order.replace("1.00", "1.005") + "desk-8");
        assertThat(offTick.out())
                .isEqualToIgnoringNewLines("rejected: OFF_TICK: price is not a multiple of the tick size");
        assertThat(offTick.err()).isEmpty();
        assertThat(offTick.exitCode()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void shouldSayThatNoEngineAnswers() throws Exception {
        String nobody = " --timeout 1 --url http://127.0.0.1:1";
        for (String words : List.of("book", "book --symbol BTC-USD", "trades --symbol BTC-USD")) {
            refuses(words + nobody, ExitCode.FAILED, "UNREACHABLE: no answer from the engine: is it running?");
        }
        refuses(
                "enter --side buy --price 1 --quantity 1 --key desk-7 --secret-file desk-7" + nobody,
                ExitCode.FAILED,
                "UNREACHABLE: no answer from the engine: is it running? url=http://127.0.0.1:1");
    }

    private static void refuses(String words, int exitCode, String fault) throws Exception {
        Result refused = client(words);
        assertThat(refused.out()).as(words).isEmpty();
        assertThat(refused.err().lines())
                .as(words)
                .singleElement()
                .asString()
                .startsWith("everbook: ")
                .contains(fault)
                .doesNotContain("Exception");
        assertThat(refused.exitCode()).as(words).isEqualTo(exitCode);
    }
}
