package io.everbook.app.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A WebSocket that sends frames byte by byte as a test wants them, right or wrong. */
final class RawSocket implements AutoCloseable {

    static final int CONTINUATION = 0;
    static final int TEXT = 1;
    static final int CLOSE = 8;
    static final int PING = 9;
    private static final int FINAL = 0x80;
    private static final int MASKED = 0x80;
    private static final int MOST_SHORT = 125;
    private static final int MOST_MEDIUM = 0xFFFF;
    private static final int MEDIUM = 126;
    private static final int LONG = 127;
    private static final int TIMEOUT_MILLIS = 60_000;

    private final Socket socket;
    private final DataInputStream in;

    private RawSocket(Socket socket) throws IOException {
        this.socket = socket;
        in = new DataInputStream(socket.getInputStream());
    }

    /** Connects, and becomes a WebSocket. */
    static RawSocket open(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        RawSocket opened = new RawSocket(socket);
        opened.bytes("GET /ws HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n\r\n");
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) opened.in.readUnsignedByte());
        }
        assertThat(head).startsWith("HTTP/1.1 101");
        return opened;
    }

    /** {@return a whole and proper frame, masked with zeros} */
    static byte[] frame(int opcode, byte[] payload) {
        return frame(FINAL | opcode, true, payload.length, payload);
    }

    static byte[] frame(int opcode, String payload) {
        return frame(opcode, payload.getBytes(StandardCharsets.UTF_8));
    }

    /** {@return a frame with more to come behind it} */
    static byte[] part(int opcode, String payload) {
        byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
        return frame(opcode, true, bytes.length, bytes);
    }

    /** {@return a frame whose first byte, mask bit and length are whatever they are said to be} */
    static byte[] frame(int first, boolean masked, long length, byte[] payload) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int mask = masked ? MASKED : 0;
        bytes.write(first);
        if (length >= 0 && length <= MOST_SHORT) {
            bytes.write(mask | (int) length);
        } else if (length >= 0 && length <= MOST_MEDIUM) {
            bytes.write(mask | MEDIUM);
            bytes.writeBytes(
                    ByteBuffer.allocate(Short.BYTES).putShort((short) length).array());
        } else {
            bytes.write(mask | LONG);
            bytes.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(length).array());
        }
        if (masked) {
            bytes.writeBytes(new byte[Integer.BYTES]);
        }
        bytes.writeBytes(payload);
        return bytes.toByteArray();
    }

    RawSocket bytes(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        return this;
    }

    void bytes(String ascii) throws IOException {
        bytes(ascii.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** {@return the text of the next text frame} */
    String text() throws IOException {
        assertThat(in.readUnsignedByte()).isEqualTo(FINAL | TEXT);
        return new String(payload(), StandardCharsets.UTF_8);
    }

    /** {@return the code of the close frame that comes next, text frames left out; the connection ends behind it} */
    int closeCode() throws IOException {
        int first = in.readUnsignedByte();
        byte[] payload = payload();
        while (first == (FINAL | TEXT)) {
            first = in.readUnsignedByte();
            payload = payload();
        }
        assertThat(first).isEqualTo(FINAL | CLOSE);
        return ByteBuffer.wrap(payload).getShort();
    }

    /** Reads until the other side ends the connection. */
    void awaitEnd() throws IOException {
        try {
            in.readAllBytes();
        } catch (SocketException reset) {
            // That is an end, too.
        }
    }

    private byte[] payload() throws IOException {
        int length = in.readUnsignedByte();
        if (length == MEDIUM) {
            length = in.readUnsignedShort();
        }
        return in.readNBytes(length);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
