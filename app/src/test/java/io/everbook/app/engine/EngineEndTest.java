package io.everbook.app.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.everbook.app.configuration.StageLayout;
import io.everbook.app.configuration.WaitStrategyKind;
import io.everbook.core.event.EventType;
import io.everbook.core.event.ExecutionEvent;
import io.everbook.core.instrument.Instrument;
import io.everbook.journal.JournalException;
import io.everbook.journal.storage.StorageException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** However an engine ends, and whatever is under way, it does end, and what it answered is there afterwards. */
@Timeout(300)
class EngineEndTest {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource(names = "AUTO", mode = EnumSource.Mode.EXCLUDE)
    void shouldAnswerEverythingTakenWhileOthersSubmit(StageLayout stages) {
        TestEngine setup = new TestEngine(directory).threading(stages, WaitStrategyKind.AUTO);
        long taken = endWhileOthersSubmit(setup, 500);
        assertThat(setup.events.answered()).isEqualTo(taken);
        assertSequenceAfterwards(taken);
    }

    /** Senders meet the end in every step of a submission; where nothing is journaled, an engine soon starts again. */
    @RepeatedTest(50)
    void shouldAnswerEverythingTakenWhateverTheStepInWhichItEnds() {
        TestEngine setup = new TestEngine(directory).withoutPersistence();
        assertThat(endWhileOthersSubmit(setup, 200)).isEqualTo(setup.events.answered());
    }

    /** Closes an engine once it was asked so many times; {@return how many commands it took until its end} */
    private static long endWhileOthersSubmit(TestEngine setup, int submissions) {
        AtomicLong taken = new AtomicLong();
        List<CompletableFuture<Void>> senders = new ArrayList<>();
        // A thread each: what all share has a single one on two cores.
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try (Engine engine = setup.start(TestEngine.BTC)) {
            CountDownLatch underWay = new CountDownLatch(submissions);
            for (int i = 0; i < 3; i++) {
                senders.add(CompletableFuture.runAsync(() -> submitUntilStopped(engine, taken, underWay), threads));
            }
            threads.shutdown();
            await().pollInterval(Duration.ofMillis(1)).until(() -> underWay.getCount() == 0);
        }
        senders.forEach(CompletableFuture::join);
        return taken.get();
    }

    private static void submitUntilStopped(Engine engine, AtomicLong taken, CountDownLatch underWay) {
        while (true) {
            switch (engine.submit(TestOrders.buy(0, 0, 100, 1))) {
                case TAKEN -> taken.incrementAndGet();
                case BUSY -> Thread.onSpinWait();
                case STOPPED -> {
                    return;
                }
            }
            underWay.countDown();
        }
    }

    @Test
    void shouldTakeNothingAfterItsEnd() {
        Engine engine = new TestEngine(directory).start(TestEngine.BTC);
        engine.close();
        engine.close();
        engine.halt();
        assertThat(engine.submit(TestOrders.buy(0, 1, 100, 1))).isEqualTo(Submission.STOPPED);
        assertThat(engine.health().state()).isEqualTo(EngineHealth.State.STOPPED);
        assertThat(engine.health().markets().get(0).accepting()).isFalse();
        assertThat(engine.fault()).isNull();
        assertThatThrownBy(() -> engine.addInstrument(TestEngine.ETH))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("ETH-USD");
        assertThat(directory.resolve("journals/ETH-USD.journal")).doesNotExist();
    }

    /** Where one thread does all, such a listener is as a stage that cannot be ended. */
    @ParameterizedTest
    @EnumSource(names = {"JOINED", "SEPARATE"})
    void shouldEndThoughAListenerBlocksForEver(StageLayout stages) {
        TestEngine setup = new TestEngine(directory).impatient().threading(stages, WaitStrategyKind.BLOCKING);
        Engine engine = setup.start(TestEngine.BTC);
        setup.events.block();
        fill(engine);
        engine.close();
        assertThat(engine.fault()).contains("could not be answered within 1000 ms");
        assertThat(setup.events.answered()).isZero();
        setup.events.unblock();
        assertThat(sequenceAfterwards()).as("what was taken is journaled").isPositive();
    }

    /** Where one thread does all, such a listener is as a stage that cannot be ended. */
    @ParameterizedTest
    @EnumSource(names = {"JOINED", "SEPARATE"})
    void shouldHaltWhileItWaitsForAListener(StageLayout stages) {
        TestEngine setup = new TestEngine(directory).threading(stages, WaitStrategyKind.SLEEPING);
        Engine engine = setup.start(TestEngine.BTC);
        for (int i = 0; i < 100; i++) {
            TestEngine.submit(engine, TestOrders.buy(0, 0, 100, 1));
        }
        setup.events.awaitAnswers(100);
        setup.events.block();
        fill(engine);
        engine.halt();
        assertThat(engine.submit(TestOrders.buy(0, 0, 100, 1))).isEqualTo(Submission.STOPPED);
        assertThat(engine.fault()).isEqualTo("the engine was halted");
        assertThat(sequenceAfterwards()).as("the directory is free at once").isGreaterThanOrEqualTo(100);
        setup.events.unblock();
    }

    private static void fill(Engine engine) {
        Submission submission = Submission.TAKEN;
        while (submission == Submission.TAKEN) {
            submission = engine.submit(TestOrders.buy(0, 0, 100, 1));
        }
    }

    @ParameterizedTest
    @EnumSource(names = "AUTO", mode = EnumSource.Mode.EXCLUDE)
    void shouldStopTheLaneWhereAListenerFails(StageLayout stages) {
        TestEngine setup = new TestEngine(directory).threading(stages, WaitStrategyKind.AUTO);
        Engine engine = setup.start(TestEngine.BTC);
        setup.events.fail();
        TestEngine.submit(engine, TestOrders.buy(0, 1, 100, 1));
        await().until(() -> engine.fault() != null);
        String ring = stages == StageLayout.SINGLE ? "command" : "event";
        assertStopped(engine, "the " + ring + " ring stopped while handling ring sequence=0", "this listener fails");
        engine.close();
        assertSequenceAfterwards(1);
    }

    /** A mistake of a stage, not of a device: the command is not applied, nothing behind it is, and health says why. */
    @ParameterizedTest
    @EnumSource(names = "AUTO", mode = EnumSource.Mode.EXCLUDE)
    void shouldStopTheLaneWhereAStageFails(StageLayout stages) {
        FaultyStorage device = new FaultyStorage(directory, "BTC-USD");
        TestEngine setup = new TestEngine(directory).on(device).threading(stages, WaitStrategyKind.AUTO);
        Engine engine = setup.start(TestEngine.BTC, TestEngine.ETH);
        TestEngine.submit(engine, TestOrders.buy(0, 1, 100, 1));
        setup.events.awaitAnswers(1);
        device.fault = FaultyStorage.Fault.BROKEN;
        TestEngine.submit(engine, TestOrders.buy(0, 2, 100, 1));
        await().until(() -> engine.fault() != null);
        assertStopped(engine, "the command ring stopped while handling ring sequence=1", "a mistake of the program");
        assertThat(engine.health().markets())
                .allSatisfy(market -> assertThat(market.fault()).isEqualTo(engine.fault()));
        assertThat(engine.health().markets().get(0).sequence()).isEqualTo(1);
        device.fault = FaultyStorage.Fault.NONE;
        engine.close();
        assertThat(setup.events.all()).extracting(ExecutionEvent::type).containsExactly(EventType.ACCEPTED);
        assertThat(sequenceAfterwards()).isPositive();
    }

    private static void assertStopped(Engine engine, String... parts) {
        assertThat(engine.fault()).contains(parts);
        assertThat(engine.health().state()).isEqualTo(EngineHealth.State.STOPPED);
        assertThat(engine.submit(TestOrders.buy(0, 9, 100, 1))).isEqualTo(Submission.STOPPED);
        assertThat(engine.submit(TestOrders.book(0))).isEqualTo(Submission.STOPPED);
    }

    /** Whoever opened the journal now would write beside a write that is still under way. */
    @Test
    void shouldKeepTheDirectoryLockedWhileAWriteIsStuck() {
        FaultyStorage device = new FaultyStorage(directory, "BTC-USD");
        Engine engine = new TestEngine(directory).impatient().on(device).start(TestEngine.BTC);
        device.fault = FaultyStorage.Fault.STUCK;
        TestEngine.submit(engine, TestOrders.buy(0, 1, 100, 1));
        engine.close();
        assertThat(engine.fault()).contains("a disk is stuck");
        assertThatThrownBy(this::sequenceAfterwards).isInstanceOf(StorageException.class);
        device.release();
    }

    @Test
    void shouldLetGoOfTheDirectoryWhereItCannotStart() {
        new TestEngine(directory).start(TestEngine.BTC).close();
        Instrument other = Instrument.of("BTC-USD", "0.05", "0.00000001");
        assertThatThrownBy(() -> new TestEngine(directory).start(other)).isInstanceOf(JournalException.class);
        assertThatThrownBy(() -> new TestEngine(directory)
                        .lanes(64)
                        .threading(StageLayout.SEPARATE, WaitStrategyKind.BUSY_SPIN)
                        .start())
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("busy-spin");
        new TestEngine(directory).start(TestEngine.BTC).close();
    }

    @Test
    void shouldShareItsDirectoryWithNobody() {
        try (Engine engine = new TestEngine(directory).start(TestEngine.BTC)) {
            assertThatThrownBy(() -> new TestEngine(directory).start(TestEngine.BTC))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("another Everbook");
            assertThat(engine.health().state()).isEqualTo(EngineHealth.State.RUNNING);
        }
    }

    private void assertSequenceAfterwards(long expected) {
        assertThat(sequenceAfterwards()).isEqualTo(expected);
    }

    private long sequenceAfterwards() {
        try (Engine engine = new TestEngine(directory).start(TestEngine.BTC)) {
            return engine.health().markets().get(0).sequence();
        }
    }
}
