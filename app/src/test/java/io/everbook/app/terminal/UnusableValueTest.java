package io.everbook.app.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.everbook.app.cli.CommandLineInterface;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Nobody who types a command line is told the names of Java's types. */
final class UnusableValueTest {

    enum Format {
        TEXT,
        CSV
    }

    @Command(name = "sample")
    static final class Sample {

        @Parameters(paramLabel = "ID", arity = "0..1")
        private long id;

        @Option(names = {"-d", "--depth"})
        private Integer depth;

        @Option(names = "--format")
        private Format format;

        @Option(names = "--data")
        private Path data;

        @Option(names = "--load")
        private double load;

        @Option(names = "--drop")
        private List<Long> drop = new ArrayList<>();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "abc | ID must be a whole number: ID=abc",
                "1.5 | ID must be a whole number: ID=1.5",
                "99999999999999999999 | "
                        + "ID must be a whole number of at most 9223372036854775807: ID=99999999999999999999",
                "-d=x | --depth must be a whole number: --depth=x",
                "--depth= | --depth must be a whole number: --depth=",
                "--depth=2147483648 | --depth must be a whole number of at most 2147483647: --depth=2147483648",
                "--depth=-2147483649 | --depth must be a whole number of at least -2147483648: --depth=-2147483649",
                "--format=xml | --format must be text or csv: --format=xml",
                "--load=x | --load must be a number: --load=x",
                "--drop=x | --drop must be a whole number: --drop=x",
                "--nonsense | Unknown option: '--nonsense'",
            })
    void shouldSayWhatAnOptionTakes(String argument, String message) {
        assertThat(said(argument)).isEqualTo(message);
    }

    @Test
    void shouldSayWhatAPathIs() {
        assertThat(said("--data=a\0b")).isEqualTo("--data must be the name of a file: --data=a\0b");
    }

    /** Of a type that this knows no words for, the parser's would be said, with its name in them. */
    @Test
    void shouldKnowEveryTypeThatACommandTakes() {
        List<Class<?>> types = new ArrayList<>();
        collect(CommandTree.of(CommandLineInterface.class, new String[0]), types);
        assertThat(types)
                .isNotEmpty()
                .allSatisfy(type -> assertThat(type.isEnum()
                                || List.of(int.class, Integer.class, long.class, Long.class)
                                        .contains(type)
                                || List.of(double.class, Double.class).contains(type)
                                || List.of(boolean.class, Boolean.class, String.class, Path.class)
                                        .contains(type))
                        .as("%s", type)
                        .isTrue());
    }

    private static void collect(CommandLine command, List<Class<?>> types) {
        for (ArgSpec argument : command.getCommandSpec().args()) {
            types.add(argument.auxiliaryTypes()[0]);
        }
        command.getSubcommands().values().forEach(below -> collect(below, types));
    }

    private static String said(String argument) {
        CommandLine line = new CommandLine(new Sample()).setCaseInsensitiveEnumValuesAllowed(true);
        return UnusableValue.describe(catchThrowableOfType(ParameterException.class, () -> line.parseArgs(argument)));
    }
}
