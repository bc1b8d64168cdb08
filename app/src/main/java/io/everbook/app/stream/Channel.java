package io.everbook.app.stream;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a client subscribes to, for one instrument. */
public enum Channel {
    /** The levels of both sides: a snapshot, then every change. */
    BOOK,
    /** The visible orders of both sides: a snapshot, then every change. */
    FULL_BOOK,
    /** The best level of each side. */
    TOP,
    /** Trades. */
    TRADES,
    /** The participant's own events, after log-in. */
    EXECUTIONS;

    /** {@return its name in lower case with hyphens, as messages write it} */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static String words() {
        return Arrays.stream(values()).map(Channel::word).collect(Collectors.joining(", "));
    }

    /** {@return the channel of a name, or null} */
    static Channel ofWord(String word) {
        return Arrays.stream(values())
                .filter(channel -> channel.word().equals(word))
                .findFirst()
                .orElse(null);
    }
}
