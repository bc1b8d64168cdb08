package io.everbook.app.audit;

import io.everbook.app.terminal.ExitCode;
import io.everbook.app.terminal.Terminal;
import io.everbook.app.terminal.UserFault;
import io.everbook.journal.JournalException;
import io.everbook.journal.storage.Storage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code everbook audit verify}: whether the audit is what was recorded, all of it. */
@Command(
        name = "verify",
        description = {
            "Check every frame, record and hash of the audit journals, and print the anchor of each: the hash of its",
            "last record, which pins all before it. Keep it where nobody can write who can write the data directory,",
            "and give it back later: only then a cut of the end is found, and a chain that was written anew.",
            "Where the oldest segments were removed (audit.retentionDays, audit.keepSegments), it says behind which",
            "anchor the chain begins, and that a record tells of the removal. A running engine is no hindrance. Reads",
            "only."
        },
        footer = {
            "",
            "Examples:",
            "  everbook audit verify --data data",
            "  everbook audit verify --data data --anchor ENGINE:1234:HASH --anchor TOOLS:7:HASH",
            "  everbook audit verify --data backup --json",
            "",
            "Exit codes: 0 all is well, 1 something is wrong, 2 the input cannot be used."
        })
final class AuditVerifyCommand implements Callable<Integer> {

    private static final int LOOKS = 10;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    @Mixin
    private AuditSource source;

    @Option(
            names = "--anchor",
            paramLabel = "ANCHOR",
            description = "An anchor that was printed before, or its hash alone. Can be given several times.")
    private List<String> anchors = List.of();

    @Option(
            names = "--quick",
            description = "Only from the newest checkpoint on, as a start of the engine does; what is before it is not"
                    + " looked at.")
    private boolean quick;

    @Option(names = "--json", description = "The verdicts as one JSON object.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        List<AuditAnchor> kept = new ArrayList<>();
        for (String text : anchors) {
            AuditAnchor anchor = AuditAnchor.of(text);
            if (anchor == null) {
                throw new UserFault("--anchor takes an anchor as it was printed, such as ENGINE:1234:HASH, or its hash,"
                        + " 64 hexadecimal digits: --anchor=" + text);
            }
            kept.add(anchor);
        }
        AuditReport report = new AuditReport();
        try (Storage storage = source.open()) {
            TreeSet<String> names = new TreeSet<>(source.chains(storage));
            // A chain that is gone altogether is named by its anchor alone.
            kept.stream().map(AuditAnchor::name).filter(name -> !name.isEmpty()).forEach(names::add);
            names.forEach(name -> report.add(name, verify(storage, name, kept)));
        }
        report.missing(kept);
        Terminal.OUT.print(json ? report.json() : report.text());
        return report.good() ? ExitCode.OK : ExitCode.FAILED;
    }

    /** What looks like an unfinished last write may be one that a running engine is at: it is looked at again. */
    private AuditVerification verify(Storage storage, String name, List<AuditAnchor> anchors) {
        AuditVerification verification = look(storage, name, anchors);
        for (int look = 1; look < LOOKS && isTorn(verification); look++) {
            LockSupport.parkNanos(PAUSE_NANOS);
            verification = look(storage, name, anchors);
        }
        JournalException untouchable = verification.untouchable();
        if (untouchable != null) {
            throw untouchable;
        }
        return verification;
    }

    private AuditVerification look(Storage storage, String name, List<AuditAnchor> anchors) {
        return quick
                ? AuditVerification.sinceCheckpoint(storage, name, anchors, record -> {})
                : AuditVerification.run(storage, name, anchors, record -> {});
    }

    private static boolean isTorn(AuditVerification verification) {
        return verification.findings().stream().anyMatch(finding -> finding.code() == AuditFinding.Code.TORN);
    }
}
