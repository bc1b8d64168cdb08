package io.everbook.app.http;

import io.everbook.app.logging.LineLimit;
import java.net.SocketAddress;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives every request a time by which it must be there, head and body, however steadily it trickles in. Where half of
 * all connections there may be have not sent a request yet, the oldest of these makes room for a new one, so that who
 * opens thousands and says nothing keeps nobody else out.
 */
final class RequestDeadlines extends Handler.Wrapper implements Connection.Listener {

    private static final Logger LOG = LoggerFactory.getLogger(RequestDeadlines.class);
    private static final int SWEEPS = 4;
    private static final long NEVER = 0;

    private final Map<Connection, Wait> waits = new ConcurrentHashMap<>();
    private final Queue<Wait> silent = new ConcurrentLinkedQueue<>();
    private final AtomicInteger silentCount = new AtomicInteger();
    private final Scheduler scheduler;
    private final long timeoutMillis;
    private final int mostSilent;
    private final LineLimit lines = new LineLimit();

    /** What a connection is waited for. */
    private static final class Wait {

        private final Connection connection;
        private final long openedNanos = System.nanoTime();
        private volatile boolean busy;
        private volatile boolean spoken;
        private volatile long bytesBefore;
        private long partialNanos = NEVER;

        private Wait(Connection connection) {
            this.connection = connection;
        }
    }

    /**
     * Puts the deadlines in front of a handler.
     *
     * @param handler answers requests
     * @param scheduler watches the clock
     * @param timeoutMillis how long a request may take to come in
     * @param maxConnections how many connections there may be
     */
    RequestDeadlines(Handler handler, Scheduler scheduler, int timeoutMillis, int maxConnections) {
        super(handler);
        this.scheduler = scheduler;
        this.timeoutMillis = timeoutMillis;
        mostSilent = Math.max(1, maxConnections / 2);
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        sweepLater();
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        Wait wait = waits.get(request.getConnectionMetaData().getConnection());
        if (wait != null) {
            wait.busy = true;
            if (!wait.spoken) {
                wait.spoken = true;
                forget(wait);
            }
            Request.addCompletionListener(request, failure -> {
                wait.bytesBefore = wait.connection.getBytesIn();
                wait.busy = false;
            });
        }
        if (!Admission.hasBody(request)) {
            return super.handle(request, response, callback);
        }
        return super.handle(new TimedRequest(request, scheduler, timeoutMillis), response, callback);
    }

    @Override
    public void onOpened(Connection connection) {
        if (!(connection instanceof ConnectionMetaData)) {
            // No requests come on it: TLS around one on which they do, or what was one until it became a WebSocket.
            return;
        }
        Wait wait = new Wait(connection);
        waits.put(connection, wait);
        silent.add(wait);
        if (silentCount.incrementAndGet() > mostSilent) {
            Wait oldest = silent.poll();
            if (oldest != null) {
                silentCount.decrementAndGet();
                cutOff(oldest, "too many connections have sent no request");
            }
        }
    }

    @Override
    public void onClosed(Connection connection) {
        Wait wait = waits.remove(connection);
        if (wait != null && !wait.spoken) {
            forget(wait);
        }
    }

    private void forget(Wait wait) {
        if (silent.remove(wait)) {
            silentCount.decrementAndGet();
        }
    }

    private void sweepLater() {
        scheduler.schedule(this::sweep, Math.max(1, timeoutMillis / SWEEPS), TimeUnit.MILLISECONDS);
    }

    private void sweep() {
        if (!isRunning()) {
            return;
        }
        long now = System.nanoTime();
        waits.values().forEach(wait -> {
            if (isLate(wait, now)) {
                cutOff(wait, "a request did not come in time");
            }
        });
        sweepLater();
    }

    private boolean isLate(Wait wait, long now) {
        long timeoutNanos = TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
        if (wait.busy) {
            wait.partialNanos = NEVER;
            return false;
        }
        if (!wait.spoken) {
            return now - wait.openedNanos > timeoutNanos;
        }
        if (wait.connection.getBytesIn() <= wait.bytesBefore) {
            wait.partialNanos = NEVER;
            return false;
        }
        if (wait.partialNanos == NEVER) {
            wait.partialNanos = now;
        }
        return now - wait.partialNanos > timeoutNanos;
    }

    /** Closes a connection, and says so once a minute. */
    private void cutOff(Wait wait, String why) {
        SocketAddress from = wait.connection.getEndPoint().getRemoteSocketAddress();
        wait.connection.getEndPoint().close();
        long before = lines.admit(why);
        if (before != LineLimit.HOLD) {
            LOG.warn(
                    "A connection was cut off, no more lines of this kind for a minute: why={} from={} before={}",
                    why,
                    from,
                    before);
        }
    }
}
