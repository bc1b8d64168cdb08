package io.everbook.app.configuration;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What values a key takes.
 *
 * @param text the range in words, as messages and docs/configuration.md have it
 * @param min the least value of a number; 0 for other kinds
 * @param max the greatest value of a number; 0 for other kinds
 * @param powerOfTwo whether a number must be a power of two
 */
record Range(String text, long min, long max, boolean powerOfTwo) {

    static final Range TRUE_FALSE = words("true or false");

    static Range of(long min, long max) {
        return new Range(min + " to " + max, min, max, false);
    }

    static Range powerOfTwo(long min, long max) {
        return new Range("a power of two from " + min + " to " + max, min, max, true);
    }

    static Range words(String text) {
        return new Range(text, 0, 0, false);
    }

    static <E extends Enum<E>> Range oneOf(Class<E> type) {
        List<String> words = Words.of(type);
        int last = words.size() - 1;
        String text = words.subList(0, last).stream().map(Text::quote).collect(Collectors.joining(", "));
        return words(text + " or " + Text.quote(words.get(last)));
    }

    boolean holds(long value) {
        return value >= min && value <= max && (!powerOfTwo || Long.bitCount(value) == 1);
    }
}
