package io.everbook.app.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.everbook.app.configuration.StageLayout;
import io.everbook.app.configuration.WaitStrategyKind;
import io.everbook.app.demo.TraderFlow;
import io.everbook.core.command.Command;
import io.everbook.core.event.EventBatch;
import io.everbook.core.event.EventType;
import io.everbook.core.event.ExecutionEvent;
import io.everbook.core.event.RejectReason;
import io.everbook.core.instrument.Instrument;
import io.everbook.core.matching.Market;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineTest {

    private static final Instrument[] THREE = {TestEngine.BTC, TestEngine.ETH, TestEngine.SOL};
    private static final int COMMANDS = 6_000;

    @TempDir
    private Path directory;

    /** The same commands give the same events, however they are spread over lanes and threads. */
    @ParameterizedTest
    @CsvSource({
        "SINGLE, BLOCKING, 1, 0",
        "SINGLE, YIELDING, 2, 20",
        "JOINED, BLOCKING, 1, 0",
        "JOINED, SLEEPING, 2, 20",
        "JOINED, YIELDING, 1, 20",
        "SEPARATE, BLOCKING, 2, 20",
        "SEPARATE, SLEEPING, 1, 0",
        "SEPARATE, YIELDING, 1, 20",
        "AUTO, AUTO, 3, 20"
    })
    void shouldAnswerEachCommandOnceAndInOrder(
            StageLayout stages, WaitStrategyKind waitStrategy, int lanes, int syncIntervalMs) {
        TestEngine setup = new TestEngine(directory)
                .threading(stages, waitStrategy)
                .lanes(lanes)
                .syncIntervalMs(syncIntervalMs);
        try (Engine engine = setup.start(THREE)) {
            runFlow(engine);
            setup.events.awaitAnswers(COMMANDS);
        }
        assertSameAsWithoutAnEngine(setup);
    }

    @Test
    void shouldWorkWithoutPersistence() {
        TestEngine setup =
                new TestEngine(directory.resolve("none")).withoutPersistence().lanes(2);
        try (Engine engine = setup.start(THREE)) {
            runFlow(engine);
            setup.events.awaitAnswers(COMMANDS);
            assertThat(engine.health().markets().get(1).sequence()).isEqualTo(COMMANDS / 3);
        }
        assertSameAsWithoutAnEngine(setup);
        assertThat(directory.resolve("none")).doesNotExist();
    }

    private static void runFlow(Engine engine) {
        for (Command command : flow()) {
            TestEngine.submit(engine, command);
        }
    }

    private static List<Command> flow() {
        TraderFlow flow = new TraderFlow(7);
        List<Command> commands = new ArrayList<>();
        for (int i = 0; i < COMMANDS; i++) {
            Command command = new Command();
            flow.next(command);
            commands.add(command.marketIndex(i % THREE.length).timestampNanos(1 + i));
        }
        return commands;
    }

    private static void assertSameAsWithoutAnEngine(TestEngine setup) {
        List<Command> commands = flow();
        for (int m = 0; m < THREE.length; m++) {
            int index = m;
            List<String> expected = expected(commands, index);
            List<String> actual = setup.events.all().stream()
                    .filter(event -> event.marketIndex() == index)
                    .map(EngineTest::text)
                    .toList();
            assertThat(actual).as(THREE[m].symbol()).isEqualTo(expected);
        }
    }

    private static List<String> expected(List<Command> commands, int marketIndex) {
        Market market = new Market(THREE[marketIndex]);
        EventBatch batch = new EventBatch();
        List<String> expected = new ArrayList<>();
        for (Command command : commands) {
            if (command.marketIndex() == marketIndex) {
                market.apply(command.sequence(market.sequence() + 1), batch);
                for (int i = 0; i < batch.size(); i++) {
                    expected.add(text(batch.event(i)));
                }
            }
        }
        return expected;
    }

    private static String text(ExecutionEvent event) {
        return event.sequence() + "/" + event.indexInCommand() + " " + event.type() + " " + event.orderId() + " "
                + event.tradeId() + " " + event.quantityLots() + " " + event.lastOfCommand();
    }

    @Test
    void shouldPublishASweepThatIsLargerThanTheEventRing() {
        TestEngine setup = new TestEngine(directory);
        int orders = 10_000;
        try (Engine engine = setup.start(TestEngine.BTC)) {
            for (int i = 1; i <= orders; i++) {
                TestEngine.submit(engine, TestOrders.buy(0, i, 100 + i, 1));
            }
            TestEngine.submit(engine, TestOrders.sellAtMarket(0, orders + 1, orders));
            setup.events.awaitAnswers(orders + 1);
        }
        assertThat(setup.events.of(EventType.TRADED))
                .extracting(ExecutionEvent::tradeId)
                .hasSize(orders)
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(setup.events.answered()).isEqualTo(orders + 1);
    }

    @Test
    void shouldBeBusyWhereTheRingIsFullAndRecover() {
        TestEngine setup = new TestEngine(directory);
        try (Engine engine = setup.start(TestEngine.BTC)) {
            setup.events.block();
            int taken = 0;
            while (engine.submit(TestOrders.buy(0, taken + 1, 100, 1)) == Submission.TAKEN) {
                taken++;
            }
            assertThat(taken).isGreaterThanOrEqualTo(TestEngine.RING_SIZE);
            assertThat(setup.busy).hasValue(1);
            setup.events.unblock();
            TestEngine.submit(engine, TestOrders.buy(0, taken + 1, 100, 1));
            setup.events.awaitAnswers(taken + 1);
            assertThat(setup.events.of(EventType.ACCEPTED))
                    .extracting(ExecutionEvent::requestId)
                    .doesNotHaveDuplicates()
                    .hasSize(taken + 1);
        }
    }

    @Test
    void shouldRefuseWhatNamesNoMarket() {
        TestEngine setup = new TestEngine(directory);
        try (Engine engine = setup.start(TestEngine.BTC)) {
            for (int unknown : new int[] {-1, 1, Lane.MAX_MARKETS, Integer.MAX_VALUE}) {
                TestEngine.submit(engine, TestOrders.buy(unknown, 1, 100, 1));
                TestEngine.submit(engine, TestOrders.book(unknown));
            }
            TestEngine.submit(engine, new Command().clear().marketIndex(0));
            setup.events.awaitAnswers(9);
            assertThat(engine.fault()).isNull();
        }
        assertThat(setup.events.all().subList(0, 8)).allSatisfy(event -> {
            assertThat(event.rejectReason()).isEqualTo(RejectReason.UNKNOWN_INSTRUMENT);
            assertThat(event.marketIndex()).isEqualTo(-1);
            assertThat(event.sequence()).isZero();
        });
        assertThat(setup.events.all().get(8).rejectReason()).isEqualTo(RejectReason.INVALID_COMMAND);
    }

    @Test
    void shouldServeAnInstrumentOnceAndByOneDefinition() {
        try (Engine engine = new TestEngine(directory).start(TestEngine.BTC)) {
            assertThat(engine.addInstrument(TestEngine.BTC)).isZero();
            assertThat(engine.addInstrument(TestEngine.ETH)).isEqualTo(1);
            assertThat(engine.marketIndex("ETH-USD")).isEqualTo(1);
            assertThat(engine.marketIndex("NOPE")).isEqualTo(-1);
            assertThat(engine.instrument("NOPE")).isNull();
            Instrument other = Instrument.of("BTC-USD", "0.05", "0.00000001");
            assertThatThrownBy(() -> engine.addInstrument(other))
                    .isInstanceOf(EngineException.class)
                    .hasMessageContaining("BTC-USD is already defined differently");
            assertThat(engine.instruments()).containsExactly(TestEngine.BTC, TestEngine.ETH);
        }
    }

    @Test
    void shouldServeWhatTheDataDirectoryHasBesidesWhatIsGiven() {
        TestEngine setup = new TestEngine(directory);
        try (Engine engine = setup.start(TestEngine.ETH)) {
            TestEngine.submit(engine, TestOrders.buy(0, 1, 100, 1));
            setup.events.awaitAnswers(1);
        }
        try (Engine engine = new TestEngine(directory).start(TestEngine.BTC)) {
            assertThat(engine.instruments()).containsExactly(TestEngine.BTC, TestEngine.ETH);
            assertThat(engine.health().markets().get(1).sequence()).isEqualTo(1);
            assertThat(engine.health().state()).isEqualTo(EngineHealth.State.RUNNING);
        }
    }
}
