package io.everbook.app.replay.shell;

import io.everbook.app.terminal.UserFault;
import io.everbook.core.instrument.DecimalUnit;

/** Readings of arguments that several commands share. */
final class Arguments {

    private Arguments() {}

    /** {@return a whole number of 1 or more; the default where nothing was typed} */
    static long count(String command, String text, long absent) {
        return text.isEmpty() ? absent : number(command, text, "a number of 1 or more");
    }

    /** {@return a whole number of 1 or more} */
    static long number(String command, String text, String what) {
        try {
            long value = Long.parseLong(text);
            if (value >= 1) {
                return value;
            }
        } catch (NumberFormatException noNumber) {
            // Told below.
        }
        throw new UserFault(command + " takes " + what + ": " + command + "=" + text);
    }

    /** {@return the number of a breakpoint, a watch or the like} */
    static int id(String command, String text) {
        return (int) Math.min(number(command, text, "a number from the list"), Integer.MAX_VALUE);
    }

    /** {@return a price in ticks} */
    static long ticks(String command, String text, DecimalUnit tick) {
        long ticks = tick.parse(text);
        if (ticks < 1) {
            throw new UserFault(command + " takes a price, a whole number of ticks of " + tick + ": price=" + text);
        }
        return ticks;
    }

    /** Refuses what was typed behind a command that takes nothing. */
    static void none(String command, String text) {
        if (!text.isEmpty()) {
            throw new UserFault(command + " takes no arguments: arguments=" + text);
        }
    }
}
