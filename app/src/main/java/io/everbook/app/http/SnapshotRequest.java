package io.everbook.app.http;

import io.everbook.app.security.ApiKey;
import io.everbook.core.instrument.Instrument;
import java.util.List;
import java.util.Set;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Fields;

/**
 * A request for a snapshot. Without any API key it is an operator's on this host only: it comes from the loopback
 * interface, names it, and carries a header that no web page can send to another origin unasked.
 *
 * @param symbol the symbol
 */
record SnapshotRequest(String symbol) {

    /** What the operator's client sends along. */
    static final String HEADER = "X-Everbook-Operator";

    private static final String SYMBOL = "symbol";
    private static final Set<String> LOOPBACK_NAMES = Set.of("localhost", "127.0.0.1", "::1", "[::1]");

    /** Checks who asks, where there is no key to tell, and for what. */
    static SnapshotRequest of(Request request, ApiKey key, List<Instrument> instruments) {
        if (key == null) {
            requireLocalOperator(request);
        }
        Fields query = Query.fields(request);
        if (query.getSize() > (query.getValue(SYMBOL) == null ? 0 : 1)) {
            throw new Refusal(Refusal.BAD_REQUEST, "unknown parameter: /snapshot takes symbol");
        }
        return new SnapshotRequest(
                BookRequest.instrument(query.getValue(SYMBOL), instruments).symbol());
    }

    private static void requireLocalOperator(Request request) {
        if (!Admission.isLocal(request) || !LOOPBACK_NAMES.contains(String.valueOf(Request.getServerName(request)))) {
            throw new Refusal(
                    Refusal.FORBIDDEN, "a snapshot is an operator's to ask for: ask on the engine's own host");
        }
        if (!request.getHeaders().contains(HEADER)) {
            throw new Refusal(Refusal.FORBIDDEN, "the header " + HEADER + " is missing: use everbook snapshot now");
        }
    }
}
