package io.everbook.app.client;

import io.everbook.app.terminal.Options;
import io.everbook.app.terminal.Terminal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code everbook client trades}: watches trades. */
@Command(
        name = "trades",
        description = {
            "Print the latest trades, then each new one, until interrupted.",
            "With --count alone it waits as long as it takes; --seconds says for how long at most."
        },
        footer = {
            "",
            "Examples:",
            "  everbook client trades",
            "  everbook client trades --symbol BTC-USD --last 10 --count 10 --seconds 60",
            "",
            "Exit codes: 0 done, 1 fewer than --count came within --seconds, or the engine refused or could not be",
            "asked, 2 the input cannot be used."
        })
final class ClientTradesCommand implements Callable<Integer> {

    @Mixin
    private ClientCommandLine line;

    @Option(
            names = "--last",
            paramLabel = "N",
            defaultValue = "10",
            description = "How many earlier trades first, 1 to 1024 (default: ${DEFAULT-VALUE}).")
    private int last;

    @Option(
            names = "--count",
            paramLabel = "N",
            defaultValue = "0",
            description = "End after so many trades, earlier ones included; 0: never.")
    private int count;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "0",
            description = "End after so many seconds, with exit code 1 where --count was not reached; 0: never.")
    private int seconds;

    private long lastId;

    @Override
    public Integer call() {
        Options.check("--last", last, 1, 1_024);
        Options.check("--count", count, 0, Integer.MAX_VALUE);
        Options.check("--seconds", seconds, 0, Integer.MAX_VALUE);
        EverbookClient client = line.client();
        Watching watching = new Watching(count);
        try {
            String symbol = line.symbol(client);
            try (StreamClient streams = client.streams(false)) {
                streams.subscribe("trades", symbol, null, message -> print(message.objects("trades"), watching));
                List<Json> earlier = new ArrayList<>(
                        EverbookClient.await(client.tradesAsync(symbol, last)).objects("trades"));
                Collections.reverse(earlier);
                print(earlier, watching);
                watching.await(streams.failure(), seconds);
                if (streams.failure().isCompletedExceptionally()) {
                    EverbookClient.await(streams.failure());
                }
            }
            return watching.report("trades", seconds);
        } catch (ClientException refused) {
            return OutcomeReport.print(refused);
        }
    }

    private synchronized void print(List<Json> trades, Watching watching) {
        for (Json trade : trades) {
            if (trade.number("tradeId") <= lastId || !watching.wantsMore()) {
                continue;
            }
            lastId = trade.number("tradeId");
            if (line.json()) {
                Terminal.OUT.println(trade.source());
            } else {
                Terminal.OUT.printf(
                        "%d %s %s at %s%n",
                        lastId, trade.text("aggressor"), trade.text("quantity"), trade.text("price"));
            }
            Terminal.OUT.flush();
            watching.shown();
        }
    }
}
