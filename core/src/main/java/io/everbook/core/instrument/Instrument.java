package io.everbook.core.instrument;

import java.util.regex.Pattern;

/**
 * The definition of one instrument; it never changes and stands in the header of every journal segment and snapshot.
 *
 * @param symbol the name: 1 to 24 of A-Z, 0-9, point, dash and underscore, starting with a letter or digit,
 *     and not ending in a dash and 19 digits, which is how closed journal segments are named
 * @param tick the price step; prices are whole numbers of it
 * @param lot the quantity step; quantities are whole numbers of it
 * @param maxOpenOrders the capacity of the book, 1 to 2^27 orders; part of the definition because a full book refuses
 */
public record Instrument(String symbol, DecimalUnit tick, DecimalUnit lot, int maxOpenOrders) {

    /** The capacity of a book that is not told otherwise. */
    public static final int DEFAULT_MAX_OPEN_ORDERS = 16 * 1024 * 1024;

    private static final int MAX_CAPACITY = 1 << 27;
    private static final Pattern SYMBOL = Pattern.compile("(?!.*-[0-9]{19}$)[A-Z0-9][A-Z0-9._-]{0,23}");

    /** Checks the ranges. */
    public Instrument {
        if (!SYMBOL.matcher(symbol).matches()) {
            throw new IllegalArgumentException(
                    "a symbol is 1 to 24 of A-Z 0-9 . - _ starting with a letter or digit:" + " symbol=" + symbol);
        }
        if (maxOpenOrders < 1 || maxOpenOrders > MAX_CAPACITY) {
            throw new IllegalArgumentException(
                    "maxOpenOrders must be 1 to " + MAX_CAPACITY + ": maxOpenOrders=" + maxOpenOrders);
        }
    }

    /**
     * Defines an instrument of the default capacity.
     *
     * @param symbol the name
     * @param tick the price step as decimal text
     * @param lot the quantity step as decimal text
     * @return the instrument
     */
    public static Instrument of(String symbol, String tick, String lot) {
        return new Instrument(symbol, DecimalUnit.of(tick), DecimalUnit.of(lot), DEFAULT_MAX_OPEN_ORDERS);
    }
}
