package io.everbook.app.metrics;

import io.everbook.app.engine.EngineHealth;
import io.everbook.app.engine.EngineHealth.MarketHealth;
import io.everbook.app.engine.EngineHealth.State;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** What is read off the running engine at each scrape, also for symbols that were added since the last one. */
final class EngineGauges {

    /** As many bits as every double holds exactly, in whole hexadecimal digits. */
    private static final long DIGEST_MASK = (1L << 48) - 1;

    private final Supplier<EngineHealth> health;
    private final MultiGauge state;
    private final MultiGauge sequence;
    private final MultiGauge accepting;
    private final MultiGauge digest;

    EngineGauges(MeterRegistry registry, Supplier<EngineHealth> health) {
        this.health = health;
        state = gauges(
                registry, "everbook.engine.state", "state", "1 for the state the engine is in, 0 for the others");
        sequence = gauges(registry, "everbook.market.sequence", "sequence", "Sequence of the last command applied");
        accepting = gauges(
                registry, "everbook.accepting.markets", "markets", "1 while the market accepts commands; else 0");
        digest = gauges(
                registry,
                "everbook.market.digest",
                "digest",
                "The last twelve hexadecimal digits of the digest after that command, as a number");
    }

    EngineHealth refresh() {
        EngineHealth now = health.get();
        state.register(
                Arrays.stream(State.values())
                        .map(value -> Row.of(
                                Tags.of("state", value.name().toLowerCase(Locale.ROOT)), value == now.state() ? 1 : 0))
                        .toList(),
                true);
        sequence.register(rows(now.markets(), MarketHealth::sequence), true);
        digest.register(rows(now.markets(), market -> market.digest() & DIGEST_MASK), true);
        accepting.register(rows(now.markets(), market -> market.accepting() ? 1 : 0), true);
        return now;
    }

    private static MultiGauge gauges(MeterRegistry registry, String name, String unit, String description) {
        return MultiGauge.builder(name).description(description).baseUnit(unit).register(registry);
    }

    private static List<Row<?>> rows(List<MarketHealth> markets, ToDoubleFunction<MarketHealth> value) {
        return markets.stream()
                .<Row<?>>map(market -> Row.of(Tags.of("symbol", market.symbol()), value.applyAsDouble(market)))
                .toList();
    }
}
