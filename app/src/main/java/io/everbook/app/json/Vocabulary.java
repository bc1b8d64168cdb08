package io.everbook.app.json;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** The words that stand for the values of an enumeration, such as {@code stop-limit} for {@code STOP_LIMIT}. */
final class Vocabulary<E extends Enum<E>> {

    private final E[] values;
    private final String[] words;
    private final byte[][] bytes;

    private Vocabulary(E[] values, Function<E, String> wording) {
        this.values = values;
        words = new String[values.length];
        bytes = new byte[values.length][];
        for (E value : values) {
            String word = wording.apply(value);
            words[value.ordinal()] = word;
            bytes[value.ordinal()] = word.getBytes(StandardCharsets.US_ASCII);
        }
    }

    /** {@return a vocabulary of lower-case words with dashes} */
    static <E extends Enum<E>> Vocabulary<E> ofWords(E[] values) {
        return new Vocabulary<>(
                values, value -> value.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    /** {@return a vocabulary of the names as the code has them} */
    static <E extends Enum<E>> Vocabulary<E> ofCodes(E[] values) {
        return new Vocabulary<>(values, Enum::name);
    }

    static <E extends Enum<E>> Vocabulary<E> of(E[] values, Function<E, String> wording) {
        return new Vocabulary<>(values, wording);
    }

    /** {@return the value that a word stands for, or null} */
    E value(CharSequence word) {
        for (int i = 0; i < words.length; i++) {
            if (words[i].contentEquals(word)) {
                return values[i];
            }
        }
        return null;
    }

    String word(E value) {
        return words[value.ordinal()];
    }

    byte[] bytes(E value) {
        return bytes[value.ordinal()];
    }

    List<String> words() {
        return List.of(words);
    }

    /** {@return what was meant, or all that there is} */
    String advice(CharSequence word) {
        List<String> all = new ArrayList<>(List.of(words));
        return Spelling.advice(word.toString(), all);
    }
}
