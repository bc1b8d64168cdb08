package io.everbook.app.cli;

import io.everbook.app.terminal.Subcommands;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code everbook bench}: benchmarks that check what they measure. */
@Command(
        name = "bench",
        description = "Measure the engine on this machine, and check that what was measured was right.",
        synopsisSubcommandLabel = "WHAT")
@Subcommands({
    BenchBookCommand.class,
    BenchShapesCommand.class,
    BenchPipelineCommand.class,
    BenchDurableCommand.class,
    BenchRecoveryCommand.class,
    BenchSnapshotCommand.class,
    BenchApiCommand.class
})
final class BenchCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "what to measure is missing: book, shapes, pipeline, durable, recovery, snapshot or api");
    }
}
