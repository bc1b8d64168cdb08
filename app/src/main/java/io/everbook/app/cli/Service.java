package io.everbook.app.cli;

import io.everbook.app.audit.AuditMemory;
import io.everbook.app.audit.BucketMemory;
import io.everbook.app.audit.LockOutMemory;
import io.everbook.app.backup.ScheduledBackups;
import io.everbook.app.configuration.Configuration;
import io.everbook.app.engine.Engine;
import io.everbook.app.engine.EngineHealth.MarketHealth;
import io.everbook.app.engine.EngineHealth.State;
import io.everbook.app.engine.EngineListener;
import io.everbook.app.gateway.JsonLinesGateway;
import io.everbook.app.http.HttpGateway;
import io.everbook.app.http.HttpSources;
import io.everbook.app.http.ServiceFaults;
import io.everbook.app.json.InvalidLineException;
import io.everbook.app.metrics.EngineMetrics;
import io.everbook.app.metrics.EngineView;
import io.everbook.app.secret.OwnerOnly;
import io.everbook.app.security.RateLimits;
import io.everbook.app.terminal.Options;
import io.everbook.app.terminal.Terminal;
import io.everbook.journal.WireStart;
import io.everbook.journal.storage.UnfinishedMark;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The long-running engine with its HTTP port, its metrics and, where asked for, a stream of commands. */
final class Service implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Service.class);

    /** The metrics and what clients count on. */
    private static final int LISTENERS = 2;

    private final Engine engine;
    private final EngineMetrics metrics;
    private final JsonLinesGateway gateway;
    private final ClientService clients;
    private final AuditService audit;
    private HttpGateway http;
    private ScheduledBackups backups;
    private volatile boolean closing;

    private Service(
            Engine engine, EngineMetrics metrics, JsonLinesGateway gateway, ClientService clients, AuditService audit) {
        this.engine = engine;
        this.metrics = metrics;
        this.gateway = gateway;
        this.clients = clients;
        this.audit = audit;
    }

    /**
     * Starts it. What is wrong with the configuration is told before anything is touched.
     *
     * @param configuration the configuration
     * @param file where it was read from; null for the defaults
     * @param takesCommands whether commands come by {@link #pump}
     * @param made is given the service before its markets are recovered, and null where it has ended by a failure
     */
    static Service start(Configuration configuration, Path file, boolean takesCommands, Consumer<Service> made) {
        Engine.check(configuration, takesCommands ? LISTENERS + 1 : LISTENERS);
        if (configuration.http().enabled()) {
            HttpGateway.check(configuration.http());
        }
        requirePrivate(configuration.persistence());
        // Beside metrics, rings and the HTTP port, which are made meanwhile; where it has not begun already.
        WireStart.begin();
        WarmUp.begin();
        EngineMetrics metrics = new EngineMetrics(configuration, Version.number());
        List<EngineListener> listeners = new ArrayList<>(List.of(metrics));
        JsonLinesGateway gateway = null;
        if (takesCommands) {
            gateway = new JsonLinesGateway(Terminal.OUT_STREAM, false, false);
            listeners.add(gateway);
        }
        LOG.info("Everbook {}: {}", Version.number(), syncMode(configuration.persistence()));
        RateLimits limits = ClientService.rateLimits(configuration.http().limits());
        LockOutMemory lockOuts = new LockOutMemory();
        List<AuditMemory> memories = List.of(new BucketMemory(limits, ClientService::epochNanos), lockOuts);
        AuditService audit = AuditService.start(configuration, memories, metrics.audit());
        lockOuts.recordIn(audit.audit());
        Service service;
        try {
            ClientService clients = new ClientService(
                    configuration, metrics.http(), metrics.streams(), limits, lockOuts.lockOut(), audit.audit());
            listeners.add(clients.listener());
            Engine engine = Engine.start(configuration, audit.probe(metrics), listeners);
            service = new Service(engine, metrics, gateway, clients, audit);
        } catch (RuntimeException | Error failure) {
            audit.close();
            throw failure;
        }
        made.accept(service);
        try {
            service.open(configuration);
            service.backUp(configuration, file);
            return service;
        } catch (RuntimeException | Error failure) {
            made.accept(null);
            audit.served(service.engine);
            service.end();
            throw failure;
        }
    }

    /** A directory that is not there yet is made with mode 0700. */
    private static void requirePrivate(Configuration.Persistence persistence) {
        if (persistence.enabled() && Files.isDirectory(persistence.dataDirectory())) {
            try {
                UnfinishedMark.refuse(persistence.dataDirectory());
                OwnerOnly.requireDirectory("the data directory", persistence.dataDirectory());
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    private void open(Configuration configuration) {
        if (gateway != null) {
            gateway.serve(engine);
        }
        EngineBooks books = new EngineBooks(engine);
        metrics.observe(
                new EngineView(engine::health, engine::remainingCapacity, engine::remainingEventCapacity, books));
        metrics.watchKeys(() -> clients.keysFault() != null);
        if (configuration.http().enabled()) {
            clients.serve(engine);
            HttpSources sources = new HttpSources(
                    engine::health,
                    metrics::scrape,
                    books,
                    engine::snapshot,
                    syncMode(configuration.persistence()),
                    clients.access(),
                    clients.trading(),
                    clients.trades(),
                    () -> new ServiceFaults(audit.fault(), clients.keysFault()));
            http = HttpGateway.start(configuration.http(), sources, clients.streams()::front);
        }
        engine.serve(configuration.instruments());
        audit.served(engine);
        LOG.info("Ready: {} instruments", engine.instruments().size());
    }

    private void backUp(Configuration configuration, Path file) {
        Configuration.Persistence persistence = configuration.persistence();
        if (configuration.backup().enabled() && persistence.enabled()) {
            backups = ScheduledBackups.start(
                    configuration.backup(), persistence.dataDirectory(), file, audit.audit(), metrics.backups());
        }
    }

    private void end() {
        if (backups != null) {
            backups.close();
        }
        clients.sayGoodbye();
        if (http != null) {
            http.close();
        }
        engine.close();
        clients.close();
        audit.stopped(fault());
        audit.close();
        metrics.close();
    }

    /** {@return whether its markets have been recovered, so that commands may have been taken} */
    boolean isServing() {
        return engine.health().state() != State.STARTING;
    }

    /** {@return the HTTP port it listens on, 0 where there is none} */
    int port() {
        return http == null ? 0 : http.port();
    }

    /**
     * Reads commands to the end of a file or of standard input; a line that is no command ends the reading, not the
     * engine.
     */
    void pump(String file) {
        try (InputStream in = Options.open(file)) {
            gateway.pump(in);
            LOG.info("End of the commands: {} read; the engine goes on", gateway.submitted());
        } catch (InvalidLineException | IOException | UncheckedIOException failure) {
            LOG.error("Commands are no longer read, the engine goes on: {}", failure.getMessage());
        } catch (IllegalStateException stopped) {
            if (!closing) {
                LOG.error("Commands are no longer read: {}", stopped.getMessage());
            }
        }
    }

    /** Answers what was taken, then ends. */
    @Override
    public void close() {
        LOG.info("Stopping: no more commands are taken");
        closing = true;
        end();
        String fault = fault();
        if (fault == null) {
            LOG.info("Stopped: every command taken is journaled and answered");
        } else {
            LOG.error("Stopped after a failure: {}", fault);
        }
    }

    /** {@return what has stopped a lane or a market, or null} */
    String fault() {
        if (engine.fault() != null) {
            return engine.fault();
        }
        return engine.health().markets().stream()
                .map(MarketHealth::fault)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static String syncMode(Configuration.Persistence persistence) {
        if (!persistence.enabled()) {
            return "persistence is switched off: nothing survives the process";
        }
        int millis = persistence.journalSyncIntervalMs();
        return millis == 0
                ? "journal forced before each batch is applied: acknowledged commands survive a power cut"
                : "journal forced every " + millis
                        + " ms: acknowledged commands survive the death of the process, a power cut"
                        + " loses at most the last " + millis + " ms";
    }
}
