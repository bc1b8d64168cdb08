package io.everbook.app.metrics;

import io.everbook.app.configuration.Configuration;
import io.everbook.app.engine.EngineHealth;
import io.everbook.app.engine.EngineListener;
import io.everbook.app.engine.EngineProbe;
import io.everbook.app.http.HttpProbe;
import io.everbook.core.event.ExecutionEvent;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * All metrics of a process that runs an engine. Give it to the engine as probe and as listener, then let it observe the
 * engine. docs/metrics.md lists every metric.
 */
public final class EngineMetrics implements EngineProbe, EngineListener, AutoCloseable {

    private static final int OFF = -1;
    private static final double NANOS_PER_SECOND = 1e9;

    private final PrometheusMeterRegistry registry;
    private final JvmGcMetrics gc = new JvmGcMetrics();
    private final EventCounts events;
    private final JournalMeters journal;
    private final ExecutionsMeters executions;
    private final HttpMeters http;
    private final LongAdder busy = new LongAdder();
    private final Map<String, MarketMeters> markets = new ConcurrentHashMap<>();
    private volatile long startNanos;
    private EngineGauges engine;

    /**
     * Registers what there is before the engine.
     *
     * @param configuration what the engine will run with
     * @param version the version of Everbook
     */
    public EngineMetrics(Configuration configuration, String version) {
        this(configuration, version, Clock.SYSTEM);
    }

    EngineMetrics(Configuration configuration, String version, Clock clock) {
        registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT, new PrometheusRegistry(), clock);
        events = new EventCounts(registry);
        journal = new JournalMeters(registry);
        executions = new ExecutionsMeters(registry);
        http = new HttpMeters(registry);
        FunctionCounter.builder("everbook.busy.commands", busy, LongAdder::sum)
                .description("Commands turned away because a command ring was full")
                .baseUnit("commands")
                .register(registry);
        Gauge.builder("everbook.recovery.total", () -> startNanos / NANOS_PER_SECOND)
                .description("How long it took at the start to recover all symbols, several at a time")
                .baseUnit("seconds")
                .register(registry);
        constant("everbook.ring.size", "slots", "Slots of a command ring", configuration.ringSize());
        Configuration.Persistence persistence = configuration.persistence();
        constant(
                "everbook.sync.interval.ms",
                "ms",
                "Journal sync interval; 0: forced before a command is applied; -1: nothing is journaled",
                persistence.enabled() ? persistence.journalSyncIntervalMs() : OFF);
        Gauge.builder("everbook.build.info", () -> 1)
                .tag("version", version)
                .tag("java", Runtime.version().toString())
                .description("1; what runs is in the labels")
                .baseUnit("info")
                .register(registry);
        bindProcess();
    }

    /**
     * Adds what is read off the engine at each scrape. To be called once.
     *
     * @param health how the engine is
     * @param ringRemaining how many slots the fullest command ring has left
     */
    public synchronized void observe(Supplier<EngineHealth> health, LongSupplier ringRemaining) {
        engine = new EngineGauges(registry, health, ringRemaining);
    }

    /** {@return all metrics in the Prometheus text format, version 0.0.4} */
    public synchronized String scrape() {
        if (engine != null) {
            for (EngineHealth.MarketHealth market : engine.refresh().markets()) {
                MarketMeters meters = markets.get(market.symbol());
                if (meters != null) {
                    meters.live(market.sequence());
                }
            }
        }
        return registry.scrape();
    }

    /** {@return what the HTTP port tells about itself} */
    public HttpProbe http() {
        return http;
    }

    @Override
    public void onEvent(ExecutionEvent event, boolean endOfBatch) {
        events.count(event);
    }

    @Override
    public void recovered(String symbol, Recovered recovered) {
        market(symbol).recovered(recovered);
    }

    @Override
    public void started(long nanos) {
        startNanos = nanos;
    }

    @Override
    public void compared(String symbol, long sequence, boolean equal) {
        market(symbol).compared(sequence, equal);
    }

    @Override
    public void journalWritten(int commands, int bytes) {
        journal.written(commands, bytes);
    }

    @Override
    public void journalForced(long nanos) {
        journal.forced(nanos);
    }

    @Override
    public void journalFailed(String symbol) {
        market(symbol).journalFailed();
    }

    @Override
    public void executionsWritten(int eventCount, long bytes) {
        executions.written(eventCount, bytes);
    }

    @Override
    public void executionsFailed(String symbol) {
        market(symbol).executionsFailed();
    }

    @Override
    public void snapshotTaken(String symbol, long sequence, long bytes, long nanos) {
        market(symbol).snapshotTaken(sequence, bytes, nanos);
    }

    @Override
    public void snapshotFailed(String symbol) {
        market(symbol).snapshotFailed();
    }

    @Override
    public void busy() {
        busy.increment();
    }

    /** Ends the watch on the JVM's collectors. */
    @Override
    public void close() {
        gc.close();
        registry.close();
    }

    PrometheusMeterRegistry registry() {
        return registry;
    }

    private MarketMeters market(String symbol) {
        return markets.computeIfAbsent(symbol, name -> new MarketMeters(registry, name));
    }

    private void bindProcess() {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        gc.bindTo(registry);
    }

    private void constant(String name, String unit, String description, int value) {
        Gauge.builder(name, () -> value).description(description).baseUnit(unit).register(registry);
    }
}
