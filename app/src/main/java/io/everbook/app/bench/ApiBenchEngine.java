package io.everbook.app.bench;

import io.everbook.app.audit.Audit;
import io.everbook.app.client.ClientKey;
import io.everbook.app.client.EverbookClient;
import io.everbook.app.configuration.Configuration;
import io.everbook.app.configuration.HttpLimits;
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
import io.everbook.app.stream.EventTap;
import io.everbook.app.stream.StreamProbe;
import io.everbook.app.stream.Streams;
import io.everbook.app.trading.RecentTrades;
import io.everbook.app.trading.RequestMemory;
import io.everbook.app.trading.Trading;
import io.everbook.journal.storage.FileStorage;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An engine with its port and its streams for one key that is in memory; nothing is audited, no rate is limited. */
public final class ApiBenchEngine implements AutoCloseable {

    private static final String KEY = "bench";
    private static final String SECRET = "bench-".repeat(8);
    private static final ApiKey API_KEY = new ApiKey(KEY, Role.TRADER, 1, SECRET);
    private static final long OUTCOME_MILLIS = 60_000;
    private static final Duration WINDOW = Duration.ofSeconds(5);

    private final Engine engine;
    private final Trading trading;
    private final Streams streams;
    private final HttpGateway gateway;

    /** The one key. */
    private record OneKey(ApiKey key) implements ApiKeys {

        @Override
        public ApiKey find(String id) {
            return id.equals(key.id()) ? key : null;
        }

        @Override
        public boolean isEmpty() {
            return false;
        }
    }

    /**
     * Starts it.
     *
     * @param configuration the engine's, with an empty data directory
     */
    public ApiBenchEngine(Configuration configuration) {
        HttpLimits limits = configuration.http().limits();
        RequestMemory memory = new RequestMemory();
        RecentTrades trades = new RecentTrades();
        EventTap tap = new EventTap(configuration.http().streams().ringSize());
        engine = Engine.start(
                configuration,
                EngineProbe.NONE,
                List.of(new ListenerChain(List.of(memory, trades, tap, new Replies()))));
        trading = new Trading(
                engine,
                memory,
                FileStorage.readOnly(configuration.persistence().dataDirectory()),
                limits.maxOutstanding(),
                OUTCOME_MILLIS);
        Rate rate = new Rate(limits.requestsPerSecond(), limits.requestBurst());
        HttpAccess access = new HttpAccess(
                new Authenticator(
                        new OneKey(API_KEY), WINDOW, () -> TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis())),
                new RateLimits(rate, rate, System::nanoTime),
                HttpProbe.NONE,
                Audit.NONE);
        streams = new Streams(configuration.http().streams(), tap, StreamProbe.NONE, engine, trading, access);
        streams.start();
        HttpSources sources = new HttpSources(
                engine::health,
                () -> "",
                null,
                engine::snapshot,
                "",
                access,
                trading,
                trades,
                () -> ServiceFaults.NONE);
        gateway = HttpGateway.start(configuration.http(), sources, streams::front);
        engine.serve(configuration.instruments());
    }

    /** {@return a client with the key that does as little as can be done} */
    PlainHttpClient plainClient() throws IOException {
        return new PlainHttpClient(new InetSocketAddress("127.0.0.1", gateway.port()), API_KEY);
    }

    /** {@return a client with the key} */
    public EverbookClient client() {
        return new EverbookClient(
                URI.create("http://127.0.0.1:" + gateway.port()), new ClientKey(KEY, SECRET), EverbookClient.PATIENCE);
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
