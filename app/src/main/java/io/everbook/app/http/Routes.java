package io.everbook.app.http;

import io.everbook.app.engine.EngineException;
import io.everbook.app.engine.EngineHealth;
import io.everbook.app.engine.EngineHealth.MarketHealth;
import io.everbook.app.engine.EngineHealth.State;
import io.everbook.core.book.BookView;
import io.everbook.journal.JournalException;
import io.everbook.snapshot.SnapshotException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers every request of the HTTP port. A thread is never held while the engine is asked for a book. */
final class Routes extends Handler.Abstract {

    private static final Logger LOG = LoggerFactory.getLogger(Routes.class);
    private static final String METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8";
    private static final String SNAPSHOT = "/snapshot";
    private static final int OK = 200;
    private static final long BOOK_SECONDS = 2;

    private final HttpSources sources;

    Routes(HttpSources sources) {
        this.sources = sources;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Reply reply = new Reply(response, callback);
        try {
            route(request, reply);
        } catch (RuntimeException failure) {
            reply.refuse(refusal(failure));
        }
        return true;
    }

    private void route(Request request, Reply reply) {
        String path = Request.getPathInContext(request);
        if (!Set.of("/health", "/ready", "/metrics", "/book", SNAPSHOT).contains(path)) {
            throw new Refusal(
                    Refusal.NOT_FOUND, "no such path: there is /health, /ready, /metrics, /book and " + SNAPSHOT);
        }
        check(request, path);
        switch (path) {
            case "/health" -> health(reply);
            case "/ready" -> ready(reply);
            case "/metrics" -> reply.text(METRICS_TYPE, sources.metrics().get());
            case SNAPSHOT -> snapshot(request, reply);
            default -> book(request, reply);
        }
    }

    private static void check(Request request, String path) {
        String method = request.getMethod();
        if (path.equals(SNAPSHOT)) {
            if (!HttpMethod.POST.is(method)) {
                throw Refusal.method("POST", "a snapshot is asked for with POST");
            }
        } else if (!HttpMethod.GET.is(method) && !HttpMethod.HEAD.is(method)) {
            throw Refusal.method("GET, HEAD", path + " is only read: use GET");
        }
        String length = request.getHeaders().get(HttpHeader.CONTENT_LENGTH);
        boolean empty = length == null || length.equals("0");
        if (!empty || request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING)) {
            throw new Refusal(Refusal.CONTENT_TOO_LARGE, "send no body");
        }
    }

    private void health(Reply reply) {
        EngineHealth health = sources.health().get();
        int status = health.state() == State.STOPPED ? Refusal.UNAVAILABLE : OK;
        reply.json(status, JsonBody.health(health, sources.syncMode()));
    }

    private void ready(Reply reply) {
        EngineHealth health = sources.health().get();
        List<MarketHealth> refusing =
                health.markets().stream().filter(market -> !market.accepting()).toList();
        boolean serving = health.state() == State.RUNNING || health.state() == State.DEGRADED;
        boolean ready = serving && refusing.isEmpty();
        reply.json(ready ? OK : Refusal.UNAVAILABLE, JsonBody.ready(health, ready, refusing));
    }

    private void book(Request request, Reply reply) {
        BookRequest asked = BookRequest.of(query(request), sources.books().instruments());
        CompletableFuture<BookView> answer =
                sources.books().book(asked.instrument().symbol(), asked.depth());
        // Not on the thread that completes it: that one is the engine's.
        answer.copy()
                .orTimeout(BOOK_SECONDS, TimeUnit.SECONDS)
                .thenApplyAsync(
                        book -> JsonBody.book(book, asked.instrument()),
                        getServer().getThreadPool())
                .whenCompleteAsync(
                        (body, failure) -> complete(reply, body, failure),
                        getServer().getThreadPool());
    }

    /** Answers when the snapshot is kept, however long that takes: the connection is not idle but waits. */
    private void snapshot(Request request, Reply reply) {
        SnapshotRequest asked =
                SnapshotRequest.of(request, query(request), sources.books().instruments());
        request.addIdleTimeoutListener(timeout -> false);
        sources.snapshots()
                .snapshot(asked.symbol())
                .thenApplyAsync(
                        kept -> JsonBody.snapshot(asked.symbol(), kept),
                        getServer().getThreadPool())
                .whenCompleteAsync(
                        (body, failure) -> complete(reply, body, failure),
                        getServer().getThreadPool());
    }

    private static Fields query(Request request) {
        try {
            return Request.extractQueryParameters(request, StandardCharsets.UTF_8);
        } catch (RuntimeException malformed) {
            throw new Refusal(Refusal.BAD_REQUEST, "malformed query");
        }
    }

    private static void complete(Reply reply, String body, Throwable failure) {
        if (failure == null) {
            reply.json(OK, body);
        } else {
            reply.refuse(refusal(failure));
        }
    }

    private static Refusal refusal(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof Refusal refusal) {
            return refusal;
        }
        if (cause instanceof BookUnavailable unavailable) {
            return new Refusal(Refusal.UNAVAILABLE, unavailable.getMessage());
        }
        if (cause instanceof TimeoutException) {
            return new Refusal(
                    Refusal.UNAVAILABLE, "the engine did not answer within " + BOOK_SECONDS + " s: try again");
        }
        if (cause instanceof EngineException) {
            return new Refusal(Refusal.CONFLICT, cause.getMessage());
        }
        if (cause instanceof SnapshotException || cause instanceof JournalException) {
            return new Refusal(Refusal.INTERNAL_ERROR, "no snapshot was taken: " + cause.getMessage());
        }
        LOG.error("A request failed", cause);
        return new Refusal(Refusal.INTERNAL_ERROR, "internal error: see the log");
    }
}
