package io.everbook.app.stream;

import io.everbook.app.logging.LineLimit;
import java.util.EnumSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs what clients do wrong on their connections: one line for each kind and minute. Any thread may call. */
final class StreamComplaints {

    private static final Logger LOG = LoggerFactory.getLogger(StreamComplaints.class);
    private static final Set<StreamClose> FAULTS = EnumSet.of(
            StreamClose.BINARY,
            StreamClose.MALFORMED,
            StreamClose.NOT_AUTHENTICATED,
            StreamClose.SLOW_CONSUMER,
            StreamClose.RATE_LIMITED);

    private final LineLimit lines = new LineLimit();

    /** Tells of a connection that ended by its client's fault, or counts it for the next line. */
    void closed(StreamClose reason, int code, String address) {
        long before = FAULTS.contains(reason) ? lines.admit("close " + code) : LineLimit.HOLD;
        if (before != LineLimit.HOLD) {
            LOG.warn(
                    "A stream was closed, no more lines of this kind for a minute: code={} why={} from={} before={}",
                    code,
                    reason.reason(),
                    address,
                    before);
        }
    }

    /** Tells of a message that was refused by its client's fault, or counts it for the next line. */
    void refused(StreamError error, String address) {
        long before = error.isClientsFault() ? lines.admit(error.code()) : LineLimit.HOLD;
        if (before != LineLimit.HOLD) {
            LOG.warn(
                    "A message of a stream was refused, no more lines of this kind for a minute: code={} from={}"
                            + " before={}",
                    error.code(),
                    address,
                    before);
        }
    }
}
