package io.everbook.core.instrument;

/**
 * A decimal step, such as a tick of 0.05 or a lot of 0.00000001, and exact conversion between decimal text and whole
 * numbers of it. The step is {@code units} times ten to the power of minus {@code scale}.
 *
 * @param units the step in units of its last digit, 1 to 10^12
 * @param scale digits behind the point, 0 to 12
 */
public record DecimalUnit(long units, int scale) {

    /** Returned by {@link #parse(CharSequence)} for text that is not a plain decimal number. */
    public static final long NOT_A_NUMBER = Long.MIN_VALUE;

    /** Returned by {@link #parse(CharSequence)} for a number that is not a whole number of steps. */
    public static final long NOT_A_MULTIPLE = Long.MIN_VALUE + 1;

    /** Returned by {@link #parse(CharSequence)} for a number of more than 2^62 steps or units. */
    public static final long OUT_OF_RANGE = Long.MIN_VALUE + 2;

    private static final int MAX_SCALE = 12;
    private static final long MAX_UNITS = 1_000_000_000_000L;
    private static final long MAX_VALUE = 1L << 62;

    /** Checks the ranges. */
    public DecimalUnit {
        if (scale < 0 || scale > MAX_SCALE || units < 1 || units > MAX_UNITS) {
            throw new IllegalArgumentException(
                    "a step needs units of 1 to 10^12 and a scale of 0 to 12: units=" + units + " scale=" + scale);
        }
    }

    /**
     * Reads a step from its own text, such as {@code 0.01}.
     *
     * @param text a positive decimal number
     * @return the step
     * @throws IllegalArgumentException where the text is no positive decimal number of at most 12 decimals
     */
    public static DecimalUnit of(String text) {
        int point = text.indexOf('.');
        int scale = point < 0 ? 0 : text.length() - point - 1;
        long units = scale > MAX_SCALE ? NOT_A_NUMBER : new DecimalUnit(1, scale).parse(text);
        if (units < 1 || units > MAX_UNITS) {
            throw new IllegalArgumentException(
                    "not a positive decimal number of at most 12 decimals and 10^12 units: " + text);
        }
        return new DecimalUnit(units, scale);
    }

    /**
     * Reads a decimal number exactly.
     *
     * @param text digits, optionally with a leading minus and one point between digits
     * @return the number of steps, or one of the three codes of this class, all of which are below -2^62
     */
    public long parse(CharSequence text) {
        int length = text.length();
        boolean negative = length > 0 && text.charAt(0) == '-';
        long value = 0;
        int decimals = -1;
        boolean inexact = false;
        for (int i = negative ? 1 : 0; i < length; i++) {
            char c = text.charAt(i);
            if (c == '.' && decimals < 0 && i > (negative ? 1 : 0) && i < length - 1) {
                decimals = 0;
            } else if (c < '0' || c > '9') {
                return NOT_A_NUMBER;
            } else if (decimals >= scale) {
                inexact |= c != '0';
            } else {
                value = value > MAX_VALUE ? value : append(value, c - '0');
                decimals += decimals >= 0 ? 1 : 0;
            }
        }
        if (length == (negative ? 1 : 0)) {
            return NOT_A_NUMBER;
        }
        return inexact ? NOT_A_MULTIPLE : steps(scaled(value, scale - Math.max(decimals, 0)), negative);
    }

    /**
     * Writes a number of steps as decimal text, with all the decimals of the step and no others.
     *
     * @param steps the number of steps
     * @param target where the text is appended
     */
    public void format(long steps, StringBuilder target) {
        long value = Math.multiplyExact(steps, units);
        if (value < 0) {
            target.append('-');
        }
        int start = target.length();
        target.append(Math.abs(value));
        while (target.length() - start <= scale) {
            target.insert(start, '0');
        }
        if (scale > 0) {
            target.insert(target.length() - scale, '.');
        }
    }

    /**
     * Writes a number of steps as decimal text.
     *
     * @param steps the number of steps
     * @return the text
     */
    public String format(long steps) {
        StringBuilder text = new StringBuilder();
        format(steps, text);
        return text.toString();
    }

    /** {@return the largest number of steps whose decimal text can be written} */
    public long maxSteps() {
        return MAX_VALUE / units;
    }

    @Override
    public String toString() {
        return format(1);
    }

    private long steps(long value, boolean negative) {
        if (value > MAX_VALUE) {
            return OUT_OF_RANGE;
        }
        if (value % units != 0) {
            return NOT_A_MULTIPLE;
        }
        return negative ? -value / units : value / units;
    }

    private static long scaled(long value, int zeros) {
        long result = value;
        for (int i = 0; i < zeros && result <= MAX_VALUE; i++) {
            result = append(result, 0);
        }
        return result;
    }

    private static long append(long value, int digit) {
        return value > (MAX_VALUE - digit) / 10 ? Long.MAX_VALUE : value * 10 + digit;
    }
}
