package io.everbook.app.replay;

import io.everbook.app.dump.StreamRows;
import io.everbook.core.event.ExecutionEvent;
import io.everbook.core.instrument.Instrument;
import io.everbook.journal.JournalException;
import io.everbook.replay.FileVerdict;
import io.everbook.replay.VerificationReport;
import io.everbook.replay.finding.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What {@code replay verify} found, for a person: the files that are not whole, each finding with both outcomes. */
final class VerifyText {

    private static final int INDENT = 3;

    private final VerifiedSymbol verified;
    private final List<String> lines = new ArrayList<>();

    private VerifyText(VerifiedSymbol verified) {
        this.verified = verified;
    }

    static List<String> lines(VerifiedSymbol verified) {
        return new VerifyText(verified).write();
    }

    private List<String> write() {
        VerificationReport report = verified.report();
        lines.add(report.symbol() + ": " + (verified.good() ? "all is well" : "NOT WELL"));
        lines.add(String.format(
                Locale.ROOT,
                "  %d commands, replayed through %d, digest %016x",
                report.commands(),
                report.replayedThrough(),
                report.digest()));
        lines.add("  " + report.checkpointsEqual() + " checkpoints equal; executions log: " + executions(report));
        for (FileVerdict verdict : report.files()) {
            if (verdict.kind() != FileVerdict.Kind.OK && verdict.kind() != FileVerdict.Kind.DIVERGED) {
                add(0, verdict.file() + ": " + word(verdict) + place(verdict) + ": " + verdict.detail());
            }
        }
        for (int i = 0; i < verified.findings().size(); i++) {
            finding(i + 1, verified.findings().get(i), report.instrument());
        }
        if (verified.comparison() != null) {
            comparison(verified.comparison(), report.instrument());
        }
        return lines;
    }

    private static String executions(VerificationReport report) {
        if (report.executions() == null) {
            return "none here";
        }
        long last = report.executions().lastSequence();
        return last == 0
                ? "no command could be compared"
                : report.executions().events() + " events equal, through command " + last;
    }

    private void finding(int number, Finding finding, Instrument instrument) {
        add(INDENT, number + ". " + finding.sentence());
        if (finding.outcomes() != null) {
            List<ExecutionEvent> replayed = finding.outcomes().replayed();
            List<ExecutionEvent> logged = finding.outcomes().logged();
            OutcomeText outcomes = new OutcomeText(instrument);
            lines.addAll(outcomes.command(finding.outcomes().command()));
            lines.addAll(outcomes.events("replayed", replayed, logged));
            lines.addAll(outcomes.events("logged", logged, replayed));
        }
    }

    private void comparison(BuildComparison compared, Instrument instrument) {
        BuildComparison.Difference difference = compared.difference();
        if (difference == null) {
            add(
                    2,
                    "  the other build gives the same " + compared.events() + " events for " + compared.commands()
                            + " commands"
                            + (compared.equal() ? "" : ", but ended with a fault: " + compared.otherFault()));
            return;
        }
        add(
                INDENT,
                "the other build gives the same " + compared.events() + " events, and other ones first for command "
                        + difference.sequence() + (difference.ended() ? ", where it ended" : "")
                        + (compared.otherFault().isEmpty() ? "" : ": " + compared.otherFault()));
        if (difference.command() != null) {
            lines.addAll(new OutcomeText(instrument).command(difference.command()));
        }
        json("this build", difference.here(), difference.there());
        json("other build", difference.there(), difference.here());
    }

    private void json(String name, List<String> events, List<String> other) {
        lines.add("   " + name + ":" + (events.isEmpty() ? " no events" : ""));
        events.forEach(event -> lines.add((other.contains(event) ? "     " : "   ! ") + event));
    }

    private void add(int indent, String sentence) {
        lines.addAll(StreamRows.wrapped(sentence, indent));
    }

    private static String word(FileVerdict verdict) {
        return verdict.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String place(FileVerdict verdict) {
        String offset = verdict.offset() == JournalException.NONE ? "" : " at offset " + verdict.offset();
        return verdict.sequence() == JournalException.NONE ? offset : offset + ", sequence " + verdict.sequence();
    }
}
