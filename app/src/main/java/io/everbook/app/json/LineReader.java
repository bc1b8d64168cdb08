package io.everbook.app.json;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Cuts a stream into lines of valid UTF-8, skipping blank ones, in one buffer that it uses again. */
final class LineReader {

    /** The longest line, in bytes. */
    static final int MAX_LINE_BYTES = 1 << 20;

    private static final int INITIAL_BYTES = 1 << 16;

    private final InputStream in;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    private byte[] buffer = new byte[INITIAL_BYTES];
    private int next;
    private int end;
    private boolean ended;
    private int start;
    private int length;
    private long line;

    LineReader(InputStream in) {
        this.in = in;
    }

    /** {@return whether there is another line that is not blank} */
    boolean next() throws IOException {
        while (cut()) {
            if (!isBlank()) {
                requireUtf8();
                return true;
            }
        }
        return false;
    }

    byte[] bytes() {
        return buffer;
    }

    int start() {
        return start;
    }

    int length() {
        return length;
    }

    long line() {
        return line;
    }

    private boolean cut() throws IOException {
        int scan = next;
        while (true) {
            for (; scan < end; scan++) {
                if (buffer[scan] == '\n') {
                    take(scan, scan + 1);
                    return true;
                }
            }
            if (ended) {
                break;
            }
            int moved = next;
            fill();
            scan -= moved - next;
        }
        if (next == end) {
            return false;
        }
        take(end, end);
        return true;
    }

    private void take(int lineEnd, int after) {
        line++;
        start = next;
        length = lineEnd - start;
        next = after;
        requireLength(length);
        if (length > 0 && buffer[lineEnd - 1] == '\r') {
            length--;
        }
    }

    private void fill() throws IOException {
        if (next > 0) {
            System.arraycopy(buffer, next, buffer, 0, end - next);
            end -= next;
            next = 0;
        }
        if (end == buffer.length) {
            if (end > MAX_LINE_BYTES) {
                line++;
                requireLength(end);
            }
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
        int count = in.read(buffer, end, buffer.length - end);
        ended = count < 0;
        end += Math.max(count, 0);
    }

    private void requireLength(int bytes) {
        if (bytes > MAX_LINE_BYTES) {
            throw new InvalidLineException(
                    line, "longer than " + MAX_LINE_BYTES + " bytes: write one command a line, ended by a newline");
        }
    }

    private boolean isBlank() {
        for (int i = start; i < start + length; i++) {
            if (buffer[i] != ' ' && buffer[i] != '\t') {
                return false;
            }
        }
        return true;
    }

    private void requireUtf8() {
        int signs = 0;
        for (int i = start; i < start + length; i++) {
            signs |= buffer[i];
        }
        if (signs >= 0) {
            return;
        }
        try {
            decoder.decode(ByteBuffer.wrap(buffer, start, length));
        } catch (CharacterCodingException e) {
            throw new InvalidLineException(line, "not valid UTF-8: save the file in that encoding");
        }
    }
}
