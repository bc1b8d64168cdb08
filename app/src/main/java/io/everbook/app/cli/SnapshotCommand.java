package io.everbook.app.cli;

import io.everbook.app.terminal.Subcommands;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code everbook snapshot}: snapshots of a running engine, and those in a data directory. */
@Command(
        name = "snapshot",
        description = "Ask a running engine for a snapshot, or look at the snapshots in a data directory.",
        synopsisSubcommandLabel = "WHAT")
@Subcommands({SnapshotNowCommand.class, SnapshotListCommand.class, SnapshotVerifyCommand.class})
final class SnapshotCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "what to do is missing: now, list or verify");
    }
}
