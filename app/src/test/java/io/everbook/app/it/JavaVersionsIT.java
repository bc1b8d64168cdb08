package io.everbook.app.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One journal, replayed by every JDK of this machine: each must arrive at the same digest. */
class JavaVersionsIT {

    private static final String QUERY = "{\"type\":\"book\",\"depth\":20}\n";

    @TempDir
    private Path directory;

    @Test
    void shouldReplayToTheSameDigestOnEveryJdk() throws Exception {
        List<Path> jdks = otherJdks();
        assumeTrue(!jdks.isEmpty(), "skipped: no other JDK of 17 or later found (JAVA25_HOME names one)");
        String commands = String.join("\n", CommandStream.lines(7, 20_000)) + "\n" + QUERY;
        String data = directory.resolve("data").toString();
        EverbookJar.Result here = EverbookJar.run(commands, "match", "--data", data);
        assertThat(here.exitCode()).as(here.err()).isZero();
        deleteSnapshots();
        for (Path jdk : jdks) {
            EverbookJar.Result there = EverbookJar.run(jdk, QUERY, "match", "--data", data);
            assertThat(there.exitCode()).as(there.err()).isZero();
            assertThat(there.err()).contains("Replaying 20000 journal entries");
            assertThat(book(there)).as(jdk.toString()).isEqualTo(book(here));
            deleteSnapshots();
            EverbookJar.Result live = EverbookJar.run(
                    jdk,
                    commands,
                    "match",
                    "--data",
                    directory.resolve("live-" + jdks.indexOf(jdk)).toString());
            assertThat(book(live)).as("live on %s", jdk).isEqualTo(book(here));
        }
    }

    private static String book(EverbookJar.Result result) {
        List<String> lines = result.outLines();
        return CommandStream.withoutTimestamp(lines.get(lines.size() - 1));
    }

    private void deleteSnapshots() throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory.resolve("data/snapshots/BTC-USD"))) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
    }

    private static List<Path> otherJdks() throws IOException {
        List<Path> candidates = new ArrayList<>();
        if (System.getenv("JAVA25_HOME") != null) {
            candidates.add(Path.of(System.getenv("JAVA25_HOME")));
        }
        Path installed = Path.of("/usr/lib/jvm");
        if (Files.isDirectory(installed)) {
            try (DirectoryStream<Path> jdks = Files.newDirectoryStream(installed)) {
                jdks.forEach(candidates::add);
            }
        }
        List<Path> others = new ArrayList<>();
        Path own = Path.of(System.getProperty("java.home")).toRealPath();
        for (Path jdk : candidates) {
            boolean usable = Files.isExecutable(jdk.resolve("bin/java")) && isRecent(jdk);
            if (usable && !jdk.toRealPath().equals(own) && !others.contains(jdk.toRealPath())) {
                others.add(jdk.toRealPath());
            }
        }
        return others;
    }

    private static boolean isRecent(Path jdk) throws IOException {
        Path release = jdk.resolve("release");
        return Files.exists(release) && Files.readString(release).matches("(?s).*JAVA_VERSION=\"(1[7-9]|[2-9]\\d).*");
    }
}
