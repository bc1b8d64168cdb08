package io.everbook.app.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.everbook.app.configuration.AuditRetention;
import io.everbook.app.configuration.BackupSchedule;
import io.everbook.app.configuration.Configuration;
import io.everbook.app.configuration.Logging;
import io.everbook.app.engine.EngineHealth;
import io.everbook.app.engine.EngineHealth.MarketHealth;
import io.everbook.app.engine.EngineHealth.State;
import io.everbook.app.engine.EngineProbe.Recovered;
import io.everbook.app.engine.Stage;
import io.everbook.core.command.CommandType;
import io.everbook.core.event.EventType;
import io.everbook.core.event.ExecutionEvent;
import io.everbook.core.event.RejectReason;
import io.everbook.journal.JournalRetention;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MockClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class EngineMetricsTest {

    private static final Recovered NOTHING = new Recovered(0, 0, 0, 0);

    private final MockClock clock = new MockClock();
    private final EngineMetrics metrics = new EngineMetrics(Configuration.defaults(), "1.2.3", clock);

    @AfterEach
    void close() {
        metrics.close();
    }

    @Test
    void shouldCountEventsByTypeAndRejectsByReason() {
        ExecutionEvent event = new ExecutionEvent();
        metrics.onEvent(event.clear(EventType.ACCEPTED), false);
        metrics.onEvent(event.clear(EventType.TRADED), false);
        metrics.onEvent(event.clear(EventType.TRADED), false);
        metrics.onEvent(event.clear(EventType.REJECTED).rejectReason(RejectReason.OFF_TICK), true);

        assertScraped(
                "everbook_events_total{type=\"accepted\"} 1.0",
                "everbook_events_total{type=\"traded\"} 2.0",
                "everbook_events_total{type=\"rejected\"} 1.0",
                "everbook_events_total{type=\"book\"} 0.0",
                "everbook_trades_total 2.0",
                "everbook_rejects_total{reason=\"off_tick\"} 1.0",
                "everbook_rejects_total{reason=\"unknown_order\"} 0.0");
    }

    @Test
    void shouldCountEachCommandOnceByItsType() {
        ExecutionEvent event = new ExecutionEvent();
        CommandType order = CommandType.NEW_ORDER;
        metrics.onEvent(event.clear(EventType.ACCEPTED).commandType(order), false);
        metrics.onEvent(event.clear(EventType.TRADED).commandType(order).lastOfCommand(true), false);
        metrics.onEvent(
                event.clear(EventType.REJECTED)
                        .rejectReason(RejectReason.UNKNOWN_ORDER)
                        .commandType(CommandType.CANCEL_ORDER)
                        .lastOfCommand(true),
                true);

        assertScraped(
                "everbook_commands_total{type=\"new_order\"} 1.0",
                "everbook_commands_total{type=\"cancel_order\"} 1.0",
                "everbook_commands_total{type=\"mass_cancel\"} 0.0");
    }

    @Test
    void shouldSortStageLatenciesIntoBucketsThatOnlyGrow() {
        metrics.passed(Stage.MATCH, 3, 1_500);
        metrics.scrape();
        metrics.passed(Stage.MATCH, 1, 40_000);
        metrics.answered(2, 3_000_000);
        metrics.answered(1, TimeUnit.HOURS.toNanos(1));

        assertScraped(
                "everbook_stage_latency_seconds_bucket{stage=\"match\",le=\"1.0E-6\"} 0",
                "everbook_stage_latency_seconds_bucket{stage=\"match\",le=\"2.0E-6\"} 3",
                "everbook_stage_latency_seconds_bucket{stage=\"match\",le=\"5.0E-5\"} 4",
                "everbook_stage_latency_seconds_count{stage=\"match\"} 4",
                "everbook_stage_latency_seconds_count{stage=\"force\"} 0",
                "everbook_command_latency_seconds_bucket{le=\"0.002\"} 0",
                "everbook_command_latency_seconds_bucket{le=\"0.005\"} 2",
                "everbook_command_latency_seconds_bucket{le=\"5.0\"} 2",
                "everbook_command_latency_seconds_bucket{le=\"+Inf\"} 3");
    }

    @Test
    void shouldShowHowLongAgoAJournalWasForced() {
        clock.add(Duration.ofSeconds(5));
        metrics.journalForced(80_000);
        clock.add(Duration.ofSeconds(3));

        assertScraped("everbook_journal_force_age_seconds 3.0");
    }

    @Test
    void shouldCountWhatIsJournaledAndRefusedAsBusy() {
        metrics.journalWritten(3, 300);
        metrics.journalWritten(1, 50);
        metrics.busy();

        assertScraped(
                "everbook_journal_commands_total 4.0",
                "everbook_journal_written_bytes_total 350.0",
                "everbook_busy_commands_total 1.0");
    }

    @Test
    void shouldSortForcesIntoBuckets() {
        metrics.journalForced(80_000);
        metrics.journalForced(3_000_000);

        assertScraped(
                "everbook_journal_force_seconds_bucket{le=\"5.0E-5\"} 0",
                "everbook_journal_force_seconds_bucket{le=\"1.0E-4\"} 1",
                "everbook_journal_force_seconds_bucket{le=\"0.005\"} 2",
                "everbook_journal_force_seconds_count 2",
                "everbook_journal_force_seconds_sum 0.00308");
    }

    @Test
    void shouldShowRecoveryOfEachSymbol() {
        metrics.recovered("BTC-USD", new Recovered(100, 42, 500_000_000L, 1_500_000_000L));
        metrics.recovered("AMZN", NOTHING);

        metrics.started(2_000_000_000L);

        assertScraped(
                "everbook_recovery_total_seconds 2.0",
                "everbook_recovery_replayed_entries{symbol=\"BTC-USD\"} 42.0",
                "everbook_recovery_duration_seconds{symbol=\"BTC-USD\"} 1.5",
                "everbook_recovery_load_duration_seconds{symbol=\"BTC-USD\"} 0.5",
                "everbook_recovery_replay_rate_entries_per_second{symbol=\"BTC-USD\"} 42.0",
                "everbook_recovery_replay_rate_entries_per_second{symbol=\"AMZN\"} 0.0",
                "everbook_recovery_sequence{symbol=\"BTC-USD\"} 100.0",
                "everbook_recovery_replayed_entries{symbol=\"AMZN\"} 0.0");
    }

    @Test
    void shouldRaiseTheFailedJournalOfOneSymbolOnly() {
        metrics.recovered("BTC-USD", NOTHING);
        metrics.recovered("AMZN", NOTHING);
        metrics.journalFailed("AMZN");

        assertScraped(
                "everbook_journal_failures{symbol=\"BTC-USD\"} 0.0", "everbook_journal_failures{symbol=\"AMZN\"} 1.0");
    }

    @Test
    void shouldShowAgeSizeAndDurationOfTheLastSnapshot() {
        metrics.recovered("BTC-USD", NOTHING);
        clock.add(Duration.ofMinutes(10));
        assertScraped("everbook_snapshot_age_seconds{symbol=\"BTC-USD\"} 600.0");

        metrics.snapshotTaken("BTC-USD", 7, 4096, 250_000_000);
        metrics.snapshotFailed("BTC-USD");
        clock.add(Duration.ofSeconds(30));

        assertScraped(
                "everbook_snapshot_age_seconds{symbol=\"BTC-USD\"} 30.0",
                "everbook_snapshot_size_bytes{symbol=\"BTC-USD\"} 4096.0",
                "everbook_snapshot_sequence{symbol=\"BTC-USD\"} 7.0",
                "everbook_snapshot_duration_seconds{symbol=\"BTC-USD\"} 0.25",
                "everbook_snapshot_successes_total{symbol=\"BTC-USD\"} 1.0",
                "everbook_snapshot_failures_total{symbol=\"BTC-USD\"} 1.0");
    }

    @Test
    void shouldShowHowFarTheFollowerIsBehindAndWhatItFound() {
        long[] live = {100};
        metrics.observe(view(
                () -> new EngineHealth(State.RUNNING, List.of(new MarketHealth("BTC-USD", true, null, live[0], 1)))));
        metrics.recovered("BTC-USD", new Recovered(100, 60, 0, 0));
        assertScraped("everbook_follower_lag_commands{symbol=\"BTC-USD\"} 60.0");

        metrics.compared("BTC-USD", 100, true);
        clock.add(Duration.ofMinutes(5));
        assertScraped(
                "everbook_follower_lag_commands{symbol=\"BTC-USD\"} 0.0",
                "everbook_follower_lag_ms{symbol=\"BTC-USD\"} 0.0");
        live[0] = 130;
        clock.add(Duration.ofMillis(250));
        metrics.compared("BTC-USD", 120, false);

        assertScraped(
                "everbook_follower_lag_commands{symbol=\"BTC-USD\"} 30.0",
                "everbook_follower_lag_ms{symbol=\"BTC-USD\"} 250.0",
                "everbook_snapshot_comparisons_total{result=\"equal\",symbol=\"BTC-USD\"} 1.0",
                "everbook_snapshot_comparisons_total{result=\"different\",symbol=\"BTC-USD\"} 1.0");
    }

    @Test
    void shouldReadTheEngineAtEachScrape() {
        List<MarketHealth> one = List.of(new MarketHealth("BTC-USD", true, null, 9, -2));
        EngineHealth[] health = {new EngineHealth(State.RUNNING, one)};
        metrics.observe(new EngineView(() -> health[0], () -> 77, () -> 11, null));
        assertScraped(
                "everbook_engine_state{state=\"running\"} 1.0",
                "everbook_market_sequence{symbol=\"BTC-USD\"} 9.0",
                "everbook_market_digest{symbol=\"BTC-USD\"} 2.81474976710654E14",
                "everbook_ring_remaining_slots{ring=\"command\"} 77.0",
                "everbook_ring_occupied_slots{ring=\"command\"} 16307.0",
                "everbook_ring_size_slots{ring=\"command\"} 16384.0",
                "everbook_ring_remaining_slots{ring=\"event\"} 11.0");

        List<MarketHealth> two =
                List.of(new MarketHealth("BTC-USD", false, "full", 10, 2), new MarketHealth("AMZN", true, null, 3, 3));
        health[0] = new EngineHealth(State.DEGRADED, two);

        assertScraped(
                "everbook_engine_state{state=\"running\"} 0.0",
                "everbook_engine_state{state=\"degraded\"} 1.0",
                "everbook_market_sequence{symbol=\"BTC-USD\"} 10.0",
                "everbook_market_sequence{symbol=\"AMZN\"} 3.0",
                "everbook_accepting_markets{symbol=\"BTC-USD\"} 0.0");
    }

    @Test
    void shouldShowWhatRunsAndHowItSyncs() {
        assertScraped("everbook_sync_interval_ms 100.0", "version=\"1.2.3\"} 1");

        Configuration.Persistence off =
                new Configuration.Persistence(false, Path.of("data"), 0, 1, 0, 1, 0, JournalRetention.DELETE, 1 << 20);
        Configuration defaults = Configuration.defaults();
        Configuration configuration = new Configuration(
                off,
                defaults.instruments(),
                1,
                64,
                64,
                defaults.waitStrategy(),
                defaults.stages(),
                defaults.http(),
                Logging.DEFAULTS,
                BackupSchedule.DEFAULTS,
                AuditRetention.DEFAULTS);
        try (EngineMetrics unjournaled = new EngineMetrics(configuration, "1.2.3")) {
            assertThat(unjournaled.scrape()).contains("everbook_sync_interval_ms -1.0");
        }
    }

    @Test
    void shouldDescribeEveryMeterAndGiveItsUnit() {
        metrics.recovered("BTC-USD", NOTHING);
        metrics.observe(view(() -> new EngineHealth(State.RUNNING, List.of())));
        metrics.scrape();

        assertThat(metrics.registry().getMeters())
                .extracting(Meter::getId)
                .filteredOn(id -> id.getName().startsWith("everbook."))
                .hasSizeGreaterThan(40)
                .allSatisfy(id -> {
                    assertThat(id.getDescription()).isNotBlank();
                    assertThat(id.getBaseUnit()).isNotBlank();
                });
    }

    private static EngineView view(Supplier<EngineHealth> health) {
        return new EngineView(health, () -> 0, () -> 0, null);
    }

    private void assertScraped(String... lines) {
        String scrape = metrics.scrape();
        assertThat(lines).allSatisfy(line -> assertThat(scrape).contains(line + "\n"));
    }
}
