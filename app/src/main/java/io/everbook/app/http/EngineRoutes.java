package io.everbook.app.http;

import io.everbook.app.engine.EngineHealth;
import io.everbook.app.engine.EngineHealth.MarketHealth;
import io.everbook.app.engine.EngineHealth.State;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** How the engine is, for whoever watches it, and a snapshot for an operator. */
final class EngineRoutes {

    private static final String METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8";
    private static final int OK = 200;

    private final HttpSources sources;
    private final Supplier<Executor> threads;

    EngineRoutes(HttpSources sources, Supplier<Executor> threads) {
        this.sources = sources;
        this.threads = threads;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/health", Access.OPEN, this::health),
                Route.get("/ready", Access.OPEN, this::ready),
                Route.get(
                        "/metrics",
                        Access.OPEN,
                        exchange -> exchange.reply()
                                .text(METRICS_TYPE, sources.metrics().get())),
                new Route("POST", "/snapshot", Access.SNAPSHOT, false, this::snapshot));
    }

    private void health(Exchange exchange) {
        EngineHealth health = sources.health().get();
        int status = health.state() == State.STOPPED ? Refusal.UNAVAILABLE : OK;
        exchange.reply().json(status, JsonBody.health(health, sources));
    }

    private void ready(Exchange exchange) {
        EngineHealth health = sources.health().get();
        List<MarketHealth> refusing =
                health.markets().stream().filter(market -> !market.accepting()).toList();
        boolean serving = health.state() == State.RUNNING || health.state() == State.DEGRADED;
        boolean ready = serving && refusing.isEmpty();
        exchange.reply().json(ready ? OK : Refusal.UNAVAILABLE, JsonBody.ready(health, ready, refusing));
    }

    /** Answers when the snapshot is kept, however long that takes: the connection is not idle but waits. */
    private void snapshot(Exchange exchange) {
        SnapshotRequest asked = SnapshotRequest.of(
                exchange.request(), exchange.key(), sources.books().instruments());
        exchange.request().addIdleTimeoutListener(timeout -> false);
        exchange.later(
                sources.snapshots().snapshot(asked.symbol()),
                threads.get(),
                kept -> JsonBody.snapshot(asked.symbol(), kept));
    }
}
