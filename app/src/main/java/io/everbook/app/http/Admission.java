package io.everbook.app.http;

import io.everbook.app.audit.AuditEvent;
import io.everbook.app.security.ApiKey;
import io.everbook.app.security.AuthenticationException;
import io.everbook.app.security.SignedRequest;
import io.everbook.app.security.TokenBucket;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.Request;

/** Lets requests in: those that come at an allowed rate, are signed where that is asked for, and by the right role. */
final class Admission {

    /** Who signed a request. */
    static final String KEY = "X-Everbook-Key";

    /** When it was signed. */
    static final String TIMESTAMP = "X-Everbook-Timestamp";

    /** The signature. */
    static final String SIGNATURE = "X-Everbook-Signature";

    private static final String BUCKET = "io.everbook.bucket";

    private final HttpAccess access;

    Admission(HttpAccess access) {
        this.access = access;
    }

    /** Counts a request of a connection, before anything of it is read. */
    void count(Request request) {
        ConnectionMetaData connection = request.getConnectionMetaData();
        if (!(connection.getAttribute(BUCKET) instanceof TokenBucket)) {
            connection.setAttribute(BUCKET, access.limits().newConnection());
        }
        long wait = access.limits().take((TokenBucket) connection.getAttribute(BUCKET));
        if (wait > 0) {
            access.probe().rateLimited(HttpProbe.Limited.CONNECTION);
            access.audit().record(new AuditEvent.RateLimited("", address(request), "connection"));
            throw Refusal.rate("too many requests on this connection", wait);
        }
    }

    /**
     * Finds out who asks.
     *
     * @param route what is asked
     * @param request the request
     * @param body its body
     * @return the key it was signed with; null where it was not signed and need not be
     */
    ApiKey admit(Route route, Request request, byte[] body) {
        boolean signed =
                request.getHeaders().contains(SIGNATURE) || request.getHeaders().contains(KEY);
        if (!signed && isPublic(route.access(), request)) {
            return null;
        }
        ApiKey key = authenticate(request, body);
        access.audit().record(new AuditEvent.Authenticated(key.id(), address(request), route.name()));
        long wait = access.limits().take(key);
        if (wait > 0) {
            access.probe().rateLimited(HttpProbe.Limited.KEY);
            access.audit().record(new AuditEvent.RateLimited(key.id(), address(request), "key"));
            throw Refusal.rate("too many requests with this key", wait);
        }
        if (!route.access().allows(key.role())) {
            refused(request, key.id(), "FORBIDDEN");
            throw new Refusal(
                    Refusal.FORBIDDEN,
                    "this is not for a key of role " + key.role().word() + ": " + route.name());
        }
        return key;
    }

    /**
     * Records what an operator is about to do.
     *
     * @throws io.everbook.app.audit.AuditException where it cannot be recorded, and so must not be done
     */
    void recordPrivilege(Route route, Request request, ApiKey key, byte[] body) {
        boolean mayBe = key != null || isLocal(request) && request.getHeaders().contains(SnapshotRequest.HEADER);
        if (!mayBe || !route.isPrivilege(key)) {
            return;
        }
        String query = request.getHttpURI().getQuery();
        String asked = body.length == 0 ? Objects.toString(query, "") : new String(body, StandardCharsets.UTF_8);
        access.audit()
                .record(new AuditEvent.OperatorAction(
                        key == null ? "" : key.id(), address(request), route.name(), asked));
    }

    private void refused(Request request, String keyId, String reason) {
        access.audit().record(new AuditEvent.AuthenticationFailed(keyId, address(request), reason));
    }

    private static String address(Request request) {
        SocketAddress remote = request.getConnectionMetaData().getRemoteSocketAddress();
        return remote instanceof InetSocketAddress address && !address.isUnresolved()
                ? address.getAddress().getHostAddress()
                : "";
    }

    private boolean isPublic(Access wanted, Request request) {
        return switch (wanted) {
            case OPEN -> true;
            case MARKET_DATA -> isLocal(request);
            case SNAPSHOT -> !access.authenticator().hasKeys();
            case TRADER, PRIVATE, OPERATOR -> false;
        };
    }

    private ApiKey authenticate(Request request, byte[] body) {
        if (!access.authenticator().hasKeys()) {
            access.probe().notAuthenticated("NO_KEYS");
            refused(request, header(request, KEY), "NO_KEYS");
            throw new Refusal(
                    Refusal.UNAUTHORIZED,
                    "NO_KEYS",
                    "this engine has no API key and serves public market data on its own host only: make a key with"
                            + " everbook credentials add");
        }
        try {
            return access.authenticator()
                    .authenticate(
                            new SignedRequest(
                                    header(request, KEY),
                                    header(request, TIMESTAMP),
                                    header(request, SIGNATURE),
                                    request.getMethod(),
                                    request.getHttpURI().getPathQuery(),
                                    body),
                            address(request));
        } catch (AuthenticationException unknown) {
            access.probe().notAuthenticated(unknown.code().name());
            refused(request, header(request, KEY), unknown.code().name());
            throw unknown;
        }
    }

    static boolean isLocal(Request request) {
        SocketAddress remote = request.getConnectionMetaData().getRemoteSocketAddress();
        return remote instanceof InetSocketAddress address
                && !address.isUnresolved()
                && address.getAddress().isLoopbackAddress();
    }

    /** {@return whether a body is announced} */
    static boolean hasBody(Request request) {
        String length = request.getHeaders().get(HttpHeader.CONTENT_LENGTH);
        return length != null && !length.equals("0") || request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
    }

    private static String header(Request request, String name) {
        String value = request.getHeaders().get(name);
        return value == null ? "" : value;
    }
}
