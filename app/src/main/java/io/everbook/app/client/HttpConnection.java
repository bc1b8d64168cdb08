package io.everbook.app.client;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** Signed requests to the engine, each sent again until it is answered or the time is over. */
final class HttpConnection {

    private static final int OK = 200;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int INTERNAL_ERROR = 500;
    private static final int UNPROCESSABLE = 422;
    private static final Duration ONE_TRY = Duration.ofSeconds(10);
    private static final long LEAST_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final Pattern WHOLE = Pattern.compile("[0-9]{1,6}");

    private final HttpClient http;
    private final URI base;
    private final ClientKey key;
    private final Duration patience;

    HttpConnection(HttpClient http, URI base, ClientKey key, Duration patience) {
        this.http = http;
        this.base = base;
        this.key = key;
        this.patience = patience;
    }

    /**
     * Asks, and asks again where there is no answer, or one that says to come back; a limited rate is kept to.
     *
     * @param method the HTTP method
     * @param target the path with its query
     * @param body the body; empty for none
     * @return the answer, 200 or 422; or a {@link ClientException}
     */
    CompletableFuture<Json> ask(String method, String target, String body) {
        return attempt(method, target, body, new Backoff(), System.nanoTime() + patience.toNanos());
    }

    private CompletableFuture<Json> attempt(
            String method, String target, String body, Backoff backoff, long deadlineNanos) {
        return http.sendAsync(request(method, target, body, deadlineNanos), BodyHandlers.ofString())
                .handle((response, failure) -> {
                    if (failure == null && !isTemporary(response)) {
                        return CompletableFuture.completedFuture(answer(response));
                    }
                    long waitNanos = waitNanos(response, backoff);
                    if (System.nanoTime() + waitNanos - deadlineNanos > 0
                            || failure != null && !isUnreachable(failure)) {
                        return CompletableFuture.<Json>failedFuture(
                                failure == null ? refusal(response) : unreachable(failure));
                    }
                    Executor later = CompletableFuture.delayedExecutor(waitNanos, TimeUnit.NANOSECONDS);
                    return CompletableFuture.supplyAsync(() -> null, later)
                            .thenCompose(waited -> attempt(method, target, body, backoff, deadlineNanos));
                })
                .thenCompose(next -> next);
    }

    /** {@return how long to wait before the next try; where the rate is limited, at least as long as is said} */
    private static long waitNanos(HttpResponse<String> response, Backoff backoff) {
        long waitNanos = TimeUnit.MILLISECONDS.toNanos(backoff.nextMillis());
        if (response == null || response.statusCode() != TOO_MANY_REQUESTS) {
            return waitNanos;
        }
        String seconds = response.headers().firstValue("Retry-After").orElse("0");
        return WHOLE.matcher(seconds).matches()
                ? Math.max(waitNanos, TimeUnit.SECONDS.toNanos(Long.parseLong(seconds)))
                : waitNanos;
    }

    private HttpRequest request(String method, String target, String body, long deadlineNanos) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        long leftNanos = Math.max(LEAST_NANOS, deadlineNanos - System.nanoTime());
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(target))
                .timeout(Duration.ofNanos(Math.min(ONE_TRY.toNanos(), leftNanos)))
                .method(method, bytes.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(bytes));
        if (key != null) {
            String timestamp = ClientKey.timestamp();
            request.header("X-Everbook-Key", key.id())
                    .header("X-Everbook-Timestamp", timestamp)
                    .header("X-Everbook-Signature", key.sign(timestamp, method, target, bytes));
        }
        return request.build();
    }

    private static boolean isTemporary(HttpResponse<String> response) {
        int status = response.statusCode();
        return status == TOO_MANY_REQUESTS
                || status > INTERNAL_ERROR
                || response.body().contains("\"SIGNATURE_REPLAYED\"")
                || response.body().contains("\"TIMESTAMP_OUTSIDE_WINDOW\"");
    }

    private static Json answer(HttpResponse<String> response) {
        if (response.statusCode() != OK && response.statusCode() != UNPROCESSABLE) {
            throw refusal(response);
        }
        return Json.parse(response.body());
    }

    private static ClientException refusal(HttpResponse<String> response) {
        Json error = Json.parse(response.body());
        return new ClientException(
                String.valueOf(error.text("code")),
                error.has("error") ? error.text("error") : "the engine answered with status " + response.statusCode());
    }

    private static boolean isUnreachable(Throwable failure) {
        return failure instanceof IOException || failure.getCause() instanceof IOException;
    }

    private ClientException unreachable(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return new ClientException(
                "UNREACHABLE", "no answer from the engine: is it running? url=" + base + " cause=" + words(cause));
    }

    private static String words(Throwable cause) {
        if (cause instanceof HttpTimeoutException) {
            return "it did not answer in time";
        }
        return cause instanceof ConnectException ? "nobody listens there" : String.valueOf(cause.getMessage());
    }
}
