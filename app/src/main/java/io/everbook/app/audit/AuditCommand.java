package io.everbook.app.audit;

import io.everbook.app.terminal.Subcommands;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code everbook audit}: the security events of a data directory. */
@Command(
        name = "audit",
        description = "Show, verify and export who was let in, what operators did, and what became of the engine.",
        synopsisSubcommandLabel = "WHAT")
@Subcommands({AuditShowCommand.class, AuditVerifyCommand.class, AuditExportCommand.class})
public final class AuditCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "what to do is missing: show, verify or export");
    }
}
