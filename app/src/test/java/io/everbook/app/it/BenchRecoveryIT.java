package io.everbook.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The benchmark boots the JAR that it is in, and finds that it arrives where it should. */
@Timeout(300)
final class BenchRecoveryIT {

    @TempDir
    private Path directory;

    @Test
    void shouldBootTheJarOnTheStateThatItWrote() throws Exception {
        Path data = directory.resolve("data");
        Path figures = directory.resolve("figures.json");

        EverbookJar.Result result = EverbookJar.run(
                "",
                "bench",
                "recovery",
                "--orders=1000",
                "--commands=20000",
                "--runs=1",
                "--jvm-option=-Xmx256m",
                "--data=" + data,
                "--json=" + figures);

        // From Java 24 on the JVM itself warns of what Chronicle uses.
        assertThat(result.err().lines().filter(line -> !line.startsWith("WARNING: ")))
                .isEmpty();
        assertThat(result.exitCode()).isZero();
        assertThat(result.out())
                .contains("State: 1,000 resting orders", "boot 1: ready in ", "in process 1: ", "Every run arrived at");
        assertThat(Files.readString(figures)).contains("\"readyMillis\"", "\"orders\" : 1000");
        assertThat(data.resolve("snapshots/BENCH-RECOVERY")).isNotEmptyDirectory();
        assertThat(data.resolve("snapshots/BTC-USD")).doesNotExist();
        EverbookJar.Result again = EverbookJar.run("", "bench", "recovery", "--data=" + data);
        assertThat(again.exitCode()).isEqualTo(2);
        assertThat(again.err()).contains("the directory must be empty");
    }
}
