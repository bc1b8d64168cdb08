package io.everbook.app.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** The one answer to a request: status, type and body, with the headers that every answer has. */
record Reply(Response response, Callback callback) {

    private static final int OK = 200;
    private static final String JSON = "application/json";

    /** What a page of this port may do: run its own script, and ask its own origin. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'unsafe-inline';"
            + " connect-src 'self'; form-action 'none'; frame-ancestors 'none'";

    void json(int status, String body) {
        send(status, JSON, body);
    }

    void text(String contentType, String body) {
        send(OK, contentType, body);
    }

    void refuse(Refusal refusal) {
        if (refusal.allowed() != null) {
            response.getHeaders().put(HttpHeader.ALLOW, refusal.allowed());
        }
        if (refusal.retrySeconds() > 0) {
            response.getHeaders().put(HttpHeader.RETRY_AFTER, refusal.retrySeconds());
        }
        if (refusal.status() == Refusal.CONTENT_TOO_LARGE) {
            response.getHeaders().put(HttpHeader.CONNECTION, "close");
        }
        json(refusal.status(), JsonBody.error(refusal.code(), refusal.getMessage()));
    }

    private void send(int status, String contentType, String body) {
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, contentType);
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        response.getHeaders().put("X-Content-Type-Options", "nosniff");
        response.getHeaders().put("Content-Security-Policy", POLICY);
        response.write(true, ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)), callback);
    }
}
