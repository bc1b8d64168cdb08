package io.everbook.replay.condition;

import java.util.Arrays;
import java.util.stream.Collectors;

/** How a condition compares a number. */
enum Comparison {
    LESS("<"),
    LESS_OR_EQUAL("<="),
    EQUAL("="),
    NOT_EQUAL("!="),
    GREATER_OR_EQUAL(">="),
    GREATER(">");

    /** The symbols, for messages. */
    static final String SYMBOLS =
            Arrays.stream(values()).map(value -> value.symbol).collect(Collectors.joining(" "));

    private final String symbol;

    Comparison(String symbol) {
        this.symbol = symbol;
    }

    /** {@return the comparison of this symbol, or null} */
    static Comparison of(String symbol) {
        for (Comparison value : values()) {
            if (value.symbol.equals(symbol) || value == EQUAL && symbol.equals("==")) {
                return value;
            }
        }
        return null;
    }

    boolean holds(long left, long right) {
        return switch (this) {
            case LESS -> left < right;
            case LESS_OR_EQUAL -> left <= right;
            case EQUAL -> left == right;
            case NOT_EQUAL -> left != right;
            case GREATER_OR_EQUAL -> left >= right;
            case GREATER -> left > right;
        };
    }
}
