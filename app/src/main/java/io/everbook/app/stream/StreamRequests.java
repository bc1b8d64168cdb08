package io.everbook.app.stream;

import io.everbook.app.audit.AuditEvent;
import io.everbook.app.engine.EngineHealth;
import io.everbook.app.engine.EngineHealth.State;
import io.everbook.app.http.Availability;
import io.everbook.app.http.HttpAccess;
import io.everbook.app.http.HttpProbe;
import io.everbook.app.http.OutcomeJson;
import io.everbook.app.json.CommandParser;
import io.everbook.app.json.UnknownSymbolException;
import io.everbook.app.security.ApiKey;
import io.everbook.app.security.AuthenticationException;
import io.everbook.app.security.Role;
import io.everbook.app.security.SignedRequest;
import io.everbook.app.trading.ExecutionsPage.Place;
import io.everbook.app.trading.Trading;
import io.everbook.core.command.Command;
import io.everbook.core.command.CommandType;
import io.everbook.core.matching.Market;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** What clients ask for over their connections. Any thread may call; nothing waits. */
final class StreamRequests {

    /** What a log-in signs as the path of a request. */
    static final String PATH = "/ws";

    private static final byte[] NO_BODY = {};
    private static final Set<CommandType> COMMANDS = EnumSet.of(
            CommandType.NEW_ORDER, CommandType.REPLACE_ORDER, CommandType.CANCEL_ORDER, CommandType.MASS_CANCEL);
    private static final Set<String> LOGIN = Set.of("key", "timestamp", "signature", "cancelOnDisconnect");
    private static final Set<String> SUBSCRIBE = Set.of("channel", "symbol", "after");
    private static final Set<String> UNSUBSCRIBE = Set.of("channel", "symbol");

    private final Streams streams;
    private final Trading trading;
    private final HttpAccess access;
    private final Supplier<EngineHealth> health;
    private final AtomicInteger unanswered = new AtomicInteger();

    StreamRequests(Streams streams, Trading trading, HttpAccess access, Supplier<EngineHealth> health) {
        this.streams = streams;
        this.trading = trading;
        this.access = access;
        this.health = health;
    }

    /** {@return whether all markets are recovered, as far as they can be, and the engine goes on} */
    boolean isServing() {
        State state = health.get().state();
        return state == State.RUNNING || state == State.DEGRADED;
    }

    HttpAccess access() {
        return access;
    }

    /** Counts a message, before anything of it is read. */
    void admit(StreamConnection connection) {
        long wait = access.limits().take(connection.bucket());
        if (wait > 0) {
            access.probe().rateLimited(HttpProbe.Limited.CONNECTION);
            limited(connection, "", "connection");
            throw StreamError.rateLimited("too many messages on this connection", wait);
        }
        ApiKey key = connection.key();
        long keyWait = key == null ? 0 : access.limits().take(key);
        if (keyWait > 0) {
            access.probe().rateLimited(HttpProbe.Limited.KEY);
            limited(connection, key.id(), "key");
            throw StreamError.rateLimited("too many messages with this key", keyWait);
        }
    }

    private void limited(StreamConnection connection, String keyId, String by) {
        streams.probe().rateLimited();
        access.audit().record(new AuditEvent.RateLimited(keyId, connection.address(), by));
    }

    /**
     * Handles a message.
     *
     * @param connection where it came
     * @param message the message
     * @param text the same, as it came
     * @throws RuntimeException where it is refused
     */
    void handle(StreamConnection connection, ClientMessage message, String text) {
        switch (message.type()) {
            case "login" -> login(connection, message);
            case "subscribe" -> subscribe(connection, message);
            case "unsubscribe" -> unsubscribe(connection, message);
            case "ping" -> {
                message.allow(Set.of());
                connection.send("{\"type\":\"pong\"}");
            }
            default -> command(connection, message, text);
        }
    }

    private void login(StreamConnection connection, ClientMessage message) {
        message.allow(LOGIN);
        if (!isServing()) {
            connection.close(StreamClose.TRY_AGAIN);
            return;
        }
        if (connection.key() != null) {
            throw new StreamError("CONFLICT", "logged in already: open another connection");
        }
        if (!access.authenticator().hasKeys()) {
            throw notAuthenticated(
                    connection,
                    message,
                    new StreamError("NO_KEYS", "this engine has no API key: make one with everbook credentials add"));
        }
        try {
            ApiKey key = access.authenticator()
                    .authenticate(
                            new SignedRequest(
                                    message.required("key"),
                                    message.required("timestamp"),
                                    message.required("signature"),
                                    "GET",
                                    PATH,
                                    NO_BODY),
                            connection.address());
            boolean cancel = message.flag("cancelOnDisconnect");
            if (cancel && key.role() != Role.TRADER) {
                throw new StreamError(StreamError.BAD_REQUEST, "cancelOnDisconnect is for a trader's key");
            }
            access.audit().record(new AuditEvent.Authenticated(key.id(), connection.address(), "GET " + PATH));
            connection.loggedIn(key, cancel);
            connection.send("{\"type\":\"logged-in\",\"key\":\"" + key.id() + "\",\"role\":\""
                    + key.role().word() + "\",\"participant\":" + key.participantId() + ",\"cancelOnDisconnect\":"
                    + cancel + "}");
        } catch (AuthenticationException unknown) {
            throw notAuthenticated(connection, message, StreamError.of(unknown));
        }
    }

    private StreamError notAuthenticated(StreamConnection connection, ClientMessage message, StreamError error) {
        access.probe().notAuthenticated(error.code());
        access.audit()
                .record(new AuditEvent.AuthenticationFailed(
                        message.required("key"), connection.address(), error.code()));
        return connection.loginFailed(error);
    }

    private void subscribe(StreamConnection connection, ClientMessage message) {
        message.allow(SUBSCRIBE);
        Channel channel = channel(message);
        int market = market(message);
        if (channel == Channel.EXECUTIONS) {
            subscribeToExecutions(connection, market, message.text("after"));
            return;
        }
        requireMarketData(connection);
        if (message.text("after") != null) {
            throw new StreamError(StreamError.BAD_REQUEST, "after is for the channel executions");
        }
        streams.subscribe(connection, channel, market, null);
    }

    /** A place that the market has not come to is one of a journal that was lost: nothing follows it. */
    private void subscribeToExecutions(StreamConnection connection, int market, String after) {
        if (connection.key() == null) {
            throw new StreamError("SIGNATURE_MISSING", "log in first");
        }
        if (connection.key().role() == Role.VIEWER) {
            throw new StreamError("FORBIDDEN", "executions are for traders and operators");
        }
        if (after == null) {
            streams.subscribe(connection, Channel.EXECUTIONS, market, null);
            return;
        }
        Place place = PlaceText.parse(after);
        trading.ask(market, Market::sequence).whenComplete((sequence, failure) -> {
            if (failure != null) {
                connection.send(StreamError.of(failure).text(0));
            } else if (place.sequence() > sequence) {
                connection.send(new StreamError(
                                "PLACE_LOST",
                                "the engine has not come so far: it has lost what it said; subscribe without after, and"
                                        + " read your open orders: sequence=" + sequence)
                        .text(0));
            } else {
                streams.subscribe(connection, Channel.EXECUTIONS, market, place);
            }
        });
    }

    /** {@return whether the key of a connection, if it has any, is still one} */
    boolean holdsKey(StreamConnection connection) {
        ApiKey key = connection.key();
        return key == null || access.authenticator().holds(key);
    }

    private void unsubscribe(StreamConnection connection, ClientMessage message) {
        message.allow(UNSUBSCRIBE);
        Channel channel = channel(message);
        streams.unsubscribe(connection, channel, market(message));
    }

    private static Channel channel(ClientMessage message) {
        Channel channel = Channel.ofWord(message.required("channel"));
        if (channel == null) {
            throw new StreamError(StreamError.BAD_REQUEST, "channel must be one of " + Channel.words());
        }
        return channel;
    }

    private int market(ClientMessage message) {
        String symbol = message.text("symbol");
        int market = symbol == null ? trading.soleMarketIndex() : trading.marketIndex(symbol);
        if (market < 0 && symbol == null && !trading.instruments().isEmpty()) {
            throw new StreamError(StreamError.BAD_REQUEST, "name an instrument by symbol: see /instruments");
        }
        if (market < 0) {
            throw notServed(symbol == null ? "" : symbol);
        }
        return market;
    }

    private StreamError notServed(String symbol) {
        return health.get().isDown(symbol)
                ? new StreamError(Availability.NOT_SERVED, Availability.NOT_RECOVERED)
                : new StreamError("UNKNOWN_INSTRUMENT", "unknown symbol: see /instruments");
    }

    private void requireMarketData(StreamConnection connection) {
        if (connection.key() == null && !connection.isLocal()) {
            throw new StreamError("SIGNATURE_MISSING", "log in first: only this host is served without a key");
        }
    }

    /** {@return the key of a trader who logged in; null where it was revoked, and the connection is closed} */
    private ApiKey requireTrader(StreamConnection connection) {
        ApiKey key = connection.key();
        if (key == null) {
            throw new StreamError("SIGNATURE_MISSING", "log in first");
        }
        if (key.role() != Role.TRADER) {
            throw new StreamError(
                    "FORBIDDEN", "this is not for a key of role " + key.role().word());
        }
        if (!holdsKey(connection)) {
            connection.send(new StreamError("SIGNATURE_INVALID", "the key was revoked").text(0));
            connection.close(StreamClose.REVOKED);
            return null;
        }
        return key;
    }

    /** The outcome is sent when it is there, whether the subscription to executions has told of it or not. */
    private void command(StreamConnection connection, ClientMessage message, String text) {
        ApiKey key = requireTrader(connection);
        if (key == null) {
            return;
        }
        if (streams.isStopping()) {
            throw new StreamError("STOPPED", "the engine is stopping: send it again later, with the same requestId");
        }
        long requestId = message.requestId();
        if (requestId == 0) {
            throw new StreamError(
                    StreamError.BAD_REQUEST,
                    "send a command with a requestId, so that its outcome can be told from others'; or one of login,"
                            + " subscribe, unsubscribe, ping");
        }
        Command command = parse(key, text);
        unanswered.incrementAndGet();
        try {
            trading.submit(command).whenComplete((outcome, failure) -> {
                connection.send(
                        failure == null
                                ? OutcomeJson.message(outcome, requestId, key.participantId(), trading)
                                : StreamError.of(failure).text(requestId));
                unanswered.decrementAndGet();
            });
        } catch (RuntimeException refused) {
            unanswered.decrementAndGet();
            throw refused;
        }
    }

    private Command parse(ApiKey key, String text) {
        try {
            return new CommandParser(trading)
                    .parse(COMMANDS, key.participantId(), text.getBytes(StandardCharsets.UTF_8));
        } catch (UnknownSymbolException unknown) {
            throw notServed(unknown.symbol());
        }
    }

    /** {@return whether every command that was taken has been answered} */
    boolean isAnswered() {
        return unanswered.get() == 0;
    }
}
