package io.everbook.app.http;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.Scheduler;

/** A request whose body must be there by a time: reading what comes later fails. */
final class TimedRequest extends Request.Wrapper {

    private final AtomicReference<Runnable> demanded = new AtomicReference<>();
    private final Scheduler.Task deadline;
    private volatile boolean late;

    TimedRequest(Request request, Scheduler scheduler, long timeoutMillis) {
        super(request);
        deadline = scheduler.schedule(this::expire, timeoutMillis, TimeUnit.MILLISECONDS);
        Request.addCompletionListener(request, failure -> deadline.cancel());
    }

    @Override
    public Content.Chunk read() {
        if (late) {
            return Content.Chunk.from(new TimeoutException("the body did not come in time"), true);
        }
        Content.Chunk chunk = super.read();
        if (chunk != null && chunk.isLast()) {
            deadline.cancel();
        }
        return chunk;
    }

    @Override
    public void demand(Runnable available) {
        demanded.set(available);
        if (late) {
            goOn();
        } else {
            super.demand(this::goOn);
        }
    }

    private void expire() {
        late = true;
        goOn();
    }

    private void goOn() {
        Runnable waiting = demanded.getAndSet(null);
        if (waiting != null) {
            waiting.run();
        }
    }
}
