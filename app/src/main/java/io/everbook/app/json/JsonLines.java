package io.everbook.app.json;

import io.everbook.core.instrument.DecimalUnit;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Builds JSON Lines in one buffer and passes them on in large pieces, whole lines each. */
final class JsonLines {

    private static final int FLUSH_BYTES = 1 << 16;
    private static final int MAX_DIGITS = 20;
    private static final byte[] TRUE = ascii("true");
    private static final byte[] FALSE = ascii("false");
    private static final byte[] HEX = ascii("0123456789abcdef");

    private final OutputStream out;
    private byte[] bytes;
    private int length;
    private final byte[] digits = new byte[MAX_DIGITS];

    JsonLines(OutputStream out) {
        this(out, FLUSH_BYTES + 4096);
    }

    JsonLines(OutputStream out, int initialBytes) {
        this.out = out;
        bytes = new byte[initialBytes];
    }

    /** {@return a field's name as it stands behind another field} */
    static byte[] key(String name) {
        return ascii(",\"" + name + "\":");
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Ends the line. */
    void end() throws IOException {
        ensure(2);
        bytes[length++] = '}';
        bytes[length++] = '\n';
        if (length >= FLUSH_BYTES) {
            pass();
        }
    }

    /** Passes on all whole lines, and has the stream pass them on too. */
    void flush() throws IOException {
        pass();
        out.flush();
    }

    private void pass() throws IOException {
        int count = length;
        length = 0;
        out.write(bytes, 0, count);
    }

    JsonLines raw(byte[] text) {
        ensure(text.length);
        System.arraycopy(text, 0, bytes, length, text.length);
        length += text.length;
        return this;
    }

    JsonLines raw(char c) {
        ensure(1);
        bytes[length++] = (byte) c;
        return this;
    }

    JsonLines number(byte[] key, long value) {
        raw(key);
        return number(value);
    }

    JsonLines number(long value) {
        ensure(MAX_DIGITS);
        if (value == Long.MIN_VALUE) {
            return raw(ascii(Long.toString(value)));
        }
        if (value < 0) {
            bytes[length++] = '-';
        }
        int first = digits(Math.abs(value));
        int count = MAX_DIGITS - first;
        System.arraycopy(digits, first, bytes, length, count);
        length += count;
        return this;
    }

    JsonLines flag(byte[] key, boolean value) {
        return raw(key).raw(value ? TRUE : FALSE);
    }

    /** Adds a word that needs no escaping. */
    JsonLines word(byte[] key, byte[] word) {
        return raw(key).raw('"').raw(word).raw('"');
    }

    /** Adds a text of which nothing is known. */
    JsonLines text(byte[] key, byte[] utf8, int count) {
        raw(key).raw('"');
        int signs = 0;
        for (int i = 0; i < count; i++) {
            signs |= utf8[i];
        }
        if (signs >= 0) {
            escape(utf8, count);
        } else {
            byte[] valid = new String(utf8, 0, count, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
            escape(valid, valid.length);
        }
        return raw('"');
    }

    /** Adds a number of steps as a decimal number in a string. */
    JsonLines decimal(byte[] key, long steps, DecimalUnit unit) {
        raw(key).raw('"');
        long value = steps * unit.units();
        if (steps < 0 || Math.multiplyHigh(steps, unit.units()) != 0 || value < 0) {
            BigDecimal exact = BigDecimal.valueOf(steps).multiply(BigDecimal.valueOf(unit.units(), unit.scale()));
            return raw(ascii(exact.toPlainString())).raw('"');
        }
        int start = digits(value);
        int first = Math.min(start, MAX_DIGITS - 1 - unit.scale());
        for (int i = first; i < start; i++) {
            digits[i] = '0';
        }
        ensure(MAX_DIGITS + 1);
        int whole = MAX_DIGITS - unit.scale() - first;
        System.arraycopy(digits, first, bytes, length, whole);
        length += whole;
        if (unit.scale() > 0) {
            bytes[length++] = '.';
            System.arraycopy(digits, first + whole, bytes, length, unit.scale());
            length += unit.scale();
        }
        return raw('"');
    }

    /** Adds 64 bits as 16 hexadecimal digits in a string. */
    JsonLines hex(byte[] key, long value) {
        raw(key).raw('"');
        ensure(Long.SIZE / 4);
        for (int shift = Long.SIZE - 4; shift >= 0; shift -= 4) {
            bytes[length++] = HEX[(int) (value >>> shift) & 0xF];
        }
        return raw('"');
    }

    /** Writes digits at the end of the digit buffer; {@return where they begin} */
    private int digits(long value) {
        int at = MAX_DIGITS;
        long rest = value;
        do {
            long quotient = rest / 10;
            digits[--at] = (byte) ('0' + (rest - quotient * 10));
            rest = quotient;
        } while (rest != 0);
        return at;
    }

    private void escape(byte[] utf8, int count) {
        ensure(count * 6);
        for (int i = 0; i < count; i++) {
            byte b = utf8[i];
            if (b == '"' || b == '\\') {
                bytes[length++] = '\\';
                bytes[length++] = b;
            } else if (b >= 0 && b < ' ' || b == 0x7F) {
                raw(ascii("\\u00")).raw((char) HEX[b >> 4]).raw((char) HEX[b & 0xF]);
            } else {
                bytes[length++] = b;
            }
        }
    }

    private void ensure(int count) {
        if (length + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + count));
        }
    }
}
