package io.everbook.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A restore that is killed half-way leaves the whole directory or none, and the next one makes it. */
class ReplayRestoreIT {

    private static final int COMMANDS = 40_000;
    private static final List<Integer> DELAYS_MILLIS = List.of(0, 60, 400);

    @TempDir
    private Path directory;

    @Test
    void shouldBeMadeAnewAfterAKill() throws Exception {
        Path data = directory.resolve("data");
        Path into = directory.resolve("then");
        Path unfinished = directory.resolve("then.unfinished");
        String commands = String.join("\n", CommandStream.lines(7, COMMANDS)) + "\n";
        assertThat(EverbookJar.run(commands, "match", "--data", data.toString()).exitCode())
                .isZero();
        Map<String, Long> before = sizes(data);
        String[] restore = {"replay", "restore", "--data", data.toString(), "--to", "39000", "--into", into.toString()};
        int killedHalfWay = 0;
        for (int delay : DELAYS_MILLIS) {
            kill(restore, into, unfinished, delay);
            if (Files.exists(into)) {
                assertThat(unfinished).doesNotExist();
            } else if (Files.exists(unfinished)) {
                killedHalfWay++;
                EverbookJar.Result refused = EverbookJar.run("", restore);
                assertThat(refused.exitCode()).isEqualTo(2);
                assertThat(refused.err()).contains("an earlier attempt left unfinished", unfinished.toString());
                delete(unfinished);
                EverbookJar.Result made = EverbookJar.run("", restore);
                assertThat(made.exitCode()).as(made.err()).isZero();
            }
            if (Files.exists(into)) {
                assertThat(book(into, "39000")).isEqualTo(book(data, "39000"));
                assertThat(EverbookJar.run("", "journal", "verify", "--data", into.toString())
                                .exitCode())
                        .isZero();
                delete(into);
            }
        }
        assertThat(killedHalfWay).as("kills that left something unfinished").isPositive();
        assertThat(sizes(data)).isEqualTo(before);
    }

    /** Kills it so long after its first file appeared. */
    private void kill(String[] restore, Path into, Path unfinished, int delayMillis) throws Exception {
        Process process = EverbookJar.builder(restore)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output.txt").toFile())
                .start();
        while (process.isAlive() && !Files.exists(unfinished) && !Files.exists(into)) {
            Thread.onSpinWait();
        }
        process.waitFor(delayMillis, TimeUnit.MILLISECONDS);
        process.destroyForcibly().waitFor();
    }

    private static String book(Path data, String at) {
        EverbookJar.Result book =
                EverbookJar.run("", "replay", "book", "--data", data.toString(), "--at", at, "--json");
        assertThat(book.exitCode()).as(book.err()).isZero();
        return book.out();
    }

    private static Map<String, Long> sizes(Path folder) throws IOException {
        Map<String, Long> sizes = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                sizes.put(file.toString(), Files.size(file));
            }
        }
        return sizes;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
