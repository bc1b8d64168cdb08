package io.everbook.app.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.everbook.app.engine.EngineHealth.MarketHealth;
import io.everbook.core.event.EventType;
import io.everbook.core.event.ExecutionEvent;
import io.everbook.core.event.RejectReason;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A device that fails under one symbol's journal stops that symbol, says so once, and touches no other. */
@Timeout(300)
class JournalFailureTest {

    private static final int BTC = 0;
    private static final int ETH = 1;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({"WRITE, 0", "WRITE, 20", "FORCE, 0"})
    void shouldRefuseWhatCannotBeJournaled(FaultyStorage.Fault fault, int syncIntervalMs) {
        FaultyStorage device = new FaultyStorage(directory, "BTC-USD");
        TestEngine setup = new TestEngine(directory).on(device).syncIntervalMs(syncIntervalMs);
        Engine engine = setup.start(TestEngine.BTC, TestEngine.ETH);
        TestEngine.submit(engine, TestOrders.buy(BTC, 1, 100, 1));
        setup.events.awaitAnswers(1);
        device.fault = fault;
        for (int i = 2; i <= 20; i++) {
            TestEngine.submit(engine, TestOrders.buy(BTC, i, 100, 1));
            TestEngine.submit(engine, TestOrders.buy(ETH, i, 100, 1));
        }
        TestEngine.submit(engine, TestOrders.book(BTC));
        setup.events.awaitAnswers(40);
        assertOneMarketStopped(setup, engine, fault + "_FAILED");
        engine.close();
        assertThat(engine.fault()).isNull();
        assertThat(setup.events.answered()).isEqualTo(40);
        assertBothComeBack(1, 19);
    }

    /** Between two forces nobody notices, so the commands are taken, as the setting says; after it none is. */
    @Test
    void shouldStopAMarketWhoseForceFailsInTheBackground() {
        FaultyStorage device = new FaultyStorage(directory, "BTC-USD");
        TestEngine setup = new TestEngine(directory).on(device).syncIntervalMs(1);
        Engine engine = setup.start(TestEngine.BTC, TestEngine.ETH);
        device.fault = FaultyStorage.Fault.FORCE;
        TestEngine.submit(engine, TestOrders.buy(BTC, 1, 100, 1));
        await().until(() -> engine.health().markets().get(BTC).fault() != null);
        device.fault = FaultyStorage.Fault.NONE;
        for (int i = 2; i <= 20; i++) {
            TestEngine.submit(engine, TestOrders.buy(BTC, i, 100, 1));
            TestEngine.submit(engine, TestOrders.buy(ETH, i, 100, 1));
        }
        TestEngine.submit(engine, TestOrders.book(BTC));
        setup.events.awaitAnswers(40);
        assertOneMarketStopped(setup, engine, "FORCE_FAILED");
        engine.close();
        assertBothComeBack(1, 19);
    }

    private static void assertOneMarketStopped(TestEngine setup, Engine engine, String code) {
        MarketHealth btc = engine.health().markets().get(BTC);
        assertThat(btc.accepting()).isFalse();
        assertThat(btc.fault()).contains(code, "BTC-USD.journal", "accepts nothing more");
        assertThat(btc.sequence()).isEqualTo(1);
        MarketHealth eth = engine.health().markets().get(ETH);
        assertThat(eth.accepting()).isTrue();
        assertThat(eth.sequence()).isEqualTo(19);
        assertThat(engine.health().state()).isEqualTo(EngineHealth.State.DEGRADED);
        assertThat(engine.fault()).isNull();
        assertThat(setup.journalFailures).hasValue(1);

        assertThat(setup.events.of(EventType.STOPPED)).hasSize(1);
        List<ExecutionEvent> rejected = setup.events.of(EventType.REJECTED);
        assertThat(rejected).hasSize(19).allSatisfy(event -> {
            assertThat(event.marketIndex()).isEqualTo(BTC);
            assertThat(event.rejectReason()).isEqualTo(RejectReason.JOURNAL_FAILED);
            assertThat(event.sequence()).isZero();
        });
        assertThat(rejected).extracting(ExecutionEvent::requestId).doesNotHaveDuplicates();
        assertThat(setup.events.of(EventType.BOOK)).as("queries are served").hasSize(1);
        assertThat(setup.events.of(EventType.ACCEPTED)).hasSize(20);
    }

    /** A command that was refused may be in the journal: the device may have kept what it said it did not. */
    private void assertBothComeBack(long atLeast, long eth) {
        try (Engine engine = new TestEngine(directory).start(TestEngine.BTC, TestEngine.ETH)) {
            assertThat(engine.health().markets().get(BTC).sequence()).isBetween(atLeast, 20L);
            assertThat(engine.health().markets().get(ETH).sequence()).isEqualTo(eth);
            assertThat(engine.health().state()).isEqualTo(EngineHealth.State.RUNNING);
        }
    }

    @Test
    void shouldTellThatTheLastForceFailed() {
        FaultyStorage device = new FaultyStorage(directory, "BTC-USD");
        TestEngine setup = new TestEngine(directory).on(device).syncIntervalMs(60_000);
        Engine engine = setup.start(TestEngine.BTC);
        TestEngine.submit(engine, TestOrders.buy(BTC, 1, 100, 1));
        setup.events.awaitAnswers(1);
        device.fault = FaultyStorage.Fault.FORCE;
        engine.close();
        assertThat(engine.health().markets().get(BTC).fault()).contains("FORCE_FAILED");
        assertThat(setup.journalFailures).hasValue(1);
    }
}
