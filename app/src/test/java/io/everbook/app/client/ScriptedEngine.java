package io.everbook.app.client;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;

/** Answers as a test has written down, over HTTP and WebSocket, and keeps what it was asked. */
final class ScriptedEngine implements AutoCloseable {

    static final String ACCEPTED = "{\"outcome\":\"accepted\",\"symbol\":\"X\",\"sequence\":1,\"events\":[]}";

    /** Never answers. */
    static final Answer SILENCE = new Answer(0, null, "");

    /** Cuts the connection. */
    static final String CUT = "cut";

    /** An answer over HTTP, with the seconds of Retry-After or null. */
    record Answer(int status, String retryAfter, String body) {

        static Answer error(int status, String retryAfter, String code) {
            return new Answer(status, retryAfter, "{\"error\":\"said " + code + "\",\"code\":\"" + code + "\"}");
        }
    }

    /** A request over HTTP, and when it came. */
    record Asked(String method, String target, String signature, String body, long nanos) {}

    /** A message other than a log-in, and when it came. */
    record Told(String text, long nanos) {}

    final List<Asked> asked = new CopyOnWriteArrayList<>();
    final List<Told> told = new CopyOnWriteArrayList<>();
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final Queue<String> replies = new ConcurrentLinkedQueue<>();
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);

    private ScriptedEngine() {}

    /** Begins with answers over HTTP, the last of which is given again and again. */
    static ScriptedEngine answering(Answer... answers) throws Exception {
        ScriptedEngine engine = new ScriptedEngine();
        engine.answers.addAll(List.of(answers));
        engine.start();
        return engine;
    }

    /** Begins with replies to commands over WebSocket, one each; REQUEST in one is the command's request id. */
    static ScriptedEngine replying(String... replies) throws Exception {
        ScriptedEngine engine = new ScriptedEngine();
        for (String reply : replies) {
            engine.replies.add(reply.replace('\'', '"'));
        }
        engine.start();
        return engine;
    }

    private void start() throws Exception {
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServerWebSocketContainer container = ServerWebSocketContainer.ensure(server);
        server.setHandler(new Handler.Abstract() {

            @Override
            public boolean handle(Request request, Response response, Callback callback) throws Exception {
                if (container.upgrade(
                        (asks, answer, done) -> new Socket(ScriptedEngine.this), request, response, callback)) {
                    return true;
                }
                answer(request, response, callback);
                return true;
            }
        });
        server.start();
    }

    private void answer(Request request, Response response, Callback callback) throws Exception {
        asked.add(new Asked(
                request.getMethod(),
                request.getHttpURI().getPathQuery(),
                request.getHeaders().get("X-Everbook-Signature"),
                Content.Source.asString(request, StandardCharsets.UTF_8),
                System.nanoTime()));
        Answer answer = answers.size() > 1 ? answers.poll() : answers.peek();
        if (answer == SILENCE) {
            return;
        }
        response.setStatus(answer.status());
        if (answer.retryAfter() != null) {
            response.getHeaders().put(HttpHeader.RETRY_AFTER, answer.retryAfter());
        }
        response.write(true, ByteBuffer.wrap(answer.body().getBytes(StandardCharsets.UTF_8)), callback);
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + connector.getLocalPort());
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** One connection; public for the server, which calls it by reflection. */
    public static final class Socket implements Session.Listener.AutoDemanding {

        private final ScriptedEngine engine;
        private Session session;

        private Socket(ScriptedEngine engine) {
            this.engine = engine;
        }

        @Override
        public void onWebSocketOpen(Session opened) {
            session = opened;
        }

        @Override
        public void onWebSocketText(String text) {
            Json message = Json.parse(text);
            if (message.text("type").equals("login")) {
                send("{\"type\":\"logged-in\"}");
                return;
            }
            engine.told.add(new Told(text, System.nanoTime()));
            String reply = engine.replies.poll();
            if (CUT.equals(reply)) {
                session.disconnect();
            } else if (reply != null) {
                send(reply.replace("REQUEST", Long.toString(message.number("requestId"))));
            }
        }

        private void send(String text) {
            session.sendText(text, org.eclipse.jetty.websocket.api.Callback.NOOP);
        }
    }
}
