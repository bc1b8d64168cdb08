package io.everbook.app.client;

import io.everbook.app.terminal.Subcommands;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code everbook client}: asks a running engine. */
@Command(name = "client", description = "Trade with a running engine, and watch it.", synopsisSubcommandLabel = "WHAT")
@Subcommands({ClientEnterCommand.class, ClientCancelCommand.class, ClientBookCommand.class, ClientTradesCommand.class})
public final class ClientRootCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "what to do is missing: enter, cancel, book or trades");
    }
}
