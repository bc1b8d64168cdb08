package io.everbook.app.terminal;

import java.time.DateTimeException;
import java.time.Instant;

/** A moment on the command line: ISO-8601, or nanoseconds since the epoch. */
public final class TimeOption {

    private static final long NANOS = 1_000_000_000L;

    private TimeOption() {}

    /** {@return nanoseconds since the epoch; the default where nothing was given} */
    public static long nanos(String option, String text, long absent) {
        if (text == null) {
            return absent;
        }
        try {
            if (text.matches("-?[0-9]+")) {
                return Long.parseLong(text);
            }
            Instant instant = Instant.parse(text);
            return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), NANOS), instant.getNano());
        } catch (DateTimeException | ArithmeticException | NumberFormatException fault) {
            throw new UserFault(option + " takes a time such as 2026-11-24T09:30:00Z, or nanoseconds since the epoch: "
                    + option + "=" + text);
        }
    }
}
