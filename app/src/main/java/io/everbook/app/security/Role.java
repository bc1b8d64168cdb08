package io.everbook.app.security;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What the holder of an API key may do. */
public enum Role {
    /** Reads market data and the engine's state, and nothing of any participant. */
    VIEWER,
    /** Trades for one participant and reads what is that participant's own. */
    TRADER,
    /** Halts, resumes, sets limits, throws the kill switch, takes snapshots; enters no orders. */
    OPERATOR;

    /** {@return its name in lower case, as files and commands write it} */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** {@return all words, for a message} */
    public static String words() {
        return Arrays.stream(values()).map(Role::word).collect(Collectors.joining(", "));
    }

    /**
     * Finds a role.
     *
     * @param word its name in lower case
     * @return the role, or null where there is none of that name
     */
    public static Role ofWord(String word) {
        return Arrays.stream(values())
                .filter(role -> role.word().equals(word))
                .findFirst()
                .orElse(null);
    }
}
