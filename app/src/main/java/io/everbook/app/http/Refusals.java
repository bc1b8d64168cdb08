package io.everbook.app.http;

import io.everbook.app.audit.AuditException;
import io.everbook.app.engine.EngineException;
import io.everbook.app.json.InvalidLineException;
import io.everbook.app.json.UnknownSymbolException;
import io.everbook.app.security.AuthenticationException;
import io.everbook.app.trading.TradingException;
import io.everbook.journal.JournalException;
import io.everbook.snapshot.SnapshotException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a client is told of a failure: its own mistakes and the engine's state in words, faults of ours not at all. */
final class Refusals {

    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);

    private Refusals() {}

    static Refusal of(Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof Refusal refusal) {
            return refusal;
        }
        if (cause instanceof UnknownSymbolException unknown) {
            return Refusal.unknownSymbol(
                    unknown.symbol(), unknown.symbol().isEmpty() ? Refusal.NONE_SERVED : Refusal.UNKNOWN_SYMBOL);
        }
        if (cause instanceof InvalidLineException invalid) {
            return new Refusal(Refusal.BAD_REQUEST, invalid.detail());
        }
        if (cause instanceof TradingException trading) {
            return new Refusal(status(trading.code()), trading.code().name(), trading.getMessage());
        }
        if (cause instanceof AuditException) {
            return new Refusal(Refusal.UNAVAILABLE, "AUDIT_FAILED", cause.getMessage());
        }
        if (cause instanceof AuthenticationException unknown) {
            return ofTheUnknown(unknown);
        }
        return ofTheEngine(cause);
    }

    private static Refusal ofTheUnknown(AuthenticationException unknown) {
        String code = unknown.code().name();
        return switch (unknown.code()) {
            case LOCKED_OUT -> Refusal.lockedOut(code, unknown.getMessage(), unknown.retryMillis());
            case WINDOW_FULL -> new Refusal(Refusal.TOO_MANY_REQUESTS, code, unknown.getMessage());
            default -> new Refusal(Refusal.UNAUTHORIZED, code, unknown.getMessage());
        };
    }

    private static Refusal ofTheEngine(Throwable cause) {
        if (cause instanceof BookUnavailable unavailable) {
            return new Refusal(Refusal.UNAVAILABLE, unavailable.getMessage());
        }
        if (cause instanceof TimeoutException) {
            return new Refusal(Refusal.UNAVAILABLE, "the engine did not answer within 2 s: try again");
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

    private static int status(TradingException.Code code) {
        return switch (code) {
            case UNKNOWN_INSTRUMENT, UNKNOWN_ORDER -> Refusal.NOT_FOUND;
            case BUSY, STOPPED, JOURNAL_FAILED, NO_HISTORY -> Refusal.UNAVAILABLE;
            case OUTCOME_UNKNOWN -> Refusal.GATEWAY_TIMEOUT;
            case REQUEST_ID_USED, REQUEST_FORGOTTEN, AMBIGUOUS_MEMO, PLACE_LOST -> Refusal.CONFLICT;
        };
    }
}
