package io.everbook.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The built JAR compared with itself: two processes, each replaying the same journal, give the same events. */
class ReplayVerifyIT {

    private static final String JAR = System.getProperty("everbook.jar", "target/everbook.jar");

    @TempDir
    private Path directory;

    @Test
    void shouldFindTheSameBuildEqual() {
        String data = directory.resolve("data").toString();
        String commands = String.join("\n", CommandStream.lines(5, 3_000)) + "\n";
        EverbookJar.Result matched = EverbookJar.run(commands, "match", "--data", data);
        assertThat(matched.exitCode()).isZero();
        EverbookJar.Result verified = EverbookJar.run("", "replay", "verify", "--data", data, "--against", JAR);
        assertThat(verified.exitCode()).as(verified.err()).isZero();
        assertThat(verified.outLines())
                .startsWith("BTC-USD: all is well")
                .last()
                .isEqualTo("  the other build gives the same "
                        + matched.outLines().size() + " events for 3000" + " commands");
        EverbookJar.Result replayed = EverbookJar.run("", "replay", "events", "--data", data, "--json");
        assertThat(replayed.outLines()).isEqualTo(matched.outLines());
    }
}
