package io.everbook.app.cli;

import io.everbook.app.terminal.ExitCode;
import io.everbook.app.terminal.JournalSource;
import io.everbook.app.terminal.ProgressBar;
import io.everbook.app.terminal.Terminal;
import io.everbook.journal.JournalException;
import io.everbook.replay.Divergence;
import io.everbook.replay.FileVerdict;
import io.everbook.replay.Verification;
import io.everbook.replay.VerificationReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code everbook journal verify}: whether everything in a data directory is what was written. */
@Command(
        name = "verify",
        description = {
            "Check every byte of a data directory: frames, checksums, sequences, records, snapshots, that a replay"
                    + " arrives at every checkpoint and at every snapshot,"
                    + " and that it gives the events of the executions log.",
            "Prints a verdict for each file: ok, torn tail (the unfinished last write of a process that died; the next"
                    + " start cuts it and keeps the bytes), damaged, diverged (the bytes are right, but replaying them"
                    + " gives something else), or unverifiable (of a newer version, or not readable). Reads only."
        },
        footer = {
            "",
            "Examples:",
            "  everbook journal verify --data data",
            "  everbook journal verify data/journals/BTC-USD.journal",
            "  everbook journal verify data/executions/BTC-USD.executions",
            "  everbook journal verify --data backup --json",
            "",
            "Exit codes: 0 all is well (a torn tail is), 1 damage was found, or a file",
            "cannot be judged, 2 the input cannot be used."
        })
final class JournalVerifyCommand implements Callable<Integer> {

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            description =
                    "One segment file of a journal or of an executions log, instead of a data directory: its frames,"
                            + " checksums, sequences and records.")
    private Path file;

    @Option(names = "--data", paramLabel = "DIR", description = "Data directory (default: data).")
    private Path data;

    @Option(names = "--symbol", paramLabel = "S", description = "Only this symbol (default: all).")
    private String symbol;

    @Option(names = "--json", description = "The verdicts as one JSON object.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        List<VerificationReport> reports = new ArrayList<>();
        try (JournalSource source = JournalSource.open(data, file, symbol)) {
            for (String each : source.symbols()) {
                ProgressBar bar =
                        new ProgressBar(Terminal.ERR, "verify " + each, ProgressBar.BYTES, Terminal.isErrorWatched());
                reports.add(Verification.run(source.storage(), each, bar::progress));
                bar.end();
            }
        }
        if (json) {
            Terminal.OUT.print(JournalReports.verification(reports));
        } else {
            reports.forEach(JournalVerifyCommand::print);
        }
        return reports.stream().allMatch(VerificationReport::good) ? ExitCode.OK : ExitCode.FAILED;
    }

    private static void print(VerificationReport report) {
        report.files().forEach(JournalVerifyCommand::print);
        for (Divergence divergence : report.divergences()) {
            Terminal.OUT.println(report.symbol() + ": " + divergence.sentence());
        }
        if (report.executions() != null) {
            ExecutionsText.lines(report).forEach(Terminal.OUT::println);
        }
        Terminal.OUT.printf(
                Locale.ROOT,
                "%s: %s: %d commands, %d checkpoints equal, replayed through %d, digest=%016x%n",
                report.symbol(),
                report.good() ? "all is well" : "NOT WELL",
                report.commands(),
                report.checkpointsEqual(),
                report.replayedThrough(),
                report.digest());
    }

    private static void print(FileVerdict verdict) {
        StringBuilder line = new StringBuilder(verdict.file()).append(": ").append(word(verdict.kind()));
        if (verdict.kind() != FileVerdict.Kind.OK) {
            place(line, verdict);
        }
        Terminal.OUT.println(line.append(": ").append(verdict.detail()));
    }

    private static void place(StringBuilder line, FileVerdict verdict) {
        if (verdict.offset() != JournalException.NONE) {
            line.append(" at offset ").append(verdict.offset());
        }
        if (verdict.sequence() != JournalException.NONE) {
            line.append(verdict.offset() == JournalException.NONE ? " at sequence " : ", sequence ")
                    .append(verdict.sequence());
        }
    }

    /** {@return how a verdict is written} */
    static String word(FileVerdict.Kind kind) {
        return switch (kind) {
            case OK -> "ok";
            case TORN_TAIL -> "torn tail";
            case DAMAGED -> "damaged";
            case DIVERGED -> "diverged";
            case UNVERIFIABLE -> "unverifiable";
        };
    }
}
