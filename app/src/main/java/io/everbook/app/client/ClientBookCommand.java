package io.everbook.app.client;

import io.everbook.app.terminal.ExitCode;
import io.everbook.app.terminal.Options;
import io.everbook.app.terminal.Terminal;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code everbook client book}: watches a book. */
@Command(
        name = "book",
        description = {
            "Watch a book: print it now and after each change, until interrupted.",
            "Each book is checked against the engine's checksum. When the connection ends, it connects again.",
            "With --count alone it waits as long as it takes; --seconds says for how long at most.",
            "With --orders the single orders are watched, each side in the order in which it would trade."
        },
        footer = {
            "",
            "Examples:",
            "  everbook client book",
            "  everbook client book --symbol BTC-USD --depth 5 --count 1",
            "  everbook client book --json --seconds 10",
            "  everbook client book --orders --count 1",
            "",
            "Exit codes: 0 done, 1 nothing came, or fewer than --count within --seconds, or the engine refused,",
            "2 the input cannot be used."
        })
final class ClientBookCommand implements Callable<Integer> {

    @Mixin
    private ClientCommandLine line;

    @Option(
            names = "--depth",
            paramLabel = "N",
            defaultValue = "10",
            description = "How many levels, or orders, of each side, 1 to 10000 (default: ${DEFAULT-VALUE}).")
    private int depth;

    @Option(names = "--count", paramLabel = "N", defaultValue = "0", description = "End after so many books; 0: never.")
    private int count;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "0",
            description = "End after so many seconds, with exit code 1 where --count was not reached; 0: never.")
    private int seconds;

    @Option(names = "--orders", description = "Watch the single orders instead of the levels.")
    private boolean orders;

    private volatile boolean any;

    @Override
    public Integer call() {
        Options.check("--depth", depth, 1, 10_000);
        Options.check("--count", count, 0, Integer.MAX_VALUE);
        Options.check("--seconds", seconds, 0, Integer.MAX_VALUE);
        EverbookClient client = line.client();
        Watching watching = new Watching(count);
        try {
            String symbol = line.symbol(client);
            try (StreamClient streams = client.streams(false)) {
                watch(streams, symbol, watching);
                watching.await(streams.failure(), seconds);
                if (streams.failure().isCompletedExceptionally()) {
                    EverbookClient.await(streams.failure());
                }
            }
            return any || count > 0 ? watching.report("books", seconds) : nothingCame();
        } catch (ClientException refused) {
            return OutcomeReport.print(refused);
        }
    }

    private int nothingCame() {
        Terminal.ERR.println("everbook: no book came: seconds=" + seconds);
        return ExitCode.FAILED;
    }

    private void watch(StreamClient streams, String symbol, Watching watching) {
        if (orders) {
            streams.orders(symbol, book -> {
                if (book.isLoaded() && watching.wantsMore()) {
                    print(symbol, book);
                    watching.shown();
                }
            });
            return;
        }
        streams.book(symbol, book -> {
            if (watching.wantsMore()) {
                print(symbol, book);
                watching.shown();
            }
        });
    }

    private synchronized void print(String symbol, LiveOrders book) {
        any = true;
        if (line.json()) {
            Terminal.OUT.println("{\"symbol\":\"" + symbol + "\",\"sequence\":" + book.sequence() + ",\"bids\":"
                    + orders(book.bids()) + ",\"asks\":" + orders(book.asks()) + "}");
        } else {
            List<LiveOrders.Order> bids = book.bids();
            List<LiveOrders.Order> asks = book.asks();
            Terminal.OUT.println(
                    symbol + " sequence " + book.sequence() + " bids " + bids.size() + " asks " + asks.size());
            for (int i = Math.min(depth, asks.size()) - 1; i >= 0; i--) {
                print("ask", asks.get(i));
            }
            bids.stream().limit(depth).forEach(order -> print("bid", order));
        }
        Terminal.OUT.flush();
    }

    private static void print(String side, LiveOrders.Order order) {
        Terminal.OUT.printf("  %s %16s %20s  order %d%n", side, order.price(), order.quantity(), order.orderId());
    }

    private String orders(List<LiveOrders.Order> list) {
        return list.stream()
                .limit(depth)
                .map(order -> "{\"orderId\":" + order.orderId() + ",\"price\":\"" + order.price() + "\",\"quantity\":\""
                        + order.quantity() + "\"}")
                .collect(Collectors.joining(",", "[", "]"));
    }

    private synchronized void print(String symbol, LiveBook book) {
        any = true;
        if (line.json()) {
            Terminal.OUT.println("{\"symbol\":\"" + symbol + "\",\"sequence\":" + book.sequence() + ",\"bids\":"
                    + levels(book.bids()) + ",\"asks\":" + levels(book.asks()) + "}");
        } else {
            Terminal.OUT.println(symbol + " sequence " + book.sequence());
            List<LiveBook.Level> asks = book.asks();
            for (int i = Math.min(depth, asks.size()) - 1; i >= 0; i--) {
                print("ask", asks.get(i));
            }
            book.bids().stream().limit(depth).forEach(level -> print("bid", level));
        }
        Terminal.OUT.flush();
    }

    private static void print(String side, LiveBook.Level level) {
        Terminal.OUT.printf("  %s %16s %20s %6d%n", side, level.price(), level.quantity(), level.orders());
    }

    private String levels(List<LiveBook.Level> levels) {
        StringBuilder json = new StringBuilder("[");
        levels.stream()
                .limit(depth)
                .forEach(level -> json.append(json.length() > 1 ? "," : "")
                        .append("{\"price\":\"")
                        .append(level.price())
                        .append("\",\"quantity\":\"")
                        .append(level.quantity())
                        .append("\",\"orders\":")
                        .append(level.orders())
                        .append('}'));
        return json.append(']').toString();
    }
}
