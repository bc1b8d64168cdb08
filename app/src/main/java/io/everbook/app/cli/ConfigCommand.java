package io.everbook.app.cli;

import io.everbook.app.configuration.ConfigurationPrinter;
import io.everbook.app.terminal.ExitCode;
import io.everbook.app.terminal.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code everbook config}: prints the default configuration with comments. */
@Command(
        name = "config",
        description = "Print the default configuration, with comments, ready to be edited.",
        footer = {"", "Example:", "  everbook config > everbook.json", "  everbook run --config everbook.json"})
final class ConfigCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        Terminal.OUT.print(ConfigurationPrinter.defaults());
        Terminal.OUT.flush();
        return ExitCode.OK;
    }
}
