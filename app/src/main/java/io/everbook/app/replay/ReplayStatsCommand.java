package io.everbook.app.replay;

import io.everbook.app.terminal.ExitCode;
import io.everbook.app.terminal.JournalSource;
import io.everbook.app.terminal.Options;
import io.everbook.app.terminal.ProgressBar;
import io.everbook.app.terminal.Terminal;
import io.everbook.app.terminal.UserFault;
import io.everbook.core.event.EventBatch;
import io.everbook.core.instrument.Instrument;
import io.everbook.replay.statistics.Statistics;
import io.everbook.replay.statistics.StatisticsReport;
import io.everbook.replay.stream.EventStream;
import io.everbook.replay.stream.StreamFilter;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code everbook replay stats}: the figures of a journal. */
@Command(
        name = "stats",
        description = {
            "Show figures of a journal, or of a stretch of it: counts by kind and reason, rates, the busiest second,"
                    + " how many order messages there were for each trade, and the book over time.",
            "Order messages are new, cancel, replace and mass-cancel commands, refused ones too. The book over time has"
                    + " at most 60 rows; times without commands are left out. Replays, so that nothing but the journal"
                    + " is needed."
        },
        footer = {
            "",
            "Examples:",
            "  everbook replay stats --data data",
            "  everbook replay stats --data data --from 1200 --to 5000 --json",
            "",
            "Exit codes: 0 done, 2 the input cannot be used, or is damaged."
        })
final class ReplayStatsCommand implements Callable<Integer> {

    private static final int COMMANDS_BETWEEN_REPORTS = 4096;

    @Mixin
    private ReplaySource source;

    @Option(names = "--from", paramLabel = "SEQ", defaultValue = "1", description = "The first command (default: 1).")
    private long from;

    @Option(names = "--to", paramLabel = "SEQ", description = "The last command (default: the journal's last).")
    private Long to;

    @Override
    public Integer call() throws IOException {
        long last = to == null ? Long.MAX_VALUE : to;
        Options.check("--from", from, 1, Long.MAX_VALUE);
        Options.check("--to", last, from, Long.MAX_VALUE);
        try (JournalSource journal = source.open()) {
            String symbol = source.symbol(journal);
            Instrument instrument = EventsSource.instrument(journal.storage(), symbol, source.path());
            StreamFilter filter = StreamFilter.ALL.sequences(from, last);
            try (EventStream stream = EventStream.open(journal.storage(), symbol, filter, true)) {
                if (from > stream.lastSequence()) {
                    throw new UserFault("the journal ends before this command: --from=" + from + " lastSequence="
                            + stream.lastSequence());
                }
                EventsSource.requireReplay(stream, from, source.path());
                print(symbol, gather(stream, last), instrument);
            }
            return ExitCode.OK;
        }
    }

    private StatisticsReport gather(EventStream stream, long last) {
        Statistics statistics = new Statistics();
        ProgressBar bar = new ProgressBar(Terminal.ERR, "replay", "commands", Terminal.isErrorWatched());
        long first = stream.firstSequence();
        long end = Math.min(last, stream.lastSequence());
        EventBatch events = stream.market().sequence() < last ? stream.step() : null;
        while (events != null) {
            long sequence = stream.market().sequence();
            if (sequence >= from) {
                statistics.add(stream.command(), events, stream.market());
            }
            if (sequence % COMMANDS_BETWEEN_REPORTS == 0) {
                bar.progress(sequence - first, end - first);
            }
            events = sequence < last ? stream.step() : null;
        }
        bar.end();
        return statistics.report();
    }

    private void print(String symbol, StatisticsReport report, Instrument instrument) {
        if (source.json()) {
            Terminal.OUT.print(StatsJson.text(symbol, report, instrument));
        } else {
            StatsText.lines(symbol, report, instrument).forEach(Terminal.OUT::println);
        }
    }
}
