package io.everbook.app.http;

import io.everbook.app.engine.EngineHealth;
import io.everbook.app.trading.RecentTrades;
import io.everbook.app.trading.Trading;
import java.util.function.Supplier;

/**
 * What the HTTP port hands on. Each is called by several threads and must not block for long.
 *
 * @param health how the engine is
 * @param metrics all metrics in the Prometheus text format
 * @param books where books come from
 * @param snapshots where snapshots come from, for an operator
 * @param syncMode what an acknowledgement survives, as a sentence
 * @param access who may ask
 * @param trading where commands go, and where orders and executions are read
 * @param trades the latest trades
 * @param faults what is wrong beside the markets
 */
public record HttpSources(
        Supplier<EngineHealth> health,
        Supplier<String> metrics,
        BookSource books,
        SnapshotSource snapshots,
        String syncMode,
        HttpAccess access,
        Trading trading,
        RecentTrades trades,
        Supplier<ServiceFaults> faults) {}
