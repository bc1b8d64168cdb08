package io.everbook.app.stream;

import java.util.ArrayDeque;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;

/**
 * What is to be sent on a connection, in order, one message under way at a time. It holds a bounded number of bytes.
 * Any thread may call; nobody waits.
 */
final class Outbox {

    private final Session session;
    private final int mostBytes;
    private final StreamProbe probe;
    private final ArrayDeque<String> queue = new ArrayDeque<>();
    private final Callback callback = Callback.from(this::written, failure -> fail());
    private int pendingBytes;
    private int writingBytes;
    private boolean writing;
    private Thread sender;
    private StreamClose closing;
    private boolean closed;

    Outbox(Session session, int mostBytes, StreamProbe probe) {
        this.session = session;
        this.mostBytes = mostBytes;
        this.probe = probe;
    }

    /**
     * Sends a message.
     *
     * @param text the message, of ASCII characters but for what clients named themselves
     * @return false where too much waits already, or the connection ends: it was not taken then
     */
    boolean offer(String text) {
        synchronized (this) {
            boolean first = pendingBytes == 0;
            if (closed || closing != null || !first && pendingBytes + text.length() > mostBytes) {
                return false;
            }
            queue.add(text);
            pendingBytes += text.length();
        }
        probe.sent(text.length());
        send();
        return true;
    }

    /** {@return whether little waits, so that market data need not be merged} */
    synchronized boolean hasRoom() {
        return pendingBytes < mostBytes / 4;
    }

    /** {@return whether nothing waits} */
    synchronized boolean isEmpty() {
        return pendingBytes == 0;
    }

    /** Closes the connection behind what waits. */
    void close(StreamClose reason) {
        synchronized (this) {
            if (closing == null) {
                closing = reason;
            }
        }
        send();
    }

    /** Lets go of what waits. */
    synchronized void discard() {
        closed = true;
        queue.clear();
    }

    private void send() {
        synchronized (this) {
            if (sender != null) {
                return;
            }
            sender = Thread.currentThread();
        }
        String next = next();
        while (next != null) {
            session.sendText(next, callback);
            next = next();
        }
    }

    /** {@return the next message to send; null where there is none, or one is under way} */
    private String next() {
        StreamClose reason;
        synchronized (this) {
            String next = writing || closed ? null : queue.poll();
            if (next != null) {
                writing = true;
                writingBytes = next.length();
                return next;
            }
            sender = null;
            if (writing || closed || closing == null) {
                return null;
            }
            closed = true;
            reason = closing;
        }
        session.close(reason.code(), reason.reason(), Callback.NOOP);
        return null;
    }

    /** A message is sent: on the sending thread its loop goes on, on another one it begins again. */
    private void written() {
        synchronized (this) {
            writing = false;
            pendingBytes -= writingBytes;
            if (sender == Thread.currentThread()) {
                return;
            }
        }
        send();
    }

    private void fail() {
        discard();
        session.disconnect();
    }
}
