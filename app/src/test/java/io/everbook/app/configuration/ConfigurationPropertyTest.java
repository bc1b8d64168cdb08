package io.everbook.app.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import io.everbook.core.instrument.Instrument;
import io.everbook.journal.JournalRetention;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

final class ConfigurationPropertyTest {

    @Property(tries = 200)
    void shouldReadBackWhateverIsPrinted(
            @ForAll @IntRange(max = 60_000) int syncIntervalMs,
            @ForAll @LongRange(max = 1L << 50) long compactionThreshold,
            @ForAll @IntRange(min = 6, max = 20) int ringBits,
            @ForAll @IntRange(max = 65_535) int port,
            @ForAll WaitStrategyKind waitStrategy,
            @ForAll StageLayout stages) {
        Configuration configuration = new Configuration(
                new Configuration.Persistence(
                        port % 2 == 0,
                        Path.of("a \"b\"\\" + port),
                        syncIntervalMs,
                        1,
                        compactionThreshold / 2,
                        1,
                        compactionThreshold,
                        JournalRetention.ARCHIVE,
                        65_536),
                List.of(Instrument.of("A", "0.05", "1"), Instrument.of("B." + port, "1", "0.00000001")),
                1,
                1 << ringBits,
                64,
                waitStrategy,
                stages,
                new Configuration.Http(true, "localhost", port),
                new Logging(LogLevel.DEBUG, LogFormat.JSON, "a b" + port, 65_536 + port, 0),
                new BackupSchedule("a \"b" + port, 1 + port % 10_080, port % 2 == 0, 3, port % 3 == 0, "p" + port),
                new AuditRetention(port % 36_500, port));

        String printed = ConfigurationPrinter.print(configuration);

        assertThat(ConfigurationReader.read(printed, "printed")).isEqualTo(configuration);
    }

    @Property(tries = 2_000)
    void shouldAnswerAnyDamageWithOneLine(
            @ForAll @IntRange(max = 5_000) int place, @ForAll @Size(max = 3) List<Character> damage) {
        StringBuilder json = new StringBuilder(ConfigurationPrinter.defaults());
        int start = place % json.length();
        StringBuilder inserted = new StringBuilder();
        damage.forEach(inserted::append);
        json.replace(start, Math.min(json.length(), start + 1), inserted.toString());
        try {
            assertThat(ConfigurationReader.read(json.toString(), "damaged")).isNotNull();
        } catch (ConfigurationException fault) {
            assertThat(fault.getMessage()).startsWith("damaged: ").doesNotContain("\n", "\r", "\u001b");
        }
    }
}
