package io.everbook.app.audit;

import io.everbook.app.terminal.OutputFailure;
import io.everbook.app.terminal.Terminal;
import io.everbook.app.terminal.UserFault;
import io.everbook.journal.storage.Storage;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code everbook audit export}: the records, for other programs. */
@Command(
        name = "export",
        description = {
            "Write security events to standard output for other programs, oldest first, each with its hash.",
            "Where something is wrong with a chain, its records are written up to there. Reads only."
        },
        footer = {
            "",
            "Examples:",
            "  everbook audit export --data data > audit.jsonl",
            "  everbook audit export --data data --format csv --kind authentication-failed > failures.csv",
            "",
            "Exit codes: 0 all was written, 1 something is wrong with a chain or with",
            "standard output, 2 the input cannot be used."
        })
final class AuditExportCommand implements Callable<Integer> {

    @Mixin
    private AuditSource source;

    @Mixin
    private AuditFilter filter;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "jsonl",
            description = "jsonl (one JSON object a line, the default), csv or text.")
    private String format;

    @Override
    public Integer call() throws IOException {
        AuditFormat wanted = format();
        try (Storage storage = source.open()) {
            if (!wanted.head().isEmpty()) {
                Terminal.OUT.println(wanted.head());
            }
            int exitCode = AuditShowCommand.tell(AuditListing.run(
                    storage,
                    source.chains(storage),
                    filter.predicate(),
                    (chain, record) -> Terminal.OUT.println(wanted.line(chain, record))));
            if (Terminal.OUT.checkError()) {
                throw new OutputFailure("standard output cannot be written: the export is not whole");
            }
            return exitCode;
        }
    }

    private AuditFormat format() {
        try {
            return AuditFormat.valueOf(format.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw new UserFault("--format must be jsonl, csv or text: --format=" + format);
        }
    }
}
