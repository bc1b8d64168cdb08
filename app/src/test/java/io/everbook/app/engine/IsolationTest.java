package io.everbook.app.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.everbook.journal.JournalException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Symbols share nothing: what is wrong with one is told, and the others are served. */
@Timeout(300)
class IsolationTest {

    private static final int IN_THE_HEADER = 20;

    @TempDir
    private Path directory;

    @BeforeEach
    void tradeTwoSymbols() {
        TestEngine setup = new TestEngine(directory);
        try (Engine engine = setup.start(TestEngine.BTC, TestEngine.ETH)) {
            engine.submit(TestOrders.buy(0, 1, 100, 1));
            engine.submit(TestOrders.buy(1, 1, 100, 1));
        }
    }

    @Test
    void shouldServeTheOthersWhereOneSymbolIsDamaged() throws IOException {
        damage("BTC-USD");
        try (Engine engine = new TestEngine(directory).start(TestEngine.BTC, TestEngine.ETH)) {
            assertThat(engine.unserved().get("BTC-USD")).contains("journals/BTC-USD.journal", "offset=");
            assertThat(engine.marketIndex("BTC-USD")).isEqualTo(-1);
            assertThat(engine.marketIndex("ETH-USD")).isZero();
            assertThat(engine.health().state()).isEqualTo(EngineHealth.State.DEGRADED);
            assertThat(engine.health().markets())
                    .extracting(EngineHealth.MarketHealth::symbol, EngineHealth.MarketHealth::accepting)
                    .containsExactly(tuple("ETH-USD", true), tuple("BTC-USD", false));
            assertThat(engine.submit(TestOrders.buy(0, 2, 100, 1))).isEqualTo(Submission.TAKEN);
        }
    }

    @Test
    void shouldRefuseToStartWhereNoSymbolCanBeRecovered() throws IOException {
        damage("BTC-USD");
        damage("ETH-USD");
        assertThatThrownBy(() -> new TestEngine(directory).start(TestEngine.BTC, TestEngine.ETH))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("BTC-USD.journal");
    }

    private void damage(String symbol) throws IOException {
        Path journal = directory.resolve("journals/" + symbol + ".journal");
        byte[] bytes = Files.readAllBytes(journal);
        bytes[IN_THE_HEADER] ^= 1;
        Files.write(journal, bytes);
    }
}
