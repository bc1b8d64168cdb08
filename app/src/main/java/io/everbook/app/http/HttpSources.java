package io.everbook.app.http;

import io.everbook.app.engine.EngineHealth;
import java.util.function.Supplier;

/**
 * What the HTTP port hands on. Each is called by several threads and must not block for long.
 *
 * @param health how the engine is
 * @param metrics all metrics in the Prometheus text format
 * @param books where books come from
 * @param snapshots where snapshots come from, for an operator on this host
 * @param syncMode what an acknowledgement survives, as a sentence
 */
public record HttpSources(
        Supplier<EngineHealth> health,
        Supplier<String> metrics,
        BookSource books,
        SnapshotSource snapshots,
        String syncMode) {}
