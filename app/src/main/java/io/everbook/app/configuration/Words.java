package io.everbook.app.configuration;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The constants of an enum as they are written in the file: lower case, with dashes. */
final class Words {

    private Words() {}

    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static <E extends Enum<E>> List<String> of(Class<E> type) {
        return Arrays.stream(type.getEnumConstants()).map(Words::of).toList();
    }
}
