package io.everbook.app.bench;

import io.everbook.app.configuration.AuditRetention;
import io.everbook.app.configuration.BackupSchedule;
import io.everbook.app.configuration.Configuration;
import io.everbook.app.configuration.Logging;
import io.everbook.app.configuration.StageLayout;
import io.everbook.app.configuration.WaitStrategyKind;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * One way to run the engine that is measured.
 *
 * @param layout how stages are spread over threads
 * @param waiting how ring threads wait
 * @param syncIntervalMs how often journals are forced, ms; 0 = before a command is applied; -1 = nothing is journaled
 * @param instruments over how many instruments the orders are spread, 1 or more
 * @param rate commands a second; 0 = as many as the engine takes
 */
public record PipelineVariant(
        StageLayout layout, WaitStrategyKind waiting, int syncIntervalMs, int instruments, double rate) {

    /** The sync interval that stands for no journal at all. */
    public static final int NO_JOURNAL = -1;

    /**
     * Makes the engine's configuration.
     *
     * @param directory the data directory; used only where something is journaled
     * @param snapshotEveryCommands after how many commands a snapshot is taken; 0 = at the default interval alone
     */
    Configuration configuration(Path directory, long snapshotEveryCommands) {
        Configuration defaults = Configuration.defaults();
        Configuration.Persistence p = defaults.persistence();
        return new Configuration(
                new Configuration.Persistence(
                        syncIntervalMs != NO_JOURNAL,
                        directory,
                        Math.max(0, syncIntervalMs),
                        p.snapshotIntervalMin(),
                        snapshotEveryCommands,
                        p.keepSnapshots(),
                        p.compactionThreshold(),
                        p.journalRetention(),
                        p.segmentBytes()),
                List.of(),
                defaults.lanes(),
                defaults.ringSize(),
                defaults.eventRingSize(),
                waiting,
                layout,
                defaults.http(),
                Logging.DEFAULTS,
                BackupSchedule.DEFAULTS,
                AuditRetention.DEFAULTS);
    }

    /** {@return the same at another rate} */
    PipelineVariant atRate(double perSecond) {
        return new PipelineVariant(layout, waiting, syncIntervalMs, instruments, perSecond);
    }

    /** {@return what is told apart in a table, in at most 40 characters} */
    String label() {
        return String.format(
                Locale.ROOT,
                "%s %s %s %d %s",
                word(layout),
                word(waiting),
                sync(),
                instruments,
                rate == 0 ? "max" : rateText());
    }

    private String sync() {
        return syncIntervalMs == NO_JOURNAL ? "none" : syncIntervalMs + "ms";
    }

    private String rateText() {
        return String.format(Locale.ROOT, "%,.0f/s", rate);
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
