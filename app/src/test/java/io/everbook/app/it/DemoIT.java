package io.everbook.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The first thing that a newcomer runs. */
class DemoIT {

    @Test
    void shouldComeBackExactly() {
        EverbookJar.Result result = EverbookJar.run("", "demo", "--seconds", "2");
        assertThat(result.exitCode()).as(result.out() + result.err()).isZero();
        assertThat(result.out()).contains("The book came back exactly", "before the halt", "after recovery");
        assertThat(result.err().lines())
                .contains("[INFO] Initializing persistence for BTC-USD", "[INFO] Recovery completed successfully");
        assertThat(result.err()).doesNotContain("SLF4J", "Chronicle");
        assertThat(result.err().lines().filter(line -> line.contains("WARNING")))
                .as("only what Java 24 and later say of sun.misc.Unsafe")
                .allMatch(line -> Runtime.version().feature() >= 24 && line.contains("sun.misc.Unsafe")
                        || line.contains("Please consider reporting this to the maintainers of class net.openhft"));
    }

    @Test
    void shouldPrintHelpForEveryCommand() {
        for (String command : new String[] {"run", "demo", "match", "import", "config"}) {
            EverbookJar.Result result = EverbookJar.run("", command, "--help");
            assertThat(result.exitCode()).isZero();
            assertThat(result.out()).contains("Usage: everbook " + command);
        }
        assertThat(EverbookJar.run("", "--version").out()).startsWith("everbook ");
    }
}
