package io.everbook.app.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.everbook.app.engine.EngineHealth.MarketHealth;
import io.everbook.core.event.EventType;
import io.everbook.journal.storage.FileStorage;
import io.everbook.replay.ExecutionsComparison;
import io.everbook.replay.ExecutionsVerify;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A device that fails under an executions log ends that log alone; the next start completes it. */
@Timeout(300)
class ExecutionsFailureTest {

    private static final int BTC = 0;
    private static final int ETH = 1;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource(names = {"WRITE", "BROKEN"})
    void shouldTradeOnWithoutALogThatCannotBeWritten(FaultyStorage.Fault fault) throws IOException {
        FaultyStorage device = new FaultyStorage(directory, "executions", "BTC-USD");
        TestEngine setup = new TestEngine(directory).on(device);
        Engine engine = setup.start(TestEngine.BTC, TestEngine.ETH);
        trade(setup, engine, 1, 10);
        device.fault = fault;
        trade(setup, engine, 11, 20);
        await().until(() -> setup.executionsFailures.get() == 1);
        device.fault = FaultyStorage.Fault.NONE;
        trade(setup, engine, 21, 30);
        assertTradesOn(setup, engine);
        engine.close();
        assertThat(setup.executionsFailures).hasValue(1);
        assertThat(compare().lastSequence()).isBetween(10L, 20L);

        new TestEngine(directory).start(TestEngine.BTC, TestEngine.ETH).close();
        assertThat(compare().equal()).isTrue();
        assertThat(compare().lastSequence()).isEqualTo(30);
    }

    @Test
    void shouldTakeTheSnapshotAlthoughTheLogCannotBeForced() throws IOException {
        FaultyStorage device = new FaultyStorage(directory, "executions", "BTC-USD");
        TestEngine setup = new TestEngine(directory).on(device);
        Engine engine = setup.start(TestEngine.BTC, TestEngine.ETH);
        trade(setup, engine, 1, 10);
        device.fault = FaultyStorage.Fault.FORCE;
        engine.close();
        assertThat(setup.executionsFailures).hasValue(1);
        assertThat(engine.health().markets().get(BTC).fault()).contains("FORCE_FAILED", "BTC-USD.executions");
        assertThat(directory.resolve("snapshots/BTC-USD")).isNotEmptyDirectory();

        Engine again = new TestEngine(directory).start(TestEngine.BTC, TestEngine.ETH);
        assertThat(again.health().state()).isEqualTo(EngineHealth.State.RUNNING);
        again.close();
        assertThat(compare().equal()).isTrue();
        assertThat(compare().lastSequence()).isEqualTo(10);
    }

    @Test
    void shouldServeAMarketWhoseLogCannotBeOpened() throws IOException {
        FaultyStorage device = new FaultyStorage(directory, "executions", "BTC-USD");
        device.fault = FaultyStorage.Fault.WRITE;
        TestEngine setup = new TestEngine(directory).on(device);
        Engine engine = setup.start(TestEngine.BTC, TestEngine.ETH);
        trade(setup, engine, 1, 10);
        assertTradesOn(setup, engine);
        engine.close();
        new TestEngine(directory).start(TestEngine.BTC, TestEngine.ETH).close();
        assertThat(compare().lastSequence()).isEqualTo(10);
    }

    @Test
    void shouldWriteNothingOnceTheEngineWasHalted() throws IOException {
        TestEngine setup = new TestEngine(directory);
        Engine engine = setup.start(TestEngine.BTC, TestEngine.ETH);
        trade(setup, engine, 1, 10);
        engine.halt();
        new TestEngine(directory).start(TestEngine.BTC, TestEngine.ETH).close();
        assertThat(compare().equal()).isTrue();
        assertThat(compare().lastSequence()).isEqualTo(10);
    }

    private static void trade(TestEngine setup, Engine engine, int first, int last) {
        long before = setup.events.answered();
        for (int i = first; i <= last; i++) {
            TestEngine.submit(engine, TestOrders.buy(BTC, i, 100, 1));
            TestEngine.submit(engine, TestOrders.buy(ETH, i, 100, 1));
            TestEngine.submit(engine, TestOrders.book(BTC));
        }
        setup.events.awaitAnswers(before + 3L * (last - first + 1));
    }

    private static void assertTradesOn(TestEngine setup, Engine engine) {
        assertThat(setup.events.of(EventType.REJECTED)).isEmpty();
        assertThat(setup.events.of(EventType.STOPPED)).isEmpty();
        MarketHealth btc = engine.health().markets().get(BTC);
        assertThat(btc.accepting()).isTrue();
        assertThat(btc.fault()).contains("executions log has failed, trading goes on", "BTC-USD.executions");
        assertThat(engine.health().markets().get(ETH).fault()).isNull();
        assertThat(engine.health().state()).isEqualTo(EngineHealth.State.DEGRADED);
        assertThat(engine.fault()).isNull();
    }

    private ExecutionsComparison compare() throws IOException {
        try (FileStorage storage = new FileStorage(directory)) {
            return ExecutionsVerify.compare(storage, "BTC-USD", sequence -> {});
        }
    }
}
