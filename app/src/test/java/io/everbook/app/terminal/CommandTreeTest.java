package io.everbook.app.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Set;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Only what a command line names is made; where nothing is named, everything is. */
final class CommandTreeTest {

    @Command(name = "root", mixinStandardHelpOptions = true)
    @Subcommands({Tree.class, Leaf.class, CommandLine.HelpCommand.class})
    static final class Root implements Runnable {

        @Override
        public void run() {}
    }

    @Command(name = "tree", description = "Has branches.")
    @Subcommands({Leaf.class, Twig.class})
    static final class Tree implements Runnable {

        @Override
        public void run() {}
    }

    @Command(name = "leaf", description = "Has nothing below it.")
    static final class Leaf implements Runnable {

        @Override
        public void run() {}
    }

    @Command(name = "twig", description = "Is not made unless it is named.")
    static final class Twig implements Runnable {

        static int made;

        Twig() {
            made++;
        }

        @Override
        public void run() {}
    }

    private final StringWriter output = new StringWriter();

    @Test
    void makesTheNamedCommandAlone() {
        int before = Twig.made;

        CommandLine root = CommandTree.of(new Root(), new String[] {"tree", "leaf", "twig"});

        assertThat(names(root)).containsExactly("tree");
        assertThat(names(root.getSubcommands().get("tree"))).containsExactly("leaf");
        assertThat(Twig.made).isEqualTo(before);
    }

    @Test
    void makesAllWhereNoneIsNamed() {
        for (String first : new String[] {"--help", "help", "laef"}) {
            CommandLine root = CommandTree.of(new Root(), new String[] {first, "leaf"});

            assertThat(names(root)).as(first).containsExactly("tree", "leaf", "help");
            assertThat(names(root.getSubcommands().get("tree"))).as(first).containsExactly("leaf", "twig");
        }
        assertThat(names(CommandTree.of(Root.class, new String[0]))).hasSize(3);
    }

    @Test
    void listsAllBranchesInTheHelpOfANamedCommand() {
        assertThat(execute("tree", "--help")).contains("leaf", "twig", "Is not made unless it is named.");
        assertThat(execute("help", "tree")).contains("leaf", "twig");
    }

    @Test
    void suggestsWhatWasMeant() {
        assertThat(execute("tree", "twgi")).contains("twig");
    }

    @Test
    void givesEveryCommandItsHelp() {
        assertThat(execute("tree", "leaf", "--help")).contains("Has nothing below it.", "--version");
    }

    private String execute(String... arguments) {
        output.getBuffer().setLength(0);
        PrintWriter writer = new PrintWriter(output);
        CommandTree.of(new Root(), arguments).setOut(writer).setErr(writer).execute(arguments);
        return output.toString();
    }

    private static Set<String> names(CommandLine commandLine) {
        return commandLine.getSubcommands().keySet();
    }
}
