package io.everbook.app.replay;

import io.everbook.app.dump.CsvDump;
import io.everbook.app.dump.DumpWriter;
import io.everbook.app.dump.JournalDump;
import io.everbook.app.dump.JsonLinesDump;
import io.everbook.app.dump.TextDump;
import io.everbook.app.json.Words;
import io.everbook.app.terminal.ExitCode;
import io.everbook.app.terminal.JournalSource;
import io.everbook.app.terminal.OutputFailure;
import io.everbook.app.terminal.ProgressBar;
import io.everbook.app.terminal.Terminal;
import io.everbook.core.instrument.Instrument;
import io.everbook.journal.JournalCatalog;
import io.everbook.journal.JournalReader;
import io.everbook.journal.JournalSegment;
import io.everbook.journal.storage.Storage;
import io.everbook.replay.stream.StreamFilter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code everbook replay commands}: what was asked for. */
@Command(
        name = "commands",
        description = {
            "Show the commands of a journal: all, or those that meet every condition.",
            "A condition on prices looks at limit, protection and trigger prices. The JSON Lines have the fields of"
                    + " docs/commands.md and the sequence; those that everbook match takes come from everbook journal"
                    + " dump --format jsonl."
        },
        footer = {
            "",
            "Examples:",
            "  everbook replay commands --data data --from 41 --to 43",
            "  everbook replay commands --since 2026-11-24T10:31:07Z --participant 7",
            "  everbook replay commands --order 17 --kind cancel,replace",
            "  everbook replay commands --min-price 99.50 --format csv > commands.csv",
            "",
            "Exit codes: 0 all of it was printed, 1 standard output was closed, 2 the input",
            "cannot be used, or is damaged: what comes before the damage was printed."
        })
final class ReplayCommandsCommand implements Callable<Integer> {

    @Mixin
    private ReplaySource source;

    @Mixin
    private StreamOptions options;

    @Override
    public Integer call() throws IOException {
        BufferedOutputStream out = new BufferedOutputStream(Terminal.OUT_STREAM, 1 << 16);
        try (JournalSource journal = source.open()) {
            String symbol = source.symbol(journal);
            Storage storage = journal.storage();
            Instrument instrument = EventsSource.instrument(storage, symbol, source.path());
            StreamFilter filter =
                    options.filter(instrument).kinds(options.kinds(Words::commandType, Words.commandTypes()), Set.of());
            requireReached(storage, symbol);
            dump(storage, symbol, filter, writer(out));
            return ExitCode.OK;
        } catch (UncheckedIOException closed) {
            throw new OutputFailure("standard output cannot be written: cause="
                    + closed.getCause().getMessage());
        }
    }

    private void requireReached(Storage storage, String symbol) {
        if (options.from() > 1) {
            JournalSegment oldest = JournalCatalog.segments(storage, symbol).get(0);
            long before = oldest.firstSequence() - 1;
            options.requireReached(before + JournalReader.countAfter(storage, symbol, before));
        }
    }

    private static void dump(Storage storage, String symbol, StreamFilter filter, DumpWriter writer) {
        ProgressBar bar = ProgressBar.besideOutput("replay", "commands");
        try {
            new JournalDump(filter, writer).run(storage, symbol, bar::progress);
        } finally {
            bar.end();
            writer.flush();
        }
    }

    private DumpWriter writer(OutputStream out) {
        return switch (options.format(source.json())) {
            case TEXT -> new TextDump(out);
            case JSON -> JsonLinesDump.numbered(out);
            case CSV -> new CsvDump(out);
        };
    }
}
