package io.everbook.core.book;

import io.everbook.core.command.Command;
import io.everbook.core.command.TimeInForce;

/** When an order expires: a GTD order at its own time, a DAY order at the midnight (UTC) after its time stamp. */
final class Expiry {

    private static final long DAY_NANOS = 86_400_000_000_000L;

    /** The day that ends after the last nanosecond that a long can tell. */
    private static final long LAST_DAY = Long.MAX_VALUE / DAY_NANOS;

    private Expiry() {}

    /** {@return nanoseconds since the epoch; 0 for an order that does not expire} */
    static long of(Command order) {
        if (order.expireNanos() != 0 || order.timeInForce() != TimeInForce.DAY) {
            return order.expireNanos();
        }
        long day = Math.floorDiv(order.timestampNanos(), DAY_NANOS);
        return day < LAST_DAY ? (day + 1) * DAY_NANOS : Long.MAX_VALUE;
    }
}
