package io.everbook.app.metrics;

import io.everbook.app.audit.AuditProbe;
import io.everbook.app.backup.BackupProbe;
import io.everbook.app.configuration.Configuration;
import io.everbook.app.engine.EngineHealth;
import io.everbook.app.engine.EngineListener;
import io.everbook.app.engine.EngineProbe;
import io.everbook.app.engine.Stage;
import io.everbook.app.http.HttpProbe;
import io.everbook.app.stream.StreamProbe;
import io.everbook.core.event.ExecutionEvent;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.File;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;

/**
 * All metrics of a process that runs an engine. Give it to the engine as probe and as listener, then let it observe the
 * engine. docs/metrics.md lists every metric.
 */
public final class EngineMetrics implements EngineProbe, EngineListener, AutoCloseable {

    private static final int OFF = -1;
    private static final double NANOS_PER_SECOND = 1e9;

    private final PrometheusMeterRegistry registry;
    private final JvmGcMetrics gc = new JvmGcMetrics();
    private final Configuration configuration;
    private final LatencyHistograms latencies = new LatencyHistograms();
    private final EventCounts events;
    private final JournalMeters journal;
    private final ExecutionsMeters executions;
    private final HttpMeters http;
    private final AuditMeters audit;
    private final BackupMeters backups;
    private final StreamMeters streams;
    private final LongAdder busy = new LongAdder();
    private final Map<String, MarketMeters> markets = new ConcurrentHashMap<>();
    private volatile long startNanos;
    private volatile BooleanSupplier keysUnread = () -> false;
    private EngineGauges engine;
    private BookGauges books;

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
        this.configuration = configuration;
        PrometheusRegistry histograms = new PrometheusRegistry();
        histograms.register(latencies);
        registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT, histograms, clock);
        events = new EventCounts(registry);
        journal = new JournalMeters(registry);
        executions = new ExecutionsMeters(registry);
        http = new HttpMeters(registry);
        audit = new AuditMeters(registry);
        backups = new BackupMeters(registry);
        streams = new StreamMeters(registry, configuration.http().streams().maxConnections());
        FunctionCounter.builder("everbook.busy.commands", busy, LongAdder::sum)
                .description("Commands turned away because a command ring was full")
                .baseUnit("commands")
                .register(registry);
        Gauge.builder("everbook.recovery.total", () -> startNanos / NANOS_PER_SECOND)
                .description("How long it took at the start to recover all symbols, several at a time")
                .baseUnit("seconds")
                .register(registry);
        Configuration.Persistence persistence = configuration.persistence();
        int syncMillis = persistence.enabled() ? persistence.journalSyncIntervalMs() : OFF;
        Gauge.builder("everbook.sync.interval.ms", () -> syncMillis)
                .description("Journal sync interval; 0: forced before a command is applied; -1: nothing is journaled")
                .baseUnit("ms")
                .register(registry);
        Gauge.builder(
                        "everbook.data.free",
                        persistence.dataDirectory().toFile(),
                        persistence.enabled() ? File::getUsableSpace : directory -> Double.NaN)
                .description("Room left for this process on the device of the data directory")
                .baseUnit("bytes")
                .strongReference(true)
                .register(registry);
        Gauge.builder("everbook.credentials.fault", () -> keysUnread.getAsBoolean() ? 1 : 0)
                .description(
                        "1 while the engine goes on with API keys that it has read before, since it cannot read the"
                                + " credential store; else 0")
                .baseUnit("fault")
                .register(registry);
        int mostConnections = configuration.http().limits().maxConnections();
        Gauge.builder("everbook.http.connection.limit", () -> mostConnections)
                .description("How many connections the HTTP port has at most at a time")
                .baseUnit("connections")
                .register(registry);
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
     * @param view where it is read
     */
    public synchronized void observe(EngineView view) {
        engine = new EngineGauges(registry, view.health());
        RingGauges.register(registry, "command", configuration.ringSize(), view.commandsRemaining());
        RingGauges.register(registry, "event", configuration.eventRingSize(), view.eventsRemaining());
        books = view.books() == null ? null : new BookGauges(registry, view.books());
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
        if (books != null) {
            books.refresh();
        }
        return registry.scrape();
    }

    /**
     * Says where it is read whether API keys are behind their store.
     *
     * @param unread whether they are
     */
    public void watchKeys(BooleanSupplier unread) {
        keysUnread = unread;
    }

    /** {@return what the streams tell about themselves} */
    public StreamProbe streams() {
        return streams;
    }

    /** {@return what the HTTP port tells about itself} */
    public HttpProbe http() {
        return http;
    }

    /** {@return what scheduled backups tell about themselves} */
    public BackupProbe backups() {
        return backups;
    }

    /** {@return what the audit journal tells about itself} */
    public AuditProbe audit() {
        return audit;
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
    public void passed(Stage stage, int commands, long nanos) {
        latencies.passed(stage, commands, nanos);
    }

    @Override
    public void answered(int commands, long nanos) {
        latencies.answered(commands, nanos);
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
        new FileDescriptorMetrics().bindTo(registry);
        gc.bindTo(registry);
    }
}
