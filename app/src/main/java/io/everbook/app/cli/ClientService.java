package io.everbook.app.cli;

import io.everbook.app.audit.Audit;
import io.everbook.app.configuration.Configuration;
import io.everbook.app.configuration.HttpLimits;
import io.everbook.app.credential.CredentialFile;
import io.everbook.app.credential.KeyFileImport;
import io.everbook.app.credential.OpenedKeys;
import io.everbook.app.engine.Engine;
import io.everbook.app.engine.EngineListener;
import io.everbook.app.engine.ListenerChain;
import io.everbook.app.engine.Replies;
import io.everbook.app.http.HttpAccess;
import io.everbook.app.http.HttpProbe;
import io.everbook.app.secret.SecretException;
import io.everbook.app.security.ApiKeys;
import io.everbook.app.security.Authenticator;
import io.everbook.app.security.LockOut;
import io.everbook.app.security.RateLimits;
import io.everbook.app.security.RateLimits.Rate;
import io.everbook.app.stream.EventTap;
import io.everbook.app.stream.StreamProbe;
import io.everbook.app.stream.Streams;
import io.everbook.app.trading.RecentTrades;
import io.everbook.app.trading.RequestMemory;
import io.everbook.app.trading.Trading;
import io.everbook.journal.storage.FileStorage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the clients of a running engine are served with, beside the engine itself. */
final class ClientService implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ClientService.class);
    private static final long OUTCOME_MILLIS = 5_000;

    private final Configuration configuration;
    private final HttpAccess access;
    private final StreamProbe streamProbe;
    private final RequestMemory requests = new RequestMemory();
    private final RecentTrades trades = new RecentTrades();
    private final EventTap tap;
    private final OpenedKeys store;
    private Trading trading;
    private Streams streams;

    /**
     * Opens the credential store, where there is one and somebody may use a key; the password may be asked for.
     *
     * @throws io.everbook.app.credential.CredentialException where the store cannot be opened
     * @throws SecretException where there is no password, or others can read what they should not
     */
    ClientService(
            Configuration configuration,
            HttpProbe probe,
            StreamProbe streamProbe,
            RateLimits rateLimits,
            LockOut lockOut,
            Audit audit) {
        this.configuration = configuration;
        this.streamProbe = streamProbe;
        HttpLimits limits = configuration.http().limits();
        tap = new EventTap(configuration.http().streams().ringSize());
        store = configuration.http().enabled() ? store(configuration, audit) : null;
        ApiKeys keys = store == null ? ApiKeys.NONE : store;
        access = new HttpAccess(
                new Authenticator(keys, Duration.ofMillis(limits.replayWindowMs()), ClientService::epochNanos, lockOut),
                rateLimits,
                probe,
                audit);
        if (store != null && store.isEmpty()) {
            LOG.info(
                    "No API key: only market data is served, to this host. To trade, make one: everbook"
                            + " credentials init --data {}, then everbook credentials add",
                    configuration.persistence().dataDirectory());
        }
    }

    private static OpenedKeys store(Configuration configuration, Audit audit) {
        Path directory = configuration.persistence().dataDirectory();
        boolean left = Files.exists(directory.resolve(KeyFileImport.NAME));
        if (left && !Files.exists(directory.resolve(CredentialFile.NAME))) {
            throw new SecretException(
                    "an earlier Everbook has left API keys that are not encrypted: run everbook credentials"
                            + " init --import, or move the file away: file=" + directory.resolve(KeyFileImport.NAME));
        }
        return new OpenedKeys(directory, configuration.http().credentialsPassword(), audit);
    }

    /** {@return the rates at which clients may ask} */
    static RateLimits rateLimits(HttpLimits limits) {
        Rate rate = new Rate(limits.requestsPerSecond(), limits.requestBurst());
        return new RateLimits(rate, rate, System::nanoTime);
    }

    /** {@return what has to hear the engine's events: what clients may count on comes before their answers} */
    EngineListener listener() {
        return new ListenerChain(List.of(requests, trades, tap, new Replies()));
    }

    /** Opens the way into the engine. */
    void serve(Engine engine) {
        Configuration.Persistence persistence = configuration.persistence();
        trading = new Trading(
                engine,
                requests,
                persistence.enabled() ? FileStorage.readOnly(persistence.dataDirectory()) : null,
                configuration.http().limits().maxOutstanding(),
                OUTCOME_MILLIS);
        streams = new Streams(configuration.http().streams(), tap, streamProbe, engine, trading, access);
        streams.start();
    }

    /** The wall clock, which is what the clock of a client is compared with: not one that only goes forward. */
    static long epochNanos() {
        return TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
    }

    /** {@return why the keys are not those of their store, or null} */
    String keysFault() {
        return store == null ? null : store.fault();
    }

    HttpAccess access() {
        return access;
    }

    Trading trading() {
        return trading;
    }

    RecentTrades trades() {
        return trades;
    }

    Streams streams() {
        return streams;
    }

    /** Answers what clients wait for, as far as the engine does, and lets go of them. */
    void sayGoodbye() {
        if (streams != null) {
            streams.stop();
        }
    }

    @Override
    public void close() {
        if (streams != null) {
            streams.close();
        }
        if (store != null) {
            store.close();
        }
        if (trading != null) {
            trading.close();
        }
    }
}
