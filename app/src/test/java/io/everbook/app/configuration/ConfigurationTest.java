package io.everbook.app.configuration;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.everbook.core.instrument.Instrument;
import io.everbook.journal.JournalRetention;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ConfigurationTest {

    private static final Configuration DEFAULTS = Configuration.defaults();

    @Test
    void shouldRefuseValuesOutOfRange() {
        assertThatThrownBy(() -> persistence(-1, 5)).hasMessageEndingWith("journalSyncIntervalMs=-1");
        assertThatThrownBy(() -> persistence(0, 0)).hasMessageEndingWith("keepSnapshots=0");
        assertThatThrownBy(() -> new Configuration.Http(true, "localhost", 65536))
                .hasMessageEndingWith("port=65536");
        assertThatThrownBy(() -> new Configuration.Http(true, " ", 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ringSize(65)).hasMessageEndingWith("ringSize=65");
    }

    @Test
    void shouldRefuseSymbolThatStandsTwice() {
        Instrument twice = Instrument.of("A", "1", "1");

        assertThatThrownBy(() -> DEFAULTS.withInstruments(List.of(twice, twice)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Configuration.Persistence persistence(int syncIntervalMs, int keepSnapshots) {
        return new Configuration.Persistence(
                true, Path.of("data"), syncIntervalMs, 15, 0, keepSnapshots, 0, JournalRetention.DELETE, 1 << 20);
    }

    private static Configuration ringSize(int ringSize) {
        return new Configuration(
                DEFAULTS.persistence(),
                DEFAULTS.instruments(),
                1,
                ringSize,
                64,
                WaitStrategyKind.AUTO,
                StageLayout.AUTO,
                DEFAULTS.http(),
                Logging.DEFAULTS,
                BackupSchedule.DEFAULTS,
                AuditRetention.DEFAULTS);
    }
}
