package io.everbook.app.http;

import io.everbook.app.engine.EngineHealth;
import io.everbook.app.security.ApiKey;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Promise;

/** Answers every request of the HTTP port: counts it, finds its route, reads its body, lets it in. Holds no thread. */
final class Routes extends Handler.Abstract {

    /** The longest body, in bytes. */
    static final int MAX_BODY_BYTES = 16 * 1024;

    private static final byte[] NO_BODY = {};
    private static final String OTHER = "other";

    private final RouteTable table;
    private final Admission admission;
    private final Availability availability;
    private final HttpProbe probe;
    private final Supplier<EngineHealth> health;
    private final Complaints complaints = new Complaints();
    private volatile boolean started;

    Routes(HttpSources sources) {
        admission = new Admission(sources.access());
        availability = new Availability(sources.health());
        probe = sources.access().probe();
        health = sources.health();
        List<Route> routes = new ArrayList<>();
        routes.addAll(new EngineRoutes(sources, this::threads).routes());
        routes.addAll(new MarketRoutes(sources, this::threads).routes());
        routes.addAll(new OrderRoutes(sources.trading()).routes());
        routes.addAll(new OperatorRoutes(sources).routes());
        routes.addAll(DescriptionRoutes.routes());
        table = new RouteTable(routes);
    }

    List<Route> all() {
        return table.routes();
    }

    private Executor threads() {
        return getServer().getThreadPool();
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Reply reply = new Reply(response, callback);
        String[] name = {OTHER};
        Request.addCompletionListener(request, failure -> probe.answered(name[0], response.getStatus()));
        try {
            RouteTable.Match match = table.find(request.getMethod(), Request.getPathInContext(request));
            name[0] = match.route().name();
            admission.count(request);
            availability.require(match.route());
            if (match.route().takesBody()) {
                read(match, request, reply);
            } else if (Admission.hasBody(request)) {
                throw new Refusal(Refusal.CONTENT_TOO_LARGE, "send no body");
            } else {
                answer(match, request, reply, NO_BODY);
            }
        } catch (RuntimeException failure) {
            refuse(request, reply, failure);
        }
        return true;
    }

    private void read(RouteTable.Match match, Request request, Reply reply) {
        long length = request.getLength();
        if (length > MAX_BODY_BYTES) {
            throw tooLarge();
        }
        Content.Source.asByteArrayAsync(request, MAX_BODY_BYTES, new Body(match, request, reply));
    }

    /** Goes on when the body is there, on a thread that may be held for a moment. */
    private final class Body implements Promise.Invocable<byte[]> {

        private final RouteTable.Match match;
        private final Request request;
        private final Reply reply;

        private Body(RouteTable.Match match, Request request, Reply reply) {
            this.match = match;
            this.request = request;
            this.reply = reply;
        }

        @Override
        public void succeeded(byte[] body) {
            try {
                answer(match, request, reply, body);
            } catch (RuntimeException refused) {
                refuse(request, reply, refused);
            }
        }

        @Override
        public void failed(Throwable failure) {
            refuse(request, reply, unread(failure));
        }

        @Override
        public InvocationType getInvocationType() {
            return InvocationType.BLOCKING;
        }
    }

    private static Refusal unread(Throwable failure) {
        if (failure instanceof TimeoutException || failure.getCause() instanceof TimeoutException) {
            return new Refusal(Refusal.REQUEST_TIMEOUT, "the body did not come in time");
        }
        return failure instanceof EofException
                ? new Refusal(Refusal.BAD_REQUEST, "the body does not end as its headers say")
                : tooLarge();
    }

    private static Refusal tooLarge() {
        return new Refusal(Refusal.CONTENT_TOO_LARGE, "a body has at most " + MAX_BODY_BYTES + " bytes");
    }

    private void answer(RouteTable.Match match, Request request, Reply reply, byte[] body) {
        if (match.route().access() != Access.OPEN) {
            requireStarted();
        }
        ApiKey key = admission.admit(match.route(), request, body);
        admission.recordPrivilege(match.route(), request, key, body);
        match.route().action().answer(new Exchange(request, reply, key, body, match.variable()));
    }

    /** Before the markets are recovered, an instrument that is not known yet may well be there. */
    private void requireStarted() {
        started = started || health.get().state() != EngineHealth.State.STARTING;
        if (!started) {
            throw new Refusal(Refusal.UNAVAILABLE, "the markets are being recovered: try again");
        }
    }

    private void refuse(Request request, Reply reply, RuntimeException failure) {
        Refusal refusal = availability.judge(Refusals.of(failure));
        complaints.tell(refusal, request);
        reply.refuse(refusal);
    }
}
