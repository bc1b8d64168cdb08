package io.everbook.app.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.everbook.app.engine.ParallelRecovery.Outcome;
import io.everbook.core.instrument.Instrument;
import io.everbook.snapshot.SnapshotException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ParallelRecoveryTest {

    private final Map<String, Instrument> symbols = new LinkedHashMap<>();
    private final BiFunction<String, Instrument, Instrument> defined =
            (symbol, given) -> Instrument.of(symbol, "0.01", "1");

    @BeforeEach
    void name() {
        symbols.put("C", Instrument.of("C", "0.01", "1"));
        symbols.put("A", null);
        symbols.put("B", null);
    }

    @Test
    void shouldTellWhatBecameOfEachInTheOrderGiven() {
        SnapshotException damage = new SnapshotException(
                SnapshotException.Code.UNREADABLE, "snapshots/A", SnapshotException.NONE, "the disk is gone");

        Map<String, Outcome> outcomes = ParallelRecovery.run(symbols, (symbol, given) -> {
            if (symbol.equals("A")) {
                throw damage;
            }
            return defined.apply(symbol, given);
        });

        assertThat(outcomes.keySet()).containsExactly("C", "A", "B");
        assertThat(outcomes.get("A").fault()).isSameAs(damage);
        assertThat(outcomes.get("A").instrument()).isNull();
        assertThat(outcomes.get("B").fault()).isNull();
        assertThat(outcomes.get("B").instrument().symbol()).isEqualTo("B");
        assertThat(ParallelRecovery.run(Map.of(), defined)).isEmpty();
    }

    @Test
    void shouldWaitForTheOthersWhereOneIsBroken() {
        CountDownLatch broken = new CountDownLatch(1);
        AtomicBoolean finished = new AtomicBoolean();

        assertThatThrownBy(() -> ParallelRecovery.run(symbols, (symbol, given) -> {
                    if (symbol.equals("C")) {
                        broken.countDown();
                        throw new OutOfMemoryError("for the test");
                    }
                    await(broken);
                    if (symbol.equals("B")) {
                        finished.set(true);
                    }
                    return defined.apply(symbol, given);
                }))
                .isInstanceOf(OutOfMemoryError.class);

        assertThat(finished).isTrue();
    }

    @Test
    void shouldFinishAndStayInterruptedWhereTheCallerIsInterrupted() {
        Thread.currentThread().interrupt();

        Map<String, Outcome> outcomes = ParallelRecovery.run(symbols, defined);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(outcomes.values()).allMatch(outcome -> outcome.fault() == null);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(3, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
