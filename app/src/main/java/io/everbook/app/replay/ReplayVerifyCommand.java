package io.everbook.app.replay;

import io.everbook.app.terminal.ExitCode;
import io.everbook.app.terminal.JournalSource;
import io.everbook.app.terminal.ProgressBar;
import io.everbook.app.terminal.Terminal;
import io.everbook.journal.storage.Storage;
import io.everbook.replay.Verification;
import io.everbook.replay.VerificationReport;
import io.everbook.replay.finding.Findings;
import io.everbook.replay.stream.EventStream;
import io.everbook.replay.stream.StreamFilter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code everbook replay verify}: whether a replay gives what the living engine had, or since which command not. */
@Command(
        name = "verify",
        description = {
            "Replay everything, and compare it with each checkpoint, each snapshot and the executions log.",
            "Where something differs, go back to the first command it is about, say what was changed (the command, its"
                    + " entry in the log, or the proof), and print the command with both outcomes.",
            "With --against, another build replays the same journal too, and both are compared event by event: so an"
                    + " upgrade can be tried on last month's journals. Reads only."
        },
        footer = {
            "",
            "Examples:",
            "  everbook replay verify --data data",
            "  everbook replay verify --data backup --json",
            "  java -jar everbook-new.jar replay verify --data data --against everbook-old.jar",
            "",
            "Exit codes: 0 all is well (a torn tail is), 1 something differs or is damaged,",
            "2 the input cannot be used, or the other build cannot be compared with."
        })
final class ReplayVerifyCommand implements Callable<Integer> {

    @Mixin
    private ReplaySource source;

    @Option(
            names = "--against",
            paramLabel = "OTHER.jar",
            description = "Another build that replays the same journal in a process of its own.")
    private Path against;

    @Override
    public Integer call() throws IOException {
        List<VerifiedSymbol> verified = new ArrayList<>();
        try (JournalSource journal = source.open()) {
            for (String symbol : journal.symbols()) {
                verified.add(verify(journal.storage(), symbol));
            }
        }
        if (source.json()) {
            Terminal.OUT.print(VerifyJson.text(verified));
        } else {
            verified.forEach(each -> VerifyText.lines(each).forEach(Terminal.OUT::println));
        }
        return verified.stream().allMatch(VerifiedSymbol::good) ? ExitCode.OK : ExitCode.FAILED;
    }

    private VerifiedSymbol verify(Storage storage, String symbol) throws IOException {
        // The other build first: where it cannot be compared with, that is known at once.
        BuildComparison comparison = against == null ? null : compare(storage, symbol);
        ProgressBar bar =
                new ProgressBar(Terminal.ERR, "verify " + symbol, ProgressBar.BYTES, Terminal.isErrorWatched());
        VerificationReport report = Verification.run(storage, symbol, bar::progress);
        bar.end();
        return new VerifiedSymbol(report, Findings.of(storage, report), comparison);
    }

    private BuildComparison compare(Storage storage, String symbol) throws IOException {
        EventsSource.instrument(storage, symbol, source.path());
        try (OtherBuild other = OtherBuild.start(against, source.path(), symbol);
                EventStream stream = EventStream.open(storage, symbol, StreamFilter.ALL, false)) {
            EventsSource.requireReplay(stream, 1, source.path());
            ProgressBar bar = new ProgressBar(Terminal.ERR, "compare " + symbol, "commands", Terminal.isErrorWatched());
            BuildComparison comparison = new BuildComparison(stream, other::nextLine).run(bar::progress);
            bar.end();
            if (comparison.difference() == null || comparison.difference().ended()) {
                comparison.otherFault(other.error());
            }
            return comparison;
        }
    }
}
