package io.everbook.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.everbook.app.terminal.Subcommands;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Walks all subcommands: each helps, with an example that names it, within 80 columns. */
class HelpTest {

    @Test
    void shouldHelpWithAnExampleOnEverySubcommand() throws Exception {
        List<String> commands = new ArrayList<>();
        collect(CommandLineInterface.class, "everbook", commands);
        assertThat(commands).hasSizeGreaterThan(30).contains("everbook replay what-if", "everbook journal verify");
        try (GuideSession session = GuideSession.shared()) {
            SoftAssertions softly = new SoftAssertions();
            for (String command : commands) {
                check(softly, command, session.type(command + " --help"));
                softly.assertThat(session.type("echo $?")).as(command).containsExactly("0");
            }
            softly.assertAll();
        }
    }

    private static void check(SoftAssertions softly, String command, List<String> help) {
        softly.assertThat(help).as(command).allMatch(line -> line.length() <= 80);
        softly.assertThat(help)
                .as("an example of %s", command)
                .anyMatch(line -> line.startsWith("Example"))
                .anyMatch(line -> line.startsWith("  ") && line.contains(command));
        if (command.startsWith("everbook replay ")) {
            softly.assertThat(String.join("\n", help)).as(command).contains("Exit codes: 0 ", "--symbol", "--json");
        }
    }

    private static void collect(Class<?> type, String name, List<String> commands) {
        Subcommands subcommands = type.getAnnotation(Subcommands.class);
        if (subcommands == null) {
            commands.add(name);
            return;
        }
        for (Class<?> each : subcommands.value()) {
            if (each != CommandLine.HelpCommand.class) {
                collect(each, name + ' ' + each.getAnnotation(Command.class).name(), commands);
            }
        }
    }
}
