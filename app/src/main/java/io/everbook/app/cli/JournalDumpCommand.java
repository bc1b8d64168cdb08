package io.everbook.app.cli;

import io.everbook.app.dump.DumpWriter;
import io.everbook.app.dump.JournalDump;
import io.everbook.app.dump.JsonLinesDump;
import io.everbook.app.dump.YamlDump;
import io.everbook.app.terminal.ExitCode;
import io.everbook.app.terminal.JournalSource;
import io.everbook.app.terminal.OutputFailure;
import io.everbook.app.terminal.ProgressBar;
import io.everbook.app.terminal.StreamRange;
import io.everbook.app.terminal.Terminal;
import io.everbook.replay.stream.StreamFilter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code everbook journal dump}: a journal as text. */
@Command(
        name = "dump",
        description = {
            "Print a journal as YAML, or as JSON Lines that everbook match takes.",
            "The YAML shows each command with its sequence, and the checkpoints; the JSON Lines leave checkpoints out,"
                    + " so that the same commands can be matched again. Reads only."
        },
        footer = {
            "",
            "Examples:",
            "  everbook journal dump --data data --from 41 --to 43",
            "  everbook journal dump data/journals/BTC-USD.journal --order 17",
            "  everbook journal dump --since 2026-11-24T09:30:00Z --participant 7",
            "  everbook journal dump --format jsonl > orders.jsonl",
            "",
            "Exit codes: 0 all of it was printed, 1 standard output was closed, 2 the input",
            "cannot be used, or is damaged: what comes before the damage was printed."
        })
final class JournalDumpCommand implements Callable<Integer> {

    /** The formats. */
    enum Format {
        /** Self-describing, with sequences and checkpoints. */
        YAML,

        /** Commands for {@code everbook match}. */
        JSONL
    }

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "One segment file, instead of a data directory.")
    private Path file;

    @Option(names = "--data", paramLabel = "DIR", description = "Data directory (default: data).")
    private Path data;

    @Option(names = "--symbol", paramLabel = "S", description = "Only this symbol (default: all).")
    private String symbol;

    @Option(names = "--format", paramLabel = "FORMAT", defaultValue = "yaml", description = "yaml (default) or jsonl.")
    private Format format;

    @Mixin
    private StreamRange range;

    @Override
    public Integer call() throws IOException {
        StreamFilter filter = range.filter();
        BufferedOutputStream out = new BufferedOutputStream(Terminal.OUT_STREAM, 1 << 16);
        DumpWriter writer = format == Format.YAML ? new YamlDump(out) : new JsonLinesDump(out);
        try (JournalSource source = JournalSource.open(data, file, symbol)) {
            source.requireCommands();
            dump(source, new JournalDump(filter, writer), writer);
            return ExitCode.OK;
        } catch (UncheckedIOException closed) {
            throw new OutputFailure("standard output cannot be written: cause="
                    + closed.getCause().getMessage());
        }
    }

    private static void dump(JournalSource source, JournalDump dump, DumpWriter writer) {
        for (String each : source.symbols()) {
            ProgressBar bar = ProgressBar.besideOutput("dump " + each, "commands");
            try {
                dump.run(source.storage(), each, bar::progress);
            } finally {
                bar.end();
                writer.flush();
            }
        }
    }
}
