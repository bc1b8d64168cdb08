package io.everbook.app.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.everbook.app.configuration.AuditRetention;
import io.everbook.app.configuration.BackupSchedule;
import io.everbook.app.configuration.Configuration;
import io.everbook.app.configuration.Logging;
import io.everbook.app.configuration.StageLayout;
import io.everbook.app.configuration.WaitStrategyKind;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How threads wait follows from the cores, and on few of them from whether every batch waits for the device. */
final class ThreadingTest {

    @ParameterizedTest
    @CsvSource({
        "1, true, 0, BLOCKING",
        "2, true, 0, BLOCKING",
        "2, true, 100, SLEEPING",
        "2, false, 0, SLEEPING",
        "3, true, 100, YIELDING",
        "4, true, 0, BLOCKING",
        "16, true, 0, YIELDING",
        "16, true, 100, YIELDING"
    })
    void shouldChooseByCoresAndBySyncMode(int cores, boolean enabled, int syncMs, WaitStrategyKind expected) {
        Threading threading =
                Threading.choose(configuration(enabled, syncMs, WaitStrategyKind.AUTO), cores, enabled ? 2 : 1);
        assertThat(threading.waitStrategy()).isEqualTo(expected);
        assertThat(threading.stages()).isEqualTo(cores < 4 ? StageLayout.SINGLE : StageLayout.SEPARATE);
    }

    @Test
    void shouldLeaveWhatTheOperatorAskedFor() {
        Threading threading = Threading.choose(configuration(true, 0, WaitStrategyKind.SLEEPING), 2, 2);
        assertThat(threading.waitStrategy()).isEqualTo(WaitStrategyKind.SLEEPING);
    }

    @Test
    void shouldRefuseToSpinWithoutACoreToSpare() {
        Configuration spinning = configuration(true, 0, WaitStrategyKind.BUSY_SPIN);
        assertThatThrownBy(() -> Threading.choose(spinning, 1, 2))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("cores=1 threads=1");
        assertThatThrownBy(() -> Threading.choose(spinning, 4, 2)).hasMessageContaining("cores=4 threads=5");
        assertThat(Threading.choose(spinning, 2, 2).waitStrategy()).isEqualTo(WaitStrategyKind.BUSY_SPIN);
    }

    private static Configuration configuration(boolean enabled, int syncMs, WaitStrategyKind wait) {
        Configuration defaults = Configuration.defaults();
        Configuration.Persistence p = defaults.persistence();
        return new Configuration(
                new Configuration.Persistence(
                        enabled,
                        Path.of("data"),
                        syncMs,
                        p.snapshotIntervalMin(),
                        p.snapshotEveryCommands(),
                        p.keepSnapshots(),
                        p.compactionThreshold(),
                        p.journalRetention(),
                        p.segmentBytes()),
                defaults.instruments(),
                1,
                defaults.ringSize(),
                defaults.eventRingSize(),
                wait,
                StageLayout.AUTO,
                defaults.http(),
                Logging.DEFAULTS,
                BackupSchedule.DEFAULTS,
                AuditRetention.DEFAULTS);
    }
}
