package io.everbook.app.http;

import io.everbook.app.security.ApiKey;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.eclipse.jetty.server.Request;

/**
 * A request that was let in, and its answer.
 *
 * @param request the request
 * @param reply its answer
 * @param key who signed it; null where it was not signed
 * @param body its body; empty for none
 * @param variable what the braces of its route stand for
 */
record Exchange(Request request, Reply reply, ApiKey key, byte[] body, String variable) {

    private static final int OK = 200;

    /** {@return whose orders and executions it may read; 0 for everybody's} */
    int participantId() {
        return key.participantId();
    }

    Query query(String... names) {
        return Query.of(request, names);
    }

    /**
     * Answers when there is a result.
     *
     * @param result what will be there
     * @param threads where the answer is made
     * @param body makes the answer's body
     */
    <T> void later(CompletionStage<T> result, Executor threads, Function<T, String> body) {
        later(result, threads, value -> OK, body);
    }

    <T> void later(CompletionStage<T> result, Executor threads, Function<T, Integer> status, Function<T, String> body) {
        result.thenAcceptAsync(value -> reply.json(status.apply(value), body.apply(value)), threads)
                .exceptionally(failure -> {
                    reply.refuse(Refusals.of(failure));
                    return null;
                });
    }
}
