package io.everbook.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.everbook.app.configuration.AuditRetention;
import io.everbook.app.configuration.BackupSchedule;
import io.everbook.app.configuration.Configuration;
import io.everbook.app.configuration.Logging;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The benchmark of durable mode measures what it says: each command alone is forced once, many share a force. */
@Timeout(300)
final class DurableBenchTest {

    @TempDir
    private Path directory;

    @Test
    void shouldForceEachCommandOnceAndManyTogether() throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        Path data = directory.resolve("data");
        Path json = directory.resolve("durable.json");

        new DurableBench(
                        new DurableBench.Options(1, 1, 100, 0),
                        configuration(data),
                        new PrintStream(printed, true, StandardCharsets.UTF_8))
                .run(json);

        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("no gateway, no network", "1.000 forces and ", "100 at a time: ")
                .containsPattern("(?m)^1 +[0-9]")
                .containsPattern("(?m)^all +[0-9]");
        String figures = Files.readString(json);
        assertThat(figures)
                .contains(
                        "\"outstanding\" : 100", "\"fileSystem\"", "\"rounds\" : [", "\"all\" : {", "\"latencyRatio\"")
                .contains("\"medianLatencyRatio\"")
                .contains("\"oneForcesPerCommand\" : 1.0,");
        assertThat(number(figures, "manyPerForce")).isGreaterThan(1);
        assertThat(number(figures, "oneBytesPerCommand")).isGreaterThan(number(figures, "manyBytesPerCommand"));
        // A bare force and a command take turns.
        assertThat(number(figures, "bare\" : \\{\\s+\"count")).isEqualTo(number(figures, "one\" : \\{\\s+\"count"));
        assertThat(data.resolve("journals")).isNotEmptyDirectory();
        assertThat(data.resolve("bench-durable.bin")).doesNotExist();
    }

    private static double number(String figures, String name) {
        Matcher matcher = Pattern.compile("\"" + name + "\" : ([-0-9.E]+)").matcher(figures);
        assertThat(matcher.find()).as(name).isTrue();
        return Double.parseDouble(matcher.group(1));
    }

    @Test
    void shouldTakeTheMiddleOfTheRoundsRatios() {
        assertThat(DurableRound.medianLatencyRatio(List.of(round(120), round(300), round(110))))
                .isEqualTo(1.2);
        assertThat(DurableRound.medianLatencyRatio(List.of(round(100), round(120))))
                .isEqualTo(1.1);
    }

    private static DurableRound round(long oneNanos) {
        DurableRound round = new DurableRound();
        round.bare.recordValue(100);
        round.one.recordValue(oneNanos);
        return round;
    }

    private static Configuration configuration(Path data) {
        Configuration defaults = Configuration.defaults();
        Configuration.Persistence p = defaults.persistence();
        return new Configuration(
                new Configuration.Persistence(
                        true,
                        data,
                        0,
                        p.snapshotIntervalMin(),
                        0,
                        p.keepSnapshots(),
                        p.compactionThreshold(),
                        p.journalRetention(),
                        p.segmentBytes()),
                defaults.instruments(),
                1,
                1024,
                1024,
                defaults.waitStrategy(),
                defaults.stages(),
                defaults.http(),
                Logging.DEFAULTS,
                BackupSchedule.DEFAULTS,
                AuditRetention.DEFAULTS);
    }
}
