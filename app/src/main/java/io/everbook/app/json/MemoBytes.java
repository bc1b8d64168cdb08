package io.everbook.app.json;

import io.everbook.core.command.Command;

/** Encodes the text of a memo as UTF-8 into a buffer that is used again. */
final class MemoBytes {

    static final int TOO_LONG = -1;
    static final int UNPAIRED_SURROGATE = -2;

    private static final int LONGEST_CHARACTER = 4;

    private final byte[] bytes = new byte[Command.MEMO_BYTES + LONGEST_CHARACTER];

    byte[] bytes() {
        return bytes;
    }

    /** {@return how many bytes the text has, or one of the two codes} */
    int encode(Text text) {
        int count = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int point = c;
            if (Character.isSurrogate(c)) {
                i++;
                if (i == text.length() || !Character.isSurrogatePair(c, text.charAt(i))) {
                    return UNPAIRED_SURROGATE;
                }
                point = Character.toCodePoint(c, text.charAt(i));
            }
            count = append(point, count);
            if (count > Command.MEMO_BYTES) {
                return TOO_LONG;
            }
        }
        return count;
    }

    private int append(int point, int at) {
        int next = at;
        if (point < 0x80) {
            bytes[next++] = (byte) point;
            return next;
        }
        if (point < 0x800) {
            bytes[next++] = (byte) (0xC0 | point >> 6);
        } else {
            if (point < 0x10000) {
                bytes[next++] = (byte) (0xE0 | point >> 12);
            } else {
                bytes[next++] = (byte) (0xF0 | point >> 18);
                bytes[next++] = (byte) (0x80 | point >> 12 & 0x3F);
            }
            bytes[next++] = (byte) (0x80 | point >> 6 & 0x3F);
        }
        bytes[next++] = (byte) (0x80 | point & 0x3F);
        return next;
    }
}
