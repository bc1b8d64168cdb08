package io.everbook.app.http;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import org.eclipse.jetty.server.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs what clients do wrong: one line for each kind and minute, however much there is of it. */
final class Complaints {

    private static final Logger LOG = LoggerFactory.getLogger(Complaints.class);
    private static final long MINUTE_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final int STATUSES = 600;

    private final AtomicLongArray nextNanos = new AtomicLongArray(STATUSES);
    private final AtomicLongArray silent = new AtomicLongArray(STATUSES);
    private final long startNanos = System.nanoTime();

    /** Tells of a refusal, or counts it for the next line. */
    void tell(Refusal refusal, Request request) {
        int status = refusal.status();
        if (status == Refusal.NOT_FOUND || status == Refusal.UNAVAILABLE) {
            return;
        }
        long elapsed = System.nanoTime() - startNanos;
        long next = nextNanos.get(status);
        if (elapsed < next || !nextNanos.compareAndSet(status, next, elapsed + MINUTE_NANOS)) {
            silent.incrementAndGet(status);
            return;
        }
        LOG.warn(
                "A request was refused, no more lines of this kind for a minute: status={} code={} from={} before={}",
                status,
                refusal.code(),
                Request.getRemoteAddr(request),
                silent.getAndSet(status, 0));
    }
}
