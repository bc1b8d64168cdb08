package io.everbook.app.it;

import io.everbook.app.security.ApiKey;
import io.everbook.app.security.RequestSignature;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/**
 * One connection from a chosen address, over which requests are sent without waiting for the answers to those before.
 * One thread sends; another, of its own, reads.
 */
final class RawClient implements AutoCloseable {

    private static final int TIMEOUT_MILLIS = 180_000;
    private static final String PATH = "/orders";

    private final Socket socket = new Socket();
    private final OutputStream out;
    private final InputStream in;
    private final Queue<Consumer<Answer>> waiting = new ConcurrentLinkedQueue<>();
    private final Queue<IOException> failures = new ConcurrentLinkedQueue<>();
    private volatile boolean closed;

    /** What the engine answered: its status, its headers by their names in lower case, its body. */
    record Answer(int status, Map<String, String> headers, String body) {

        /** After how many seconds to come back; 0 where that is not said. */
        long retrySeconds() {
            return Long.parseLong(headers.getOrDefault("retry-after", "0"));
        }
    }

    RawClient(URI engine, String address) throws IOException {
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.setTcpNoDelay(true);
        socket.bind(new InetSocketAddress(InetAddress.getByName(address), 0));
        socket.connect(new InetSocketAddress(engine.getHost(), engine.getPort()), TIMEOUT_MILLIS);
        out = socket.getOutputStream();
        in = new BufferedInputStream(socket.getInputStream());
        Thread reader = new Thread(this::read, "raw-client-" + address);
        reader.setDaemon(true);
        reader.start();
    }

    /** Sends an order that a key has signed. */
    void order(ApiKey key, String timestamp, String body, Consumer<Answer> then) throws IOException {
        String signature =
                RequestSignature.sign(key, timestamp, "POST", PATH, body.getBytes(StandardCharsets.US_ASCII));
        order(key.id(), timestamp, signature, body, then);
    }

    /** Sends an order in the name of a key, with a signature that may be any. */
    void order(String keyId, String timestamp, String signature, String body, Consumer<Answer> then)
            throws IOException {
        String request = "POST " + PATH + " HTTP/1.1\r\nHost: everbook\r\nX-Everbook-Key: " + keyId
                + "\r\nX-Everbook-Timestamp: " + timestamp + "\r\nX-Everbook-Signature: " + signature
                + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
        waiting.add(then);
        out.write(request.getBytes(StandardCharsets.US_ASCII));
    }

    /** How many requests have no answer yet. */
    int unanswered() {
        return waiting.size();
    }

    /** What went wrong with the connection; null for nothing. */
    IOException failure() {
        return failures.peek();
    }

    private void read() {
        try {
            while (!closed) {
                Answer answer = answer();
                waiting.remove().accept(answer);
            }
        } catch (IOException failure) {
            if (!closed) {
                failures.add(failure);
            }
        }
    }

    private Answer answer() throws IOException {
        int status = Integer.parseInt(line().split(" ")[1]);
        Map<String, String> headers = new HashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).trim());
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        return new Answer(status, headers, new String(in.readNBytes(length), StandardCharsets.UTF_8));
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the engine closed the connection");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        closed = true;
        socket.close();
    }
}
