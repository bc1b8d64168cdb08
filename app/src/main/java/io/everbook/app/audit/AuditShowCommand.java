package io.everbook.app.audit;

import io.everbook.app.terminal.ExitCode;
import io.everbook.app.terminal.Options;
import io.everbook.app.terminal.Terminal;
import io.everbook.journal.storage.Storage;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code everbook audit show}: the records, for people. */
@Command(
        name = "show",
        description = {
            "Print security events, oldest first, one a line. A running engine is no hindrance. Reads only.",
            "Where something is wrong with a chain, its records are shown up to there, and what is wrong goes to",
            "standard error."
        },
        footer = {
            "",
            "Examples:",
            "  everbook audit show --data data --last 20",
            "  everbook audit show --data data --kind operator-action,credential-changed",
            "  everbook audit show --data data --key desk-7 --from 2026-11-24T09:30:00Z",
            "",
            "Exit codes: 0 all was shown, 1 something is wrong with a chain,",
            "2 the input cannot be used."
        })
final class AuditShowCommand implements Callable<Integer> {

    private static final int MOST = 1_000_000;

    @Mixin
    private AuditSource source;

    @Mixin
    private AuditFilter filter;

    @Option(names = "--last", paramLabel = "N", description = "Only the last N of them.")
    private Integer last;

    @Option(names = "--json", description = "One JSON object a line.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        if (last != null) {
            Options.check("--last", last, 1, MOST);
        }
        AuditFormat format = json ? AuditFormat.JSONL : AuditFormat.TEXT;
        try (Storage storage = source.open()) {
            Deque<String> kept = new ArrayDeque<>();
            List<AuditFinding> findings =
                    AuditListing.run(storage, source.chains(storage), filter.predicate(), (chain, record) -> {
                        kept.add(format.line(chain, record));
                        if (last == null) {
                            Terminal.OUT.println(kept.poll());
                        } else if (kept.size() > last) {
                            kept.remove();
                        }
                    });
            kept.forEach(Terminal.OUT::println);
            return tell(findings);
        }
    }

    /** Says what is wrong. */
    static int tell(List<AuditFinding> findings) {
        Terminal.OUT.flush();
        findings.forEach(finding -> Terminal.ERR.println(
                "everbook: the audit journal is damaged, nothing of this chain is shown from here on; see everbook"
                        + " audit verify: file=" + finding.file() + ": " + finding.text()));
        return findings.isEmpty() ? ExitCode.OK : ExitCode.FAILED;
    }
}
