package io.everbook.app.http;

import io.everbook.app.logging.LineLimit;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs what clients do wrong: one line for each kind and minute, however much there is of it. */
final class Complaints {

    private static final Logger LOG = LoggerFactory.getLogger(Complaints.class);
    private static final int MOST_CHARACTERS = 100;

    private final LineLimit lines = new LineLimit();

    /** Tells of a refusal, or counts it for the next line. */
    void tell(Refusal refusal, Request request) {
        int status = refusal.status();
        if (status == Refusal.NOT_FOUND || status == Refusal.UNAVAILABLE) {
            return;
        }
        long before = lines.admit(Integer.toString(status));
        if (before != LineLimit.HOLD) {
            LOG.warn(
                    "A request was refused, no more lines of this kind for a minute: status={} code={} from={}"
                            + " before={}",
                    status,
                    refusal.code(),
                    Request.getRemoteAddr(request),
                    before);
        }
    }

    /** Tells of bytes that are no request, or counts them for the next line. */
    void unread(int status, HttpException failure, Request request) {
        long before = lines.admit(Integer.toString(status));
        if (before != LineLimit.HOLD) {
            String why = failure.getReason() == null ? HttpStatus.getMessage(status) : failure.getReason();
            LOG.warn(
                    "What came is no request that can be read, no more lines of this kind for a minute: status={}"
                            + " why={} from={} before={}",
                    status,
                    why.length() > MOST_CHARACTERS ? why.substring(0, MOST_CHARACTERS) : why,
                    Request.getRemoteAddr(request),
                    before);
        }
    }
}
