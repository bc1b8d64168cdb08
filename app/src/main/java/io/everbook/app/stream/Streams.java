package io.everbook.app.stream;

import io.everbook.app.configuration.StreamLimits;
import io.everbook.app.engine.Engine;
import io.everbook.app.http.HttpAccess;
import io.everbook.app.trading.ExecutionsPage.Place;
import io.everbook.app.trading.Trading;
import io.everbook.core.event.ExecutionEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Server;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The streams of an engine: one thread that takes events from the {@link EventTap}, keeps the books that are watched,
 * and sends to each connection what it subscribed to. Any thread may call the methods.
 */
public final class Streams implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Streams.class);
    private static final long CARE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long BUSY_PARK_NANOS = TimeUnit.MICROSECONDS.toNanos(100);
    private static final long IDLE_PARK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long GOODBYE_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final int MOST_EVENTS = 4_096;

    private final StreamLimits limits;
    private final EventTap tap;
    private final StreamProbe probe;
    private final Engine engine;
    private final Trading trading;
    private final StreamRequests requests;
    private final DisconnectCancels cancels;
    private final EngineReader reader;
    private final StreamComplaints complaints = new StreamComplaints();
    private final long intervalNanos;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final Set<StreamConnection> connections = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connectionCount = new AtomicInteger();
    private final List<MarketStream> markets = new ArrayList<>();
    private final Thread thread = new Thread(this::run, "everbook-streams");
    private int taken;
    private long careNanos;
    private volatile boolean stopping;
    private volatile boolean ended;

    /**
     * Creates the streams; {@link #start()} begins.
     *
     * @param limits what clients may have
     * @param tap one of the engine's listeners
     * @param probe is told what happens
     * @param engine the engine
     * @param trading the way into it
     * @param access who may ask, and how often
     */
    public Streams(
            StreamLimits limits, EventTap tap, StreamProbe probe, Engine engine, Trading trading, HttpAccess access) {
        this.limits = limits;
        this.tap = tap;
        this.probe = probe;
        this.engine = engine;
        this.trading = trading;
        cancels = new DisconnectCancels(trading);
        reader = new EngineReader(engine, this::execute);
        requests = new StreamRequests(this, trading, access, engine::health);
        intervalNanos = TimeUnit.MILLISECONDS.toNanos(limits.bookIntervalMs());
        thread.setDaemon(true);
    }

    /** Begins to serve. */
    public void start() {
        thread.start();
    }

    /**
     * Puts the WebSocket in front of the routes of the port.
     *
     * @param server the server, not started yet
     * @param routes what answers everything else
     * @return the handler of both
     */
    public Handler front(Server server, Handler routes) {
        return StreamHandler.of(server, routes, this, requests);
    }

    StreamLimits limits() {
        return limits;
    }

    StreamComplaints complaints() {
        return complaints;
    }

    StreamProbe probe() {
        return probe;
    }

    /** {@return whether another connection may come now} */
    boolean hasRoom() {
        return !stopping && connectionCount.get() < limits.maxConnections();
    }

    /** {@return whether a symbol has a fault and trades on all the same} */
    boolean isImpaired(String symbol) {
        return engine.impairment(symbol) != null;
    }

    /** {@return whether somebody who logged in may go on} */
    boolean mayGoOn(StreamConnection connection) {
        return requests.holdsKey(connection);
    }

    boolean isStopping() {
        return stopping;
    }

    void opened(StreamConnection connection) {
        connections.add(connection);
        probe.opened();
        if (connectionCount.incrementAndGet() > limits.maxConnections()) {
            // Several came at once, when there was room for one.
            connection.close(StreamClose.TRY_AGAIN);
        } else if (stopping) {
            connection.close(StreamClose.STOPPING);
        }
    }

    void closed(StreamConnection connection, StreamClose reason) {
        if (connections.remove(connection)) {
            connectionCount.decrementAndGet();
            probe.closed(reason);
            execute(() -> leave(connection, reason));
        }
    }

    /**
     * Subscribes a connection, and tells it so.
     *
     * @param connection the connection
     * @param channel the channel
     * @param market the market
     * @param after where executions begin; null for what is new
     */
    void subscribe(StreamConnection connection, Channel channel, int market, Place after) {
        execute(() -> {
            MarketStream stream = market(market);
            if (stream.find(connection, channel) != null) {
                connection.send(new StreamError("CONFLICT", "subscribed already: unsubscribe first").text(0));
            } else if (connection.subscriptions() >= limits.maxSubscriptions()) {
                connection.send(new StreamError(
                                "TOO_MANY_SUBSCRIPTIONS",
                                "at most " + limits.maxSubscriptions()
                                        + " subscriptions on a connection: open another one")
                        .text(0));
            } else if (connections.contains(connection)) {
                connection.subscriptions(connection.subscriptions() + 1);
                connection.send(confirmation("subscribed", channel, stream));
                stream.add(subscription(connection, channel, stream, after));
            }
        });
    }

    /** Ends a subscription, and tells the connection so. */
    void unsubscribe(StreamConnection connection, Channel channel, int market) {
        execute(() -> {
            MarketStream stream = market(market);
            Subscription subscription = stream.find(connection, channel);
            if (subscription == null) {
                connection.send(new StreamError("NOT_FOUND", "not subscribed to this").text(0));
                return;
            }
            stream.remove(subscription, System.nanoTime());
            connection.subscriptions(connection.subscriptions() - 1);
            connection.send(confirmation("unsubscribed", channel, stream));
        });
    }

    private static String confirmation(String type, Channel channel, MarketStream stream) {
        return "{\"type\":\"" + type + "\",\"channel\":\"" + channel.word() + "\",\"symbol\":\""
                + stream.instrument().symbol() + "\"}";
    }

    private Subscription subscription(StreamConnection connection, Channel channel, MarketStream stream, Place after) {
        return switch (channel) {
            case BOOK -> new BookSubscription(connection, 2 * limits.bookLevels());
            case FULL_BOOK -> new FullBookSubscription(connection);
            case TOP -> new TopSubscription(connection);
            case TRADES -> new TradesSubscription(connection);
            case EXECUTIONS ->
                new ExecutionsSubscription(
                        connection, this, trading, stream.instrument().symbol(), after);
        };
    }

    /** What a client cannot have meant, the engine's own end, cancels nothing. */
    private void leave(StreamConnection connection, StreamClose reason) {
        if (connection.cancelsOnDisconnect() && reason != StreamClose.STOPPING) {
            cancels.add(connection.key().participantId());
        }
        for (MarketStream market : markets) {
            if (market != null) {
                market.of(connection).forEach(subscription -> market.remove(subscription, System.nanoTime()));
            }
        }
    }

    private MarketStream market(int index) {
        while (markets.size() <= index) {
            markets.add(null);
        }
        MarketStream market = markets.get(index);
        if (market == null) {
            market = new MarketStream(index, engine.instruments().get(index), tap, reader, limits, probe);
            markets.set(index, market);
        }
        return market;
    }

    /** Has the stream thread do something. */
    void execute(Runnable task) {
        tasks.add(task);
        LockSupport.unpark(thread);
    }

    private void run() {
        while (!ended) {
            try {
                if (!turn()) {
                    LockSupport.parkNanos(connections.isEmpty() ? IDLE_PARK_NANOS : BUSY_PARK_NANOS);
                }
            } catch (RuntimeException failure) {
                LOG.error("The streams read all markets anew after a failure", failure);
                markets.stream().filter(market -> market != null).forEach(MarketStream::lose);
            }
        }
    }

    private boolean turn() {
        boolean busy = runTasks();
        if (tap.takeLost()) {
            loseMarkets();
        }
        taken = 0;
        busy |= tap.poll(this::take);
        long now = System.nanoTime();
        for (int i = 0; i < markets.size(); i++) {
            if (markets.get(i) != null) {
                markets.get(i).advance(now, intervalNanos);
            }
        }
        cancels.advance(now);
        if (now - careNanos > CARE_NANOS) {
            careNanos = now;
            connections.forEach(connection -> connection.care(now));
        }
        return busy;
    }

    private boolean runTasks() {
        Runnable task = tasks.poll();
        boolean busy = task != null;
        while (task != null) {
            task.run();
            task = tasks.poll();
        }
        return busy;
    }

    private boolean take(ExecutionEvent event, long ringSequence, boolean endOfBatch) {
        MarketStream market = market(event.marketIndex());
        if (market.isAsked()) {
            runTasks();
        }
        market.event(event);
        return ++taken < MOST_EVENTS;
    }

    private void loseMarkets() {
        for (MarketStream market : markets) {
            if (market != null && tap.hasLost(market.index())) {
                market.lose();
            }
        }
    }

    /**
     * Takes no further connection and no further command, answers those that were taken, and says goodbye to every
     * client. Waits a few seconds at most.
     */
    public void stop() {
        stopping = true;
        await(requests::isAnswered);
        connections.forEach(connection -> connection.close(StreamClose.STOPPING));
        await(connections::isEmpty);
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + GOODBYE_NANOS;
        while (!condition.getAsBoolean() && System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(BUSY_PARK_NANOS);
        }
    }

    /** Ends the thread. */
    @Override
    public void close() {
        ended = true;
        LockSupport.unpark(thread);
    }
}
