package io.everbook.app.stream;

import io.everbook.app.audit.Audit;
import io.everbook.app.configuration.AuditRetention;
import io.everbook.app.configuration.BackupSchedule;
import io.everbook.app.configuration.Configuration;
import io.everbook.app.configuration.HttpLimits;
import io.everbook.app.configuration.HttpTls;
import io.everbook.app.configuration.Logging;
import io.everbook.app.configuration.StreamLimits;
import io.everbook.app.engine.Engine;
import io.everbook.app.engine.EngineProbe;
import io.everbook.app.engine.ListenerChain;
import io.everbook.app.engine.Replies;
import io.everbook.app.http.HttpAccess;
import io.everbook.app.http.HttpGateway;
import io.everbook.app.http.HttpProbe;
import io.everbook.app.http.HttpSources;
import io.everbook.app.http.ServiceFaults;
import io.everbook.app.security.ApiKey;
import io.everbook.app.security.ApiKeys;
import io.everbook.app.security.Authenticator;
import io.everbook.app.security.RateLimits;
import io.everbook.app.security.RateLimits.Rate;
import io.everbook.app.security.Role;
import io.everbook.app.trading.RecentTrades;
import io.everbook.app.trading.RequestMemory;
import io.everbook.app.trading.Trading;
import io.everbook.core.book.BookView;
import io.everbook.core.instrument.Instrument;
import io.everbook.journal.storage.FileStorage;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** A real engine in a test's directory behind a real port, with its streams and some keys. */
final class StreamedEngine implements AutoCloseable {

    static final Instrument BTC = Instrument.of("BTC-USD", "0.01", "0.00000001");
    static final ApiKey SEVEN = new ApiKey("desk-7", Role.TRADER, 7, "7".repeat(64));
    static final ApiKey EIGHT = new ApiKey("desk-8", Role.TRADER, 8, "8".repeat(64));
    static final ApiKey ONE = new ApiKey("desk-1", Role.TRADER, 1, "1".repeat(64));

    final Engine engine;
    final Trading trading;
    final Streams streams;
    final EventTap tap;
    final Map<String, ApiKey> keys =
            new ConcurrentHashMap<>(Map.of(ONE.id(), ONE, SEVEN.id(), SEVEN, EIGHT.id(), EIGHT));
    private final HttpGateway gateway;

    private final class Keys implements ApiKeys {

        @Override
        public ApiKey find(String id) {
            return keys.get(id);
        }

        @Override
        public boolean isEmpty() {
            return keys.isEmpty();
        }
    }

    StreamedEngine(Path directory, StreamLimits limits, Rate rate, boolean serve) {
        this(directory, limits, rate, serve, StreamProbe.NONE);
    }

    StreamedEngine(Path directory, StreamLimits limits, Rate rate, boolean serve, StreamProbe probe) {
        this(directory, limits, rate, serve, probe, HttpLimits.DEFAULTS);
    }

    StreamedEngine(Path directory, StreamLimits limits, Rate rate, boolean serve, StreamProbe probe, HttpLimits http) {
        Configuration defaults = Configuration.defaults();
        Configuration.Persistence p = defaults.persistence();
        Configuration configuration = new Configuration(
                new Configuration.Persistence(
                        true,
                        directory,
                        p.journalSyncIntervalMs(),
                        p.snapshotIntervalMin(),
                        p.snapshotEveryCommands(),
                        p.keepSnapshots(),
                        p.compactionThreshold(),
                        p.journalRetention(),
                        p.segmentBytes()),
                List.of(BTC),
                1,
                4096,
                4096,
                defaults.waitStrategy(),
                defaults.stages(),
                defaults.http(),
                Logging.DEFAULTS,
                BackupSchedule.DEFAULTS,
                AuditRetention.DEFAULTS);
        RequestMemory memory = new RequestMemory();
        RecentTrades trades = new RecentTrades();
        tap = new EventTap(limits.ringSize());
        engine = Engine.start(
                configuration,
                EngineProbe.NONE,
                List.of(new ListenerChain(List.of(memory, trades, tap, new Replies()))));
        trading = new Trading(engine, memory, FileStorage.readOnly(directory), 10_000, 60_000);
        HttpAccess access = new HttpAccess(
                new Authenticator(new Keys(), Duration.ofMinutes(1), StreamedEngine::epochNanos),
                // Time stands still for them: what was used up does not come back on a slow machine.
                new RateLimits(rate, rate, () -> 0L),
                HttpProbe.NONE,
                Audit.NONE);
        streams = new Streams(limits, tap, probe, engine, trading, access);
        streams.start();
        gateway = HttpGateway.start(
                new Configuration.Http(true, "127.0.0.1", 0, HttpTls.NONE, http, limits),
                new HttpSources(
                        engine::health,
                        () -> "up 1\n",
                        null,
                        engine::snapshot,
                        "before apply",
                        access,
                        trading,
                        trades,
                        () -> ServiceFaults.NONE),
                streams::front);
        if (serve) {
            engine.serve(configuration.instruments());
        }
    }

    static StreamedEngine start(Path directory) {
        return start(directory, StreamLimits.DEFAULTS);
    }

    static StreamedEngine start(Path directory, StreamLimits limits) {
        return new StreamedEngine(directory, limits, new Rate(0, 1), true);
    }

    static long epochNanos() {
        return TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
    }

    int port() {
        return gateway.port();
    }

    TestSocket connect() {
        return TestSocket.open(URI.create("ws://127.0.0.1:" + port() + "/ws"));
    }

    /** {@return the engine's book as it is now} */
    BookView book() {
        return trading.ask(0, market -> market.view(100_000)).join();
    }

    @Override
    public void close() {
        streams.stop();
        gateway.close();
        engine.close();
        streams.close();
        trading.close();
    }
}
