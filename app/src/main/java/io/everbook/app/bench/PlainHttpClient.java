package io.everbook.app.bench;

import io.everbook.app.security.ApiKey;
import io.everbook.app.security.RequestSignature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Posts orders, one at a time on each of its connections, with one thread that reads all answers. It does as little as
 * a client can, so that a measurement is of the engine's port and not of a library.
 */
final class PlainHttpClient implements AutoCloseable {

    private static final int ANSWER_BYTES = 64 * 1024;
    private static final byte[] END_OF_HEAD = {'\r', '\n', '\r', '\n'};
    private static final Pattern LENGTH = Pattern.compile("(?i)\r\nContent-Length: *(\\d+)\r\n");
    private static final String OK = "HTTP/1.1 200 ";

    private final InetSocketAddress address;
    private final ApiKey key;
    private final Selector selector;
    private final List<Connection> all = new CopyOnWriteArrayList<>();
    private final ConcurrentLinkedQueue<Connection> free = new ConcurrentLinkedQueue<>();
    private final AtomicLong lastNanos = new AtomicLong();
    private final Thread reader = new Thread(this::read, "bench-http");
    private volatile boolean closed;

    /** A connection, and who waits for an answer on it. */
    private static final class Connection {

        private final SocketChannel channel;
        private final ByteBuffer answer = ByteBuffer.allocate(ANSWER_BYTES);
        private volatile CompletableFuture<String> waiting;

        private Connection(SocketChannel channel) {
            this.channel = channel;
        }
    }

    /**
     * Creates a client; it connects when it needs another connection.
     *
     * @param address the engine's port
     * @param key signs the requests
     */
    PlainHttpClient(InetSocketAddress address, ApiKey key) throws IOException {
        this.address = address;
        this.key = key;
        selector = Selector.open();
        reader.setDaemon(true);
        reader.start();
    }

    private Connection connect() throws IOException {
        SocketChannel channel = SocketChannel.open(address);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        Connection connection = new Connection(channel);
        all.add(connection);
        channel.register(selector, SelectionKey.OP_READ, connection);
        selector.wakeup();
        return connection;
    }

    /**
     * Posts an order. Where the answer comes, its thread is the one that reads.
     *
     * @param body the order
     * @return the body of the answer
     */
    CompletableFuture<String> post(String body) {
        CompletableFuture<String> answer = new CompletableFuture<>();
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        long now = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
        String timestamp = Long.toString(lastNanos.updateAndGet(last -> Math.max(last + 1, now)));
        ByteBuffer request = StandardCharsets.US_ASCII.encode(
                "POST /orders HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: " + content.length + "\r\nX-Everbook-Key: "
                        + key.id() + "\r\nX-Everbook-Timestamp: " + timestamp + "\r\nX-Everbook-Signature: "
                        + RequestSignature.sign(key, timestamp, "POST", "/orders", content) + "\r\n\r\n" + body);
        try {
            Connection unused = free.poll();
            Connection connection = unused == null ? connect() : unused;
            connection.waiting = answer;
            while (request.hasRemaining()) {
                connection.channel.write(request);
            }
        } catch (IOException failure) {
            answer.completeExceptionally(failure);
        }
        return answer;
    }

    private void read() {
        try {
            while (!closed) {
                selector.select(key -> take((Connection) key.attachment()));
            }
        } catch (IOException failure) {
            fail(failure);
        }
    }

    private void take(Connection connection) {
        try {
            int count = connection.channel.read(connection.answer);
            if (count < 0) {
                throw new IOException("the engine closed a connection");
            }
            String body = whole(connection.answer);
            if (body != null) {
                connection.answer.clear();
                CompletableFuture<String> waiting = connection.waiting;
                free.add(connection);
                waiting.complete(body);
            }
        } catch (IOException failure) {
            fail(failure);
        }
    }

    /** {@return the body of an answer that is there as a whole; else null} */
    private static String whole(ByteBuffer answer) throws IOException {
        int head = endOfHead(answer);
        if (head < 0) {
            return null;
        }
        String text = new String(answer.array(), 0, head, StandardCharsets.US_ASCII);
        Matcher length = LENGTH.matcher(text);
        if (!text.startsWith(OK) || !length.find()) {
            throw new IOException(
                    "the engine refused an order: " + text.lines().findFirst().orElse(""));
        }
        int bytes = Integer.parseInt(length.group(1));
        return answer.position() < head + bytes
                ? null
                : new String(answer.array(), head, bytes, StandardCharsets.UTF_8);
    }

    private static int endOfHead(ByteBuffer answer) {
        for (int i = 0; i + END_OF_HEAD.length <= answer.position(); i++) {
            if (Arrays.equals(answer.array(), i, i + END_OF_HEAD.length, END_OF_HEAD, 0, END_OF_HEAD.length)) {
                return i + END_OF_HEAD.length;
            }
        }
        return -1;
    }

    private void fail(IOException failure) {
        for (Connection connection : all) {
            CompletableFuture<String> waiting = connection.waiting;
            if (waiting != null) {
                waiting.completeExceptionally(failure);
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        selector.wakeup();
        try {
            for (Connection connection : all) {
                connection.channel.close();
            }
            selector.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
