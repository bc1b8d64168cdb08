package io.everbook.app.stream;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.server.ServerUpgradeRequest;
import org.eclipse.jetty.websocket.server.ServerUpgradeResponse;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;

/** Makes a WebSocket of a request for {@code /ws}, where one can be had; hands on all others. */
final class StreamHandler extends Handler.Wrapper {

    private static final int FORBIDDEN = 403;
    private static final int UPGRADE_REQUIRED = 426;
    private static final int UNAVAILABLE = 503;

    private final ServerWebSocketContainer container;
    private final Streams streams;
    private final StreamRequests requests;

    private StreamHandler(
            Handler routes, ServerWebSocketContainer container, Streams streams, StreamRequests requests) {
        super(routes);
        this.container = container;
        this.streams = streams;
        this.requests = requests;
    }

    static StreamHandler of(Server server, Handler routes, Streams streams, StreamRequests requests) {
        ServerWebSocketContainer container = ServerWebSocketContainer.ensure(server);
        int bytes = streams.limits().maxMessageBytes();
        container.setMaxTextMessageSize(bytes);
        container.setMaxBinaryMessageSize(bytes);
        // Connections are looked after by pings; this only ends those that the thread of the streams has lost.
        container.setIdleTimeout(Duration.ofMillis(2L * streams.limits().idleTimeoutMs()));
        return new StreamHandler(routes, container, streams, requests);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (!Request.getPathInContext(request).equals(StreamRequests.PATH)) {
            return super.handle(request, response, callback);
        }
        if (!requests.isServing() || streams.isStopping()) {
            response.getHeaders().put(HttpHeader.RETRY_AFTER, 1);
            refuse(response, callback, UNAVAILABLE, "UNAVAILABLE", "the engine is not ready: try again");
        } else if (!streams.hasRoom()) {
            response.getHeaders().put(HttpHeader.RETRY_AFTER, 1);
            refuse(response, callback, UNAVAILABLE, "TOO_MANY_CONNECTIONS", "no connection is free: try again");
        } else if (!isOwnOrigin(request)) {
            refuse(response, callback, FORBIDDEN, "FORBIDDEN", "a page of another origin may not connect");
        } else if (!container.upgrade(this::connection, request, response, callback)) {
            response.getHeaders().put(HttpHeader.UPGRADE, "websocket");
            refuse(response, callback, UPGRADE_REQUIRED, "UPGRADE_REQUIRED", "this is a WebSocket: connect by ws://");
        }
        return true;
    }

    /** Compression would cost the engine's cores more than it saves the network. */
    private StreamConnection connection(
            ServerUpgradeRequest request, ServerUpgradeResponse response, Callback callback) {
        response.setExtensions(List.of());
        return new StreamConnection(
                streams, requests, requests.access().limits().newConnection());
    }

    /** A browser says which page connects; programs say nothing. */
    private static boolean isOwnOrigin(Request request) {
        String origin = request.getHeaders().get(HttpHeader.ORIGIN);
        String host = request.getHeaders().get(HttpHeader.HOST);
        return origin == null
                || origin.toLowerCase(Locale.ROOT)
                        .endsWith("://" + String.valueOf(host).toLowerCase(Locale.ROOT));
    }

    private static void refuse(Response response, Callback callback, int status, String code, String error) {
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        String body = "{\"error\":\"" + error + "\",\"code\":\"" + code + "\"}\n";
        response.write(true, ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)), callback);
    }
}
