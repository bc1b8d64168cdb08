package io.everbook.app.stream;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.everbook.app.json.InvalidLineException;
import io.everbook.app.security.AuthenticationException;
import io.everbook.app.trading.TradingException;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A message that is answered with an error; the sentence is for the client. */
final class StreamError extends RuntimeException {

    static final String BAD_REQUEST = "BAD_REQUEST";
    private static final String RATE_LIMITED = "RATE_LIMITED";

    private static final long serialVersionUID = 1L;

    /** Where these come, a client is to be mended; others tell it how the market is, or to come back. */
    private static final Set<String> CLIENTS_FAULTS = Set.of(
            BAD_REQUEST,
            RATE_LIMITED,
            "FORBIDDEN",
            "NO_KEYS",
            "SIGNATURE_MISSING",
            "SIGNATURE_INVALID",
            "SIGNATURE_REPLAYED",
            "TIMESTAMP_OUTSIDE_WINDOW",
            "LOCKED_OUT",
            "TOO_MANY_SUBSCRIPTIONS");

    private static final Logger LOG = LoggerFactory.getLogger(StreamError.class);

    private final String code;
    private final long retryNanos;

    StreamError(String code, String message) {
        this(code, message, 0);
    }

    private StreamError(String code, String message, long retryNanos) {
        super(message, null, false, false);
        this.code = code;
        this.retryNanos = retryNanos;
    }

    static StreamError rateLimited(String message, long waitNanos) {
        return new StreamError(RATE_LIMITED, message, waitNanos);
    }

    /** {@return what a client is told of a failure} */
    static StreamError of(Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof StreamError error) {
            return error;
        }
        if (cause instanceof InvalidLineException invalid) {
            return new StreamError(BAD_REQUEST, invalid.detail());
        }
        if (cause instanceof TradingException trading) {
            return new StreamError(trading.code().name(), trading.getMessage());
        }
        if (cause instanceof AuthenticationException unknown) {
            return new StreamError(unknown.code().name(), unknown.getMessage());
        }
        LOG.error("A message of a stream failed", cause);
        return new StreamError("INTERNAL_ERROR", "internal error: see the log");
    }

    /** {@return whether the client did what it should not} */
    boolean isClientsFault() {
        return CLIENTS_FAULTS.contains(code);
    }

    /** {@return whether the message came too soon, so that it was not looked at} */
    boolean isOfTheRate() {
        return code.equals(RATE_LIMITED);
    }

    String code() {
        return code;
    }

    /** {@return the message, about a request where its id is not 0} */
    String text(long requestId) {
        StringBuilder json = new StringBuilder(160);
        json.append("{\"type\":\"error\",\"code\":\"").append(code).append("\",\"error\":\"");
        JsonStringEncoder.getInstance().quoteAsString(getMessage(), json);
        json.append('"');
        if (requestId != 0) {
            json.append(",\"requestId\":").append(requestId);
        }
        if (retryNanos > 0) {
            json.append(",\"retryAfterMs\":").append(TimeUnit.NANOSECONDS.toMillis(retryNanos) + 1);
        }
        return json.append('}').toString();
    }
}
