package io.everbook.app.stream;

import io.everbook.app.security.ApiKey;
import io.everbook.app.security.TokenBucket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;

/**
 * A client's WebSocket connection. Its messages are handled one after the other by threads of the server; what it
 * subscribed to is the stream thread's. Public for the server alone, which calls it by reflection.
 */
public final class StreamConnection implements Session.Listener.AutoDemanding {

    /** How many messages in a row may be refused for their rate. */
    private static final int MOST_REFUSED = 1_000;

    /** How many log-ins may fail. */
    private static final int MOST_FAILED = 5;

    private static final long CHECK_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long CLOSE_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final Streams streams;
    private final StreamRequests requests;
    private final TokenBucket bucket;
    private Session session;
    private InetAddress remote;
    private volatile Outbox outbox;
    private volatile ApiKey key;
    private volatile boolean cancelOnDisconnect;
    private volatile long heardNanos = System.nanoTime();
    private volatile StreamClose reason;
    private volatile long closingNanos;
    private int refused;
    private int failed;

    /** How many subscriptions it has; the stream thread's, as are the times below. */
    private int subscriptions;

    private long behindNanos;
    private long pingNanos;
    private long checkedNanos = System.nanoTime();

    StreamConnection(Streams streams, StreamRequests requests, TokenBucket bucket) {
        this.streams = streams;
        this.requests = requests;
        this.bucket = bucket;
    }

    @Override
    public void onWebSocketOpen(Session opened) {
        session = opened;
        remote = opened.getRemoteSocketAddress() instanceof InetSocketAddress from ? from.getAddress() : null;
        outbox = new Outbox(opened, streams.limits().queueBytes(), streams.probe());
        pingNanos = System.nanoTime();
        streams.opened(this);
    }

    @Override
    public void onWebSocketText(String text) {
        heardNanos = System.nanoTime();
        long requestId = 0;
        try {
            requests.admit(this);
            refused = 0;
            ClientMessage message = ClientMessage.parse(text);
            requestId = message.requestId();
            requests.handle(this, message, text);
        } catch (RuntimeException failure) {
            StreamError error = StreamError.of(failure);
            refuse(error, error.isOfTheRate() ? ClientMessage.requestIdOf(text) : requestId);
        }
    }

    private void refuse(StreamError error, long requestId) {
        streams.complaints().refused(error, address());
        if (error.isOfTheRate() && ++refused > MOST_REFUSED) {
            close(StreamClose.RATE_LIMITED);
            return;
        }
        send(error.text(requestId));
    }

    /** A log-in failed; {@return what the client is told} */
    StreamError loginFailed(StreamError error) {
        if (++failed >= MOST_FAILED) {
            close(StreamClose.NOT_AUTHENTICATED);
        }
        return error;
    }

    @Override
    public void onWebSocketBinary(ByteBuffer payload, Callback callback) {
        callback.succeed();
        close(StreamClose.BINARY);
    }

    @Override
    public void onWebSocketPong(ByteBuffer payload) {
        heardNanos = System.nanoTime();
    }

    @Override
    public void onWebSocketClose(int code, String text, Callback callback) {
        callback.succeed();
        outbox.discard();
        StreamClose why = reason == null ? StreamClose.ofLibrary(code) : reason;
        streams.complaints().closed(why, reason == null ? code : reason.code(), address());
        streams.closed(this, why);
    }

    @Override
    public void onWebSocketError(Throwable cause) {
        // A close follows.
    }

    /** Sends what must not be left out: a client that has no room for it is too far behind. */
    void send(String text) {
        if (!outbox.offer(text) && reason == null) {
            close(StreamClose.SLOW_CONSUMER);
        }
    }

    /** Closes it behind what waits to be sent; cuts it off where that takes too long. */
    void close(StreamClose why) {
        if (reason == null) {
            closingNanos = System.nanoTime();
            reason = why;
            outbox.close(why);
        }
    }

    /**
     * Looks after the connection: pings it, and closes it where it is behind, or was not heard of, for too long.
     *
     * @param nowNanos the time
     */
    void care(long nowNanos) {
        if (reason != null) {
            if (nowNanos - closingNanos > CLOSE_NANOS) {
                session.disconnect();
            }
            return;
        }
        if (key != null && nowNanos - checkedNanos > CHECK_NANOS) {
            checkedNanos = nowNanos;
            if (!streams.mayGoOn(this)) {
                close(StreamClose.REVOKED);
                return;
            }
        }
        long idleNanos = TimeUnit.MILLISECONDS.toNanos(streams.limits().idleTimeoutMs());
        behindNanos = outbox.hasRoom() ? 0 : behindNanos == 0 ? nowNanos : behindNanos;
        if (behindNanos != 0
                && nowNanos - behindNanos
                        > TimeUnit.MILLISECONDS.toNanos(streams.limits().maxLagMs())) {
            close(StreamClose.SLOW_CONSUMER);
        } else if (nowNanos - heardNanos > idleNanos) {
            close(StreamClose.IDLE);
        } else if (nowNanos - pingNanos > idleNanos / 3 && outbox.isEmpty()) {
            pingNanos = nowNanos;
            session.sendPing(ByteBuffer.allocate(0), Callback.NOOP);
        }
    }

    Outbox outbox() {
        return outbox;
    }

    TokenBucket bucket() {
        return bucket;
    }

    /** {@return who logged in, or null} */
    ApiKey key() {
        return key;
    }

    boolean cancelsOnDisconnect() {
        return cancelOnDisconnect;
    }

    void loggedIn(ApiKey as, boolean cancel) {
        key = as;
        cancelOnDisconnect = cancel;
    }

    /** {@return whether the client is on this host} */
    boolean isLocal() {
        return remote != null && remote.isLoopbackAddress();
    }

    /** {@return where the client is, for a record; empty where it is not known} */
    String address() {
        return remote == null ? "" : remote.getHostAddress();
    }

    int subscriptions() {
        return subscriptions;
    }

    void subscriptions(int count) {
        subscriptions = count;
    }
}
