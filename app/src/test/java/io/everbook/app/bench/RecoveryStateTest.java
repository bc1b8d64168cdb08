package io.everbook.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.everbook.app.configuration.AuditRetention;
import io.everbook.app.configuration.BackupSchedule;
import io.everbook.app.configuration.Configuration;
import io.everbook.app.configuration.Logging;
import io.everbook.core.command.Command;
import io.everbook.core.event.EventBatch;
import io.everbook.core.event.EventType;
import io.everbook.core.instrument.Instrument;
import io.everbook.core.matching.Market;
import io.everbook.journal.ExecutionsSurvey;
import io.everbook.journal.JournalCatalog;
import io.everbook.journal.storage.FileStorage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The benchmarks of recovery and snapshots measure what they say, and what they measure is right. */
@Timeout(300)
final class RecoveryStateTest {

    @TempDir
    private Path directory;

    @Test
    void shouldWriteAStateThatReplaysToItsDigest() {
        RecoveryState state = RecoveryState.write(directory, 500, 3_000);

        assertThat(state.snapshot().sequence()).isEqualTo(500);
        assertThat(ReplayRate.measure(state).digest()).isEqualTo(state.digest());
    }

    @Test
    void shouldWriteAnExecutionsLogToWhichAStartAddsNothing() throws IOException {
        RecoveryState.write(directory, 500, 3_000);

        try (FileStorage storage = new FileStorage(directory)) {
            Instrument instrument = JournalCatalog.instrument(storage, RecoveryState.SYMBOL);
            ExecutionsSurvey survey = ExecutionsSurvey.of(storage, instrument, 3_500);
            assertThat(survey.findings()).isEmpty();
            assertThat(survey.missing()).isEmpty();
            assertThat(survey.nextSequence()).isEqualTo(3_501);
        }
    }

    @Test
    void shouldKeepTheBookAtItsSizeAndTrade() {
        SteadyFlow flow = SteadyFlow.filled(0);
        Market market = new Market(Instrument.of("A", "0.01", "1"));
        Command command = new Command();
        EventBatch events = new EventBatch();
        int rejected = 0;
        int steps = 100_000;
        for (int i = 0; i < 1_000 + steps; i++) {
            if (i < 1_000) {
                flow.fill(command);
            } else {
                flow.next(command);
            }
            market.apply(command.sequence(i + 1L), events);
            rejected += events.event(0).type() == EventType.REJECTED ? 1 : 0;
        }

        assertThat(market.openOrderCount()).isBetween(1_000, 20_000);
        assertThat(market.lastTradeId()).isGreaterThan(steps / 20);
        assertThat(rejected).isLessThan(steps / 4);
    }

    @Test
    void shouldMeasureEveryKindOfWindow() {
        Configuration defaults = Configuration.defaults();
        Configuration.Persistence p = defaults.persistence();
        Configuration configuration = new Configuration(
                new Configuration.Persistence(
                        true,
                        directory,
                        100,
                        15,
                        0,
                        5,
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
        ByteArrayOutputStream printed = new ByteArrayOutputStream();

        new SnapshotBench(
                        new SnapshotBench.Options(1_000, 1, 1, 2_000, 1),
                        configuration,
                        new PrintStream(printed, true, StandardCharsets.UTF_8))
                .run();

        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("load 2,000 commands/s, 1,000 orders")
                .containsPattern("1 +none +2,000 .* 0\\R")
                .containsPattern("1 +follower +2,000 .* [1-9][0-9]*\\R")
                .containsPattern("1 +in-thread +2,000 .*\\R")
                .containsPattern("p99.99 against none: follower [0-9.]+, in-thread [0-9.]+");
    }
}
