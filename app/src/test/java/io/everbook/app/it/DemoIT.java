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
        assertThat(result.err()).doesNotContain("WARNING", "SLF4J", "Chronicle");
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
