package io.everbook.replay.biography;

import io.everbook.core.command.Side;
import io.everbook.core.event.EventType;
import io.everbook.core.event.ExecutionEvent;

/** What traded while an order was in the book, as far as it tells why the order did not. */
final class Tape {

    private long trades;
    private long lowestTicks = Long.MAX_VALUE;
    private long highestTicks = Long.MIN_VALUE;
    private long atPriceLots;
    private long sideTrades;
    private long sideExtremeTicks;

    /** Takes note of a trade of two other orders. */
    void note(ExecutionEvent event, Side side, long priceTicks) {
        if (event.type() != EventType.TRADED) {
            return;
        }
        long price = event.priceTicks();
        trades++;
        lowestTicks = Math.min(lowestTicks, price);
        highestTicks = Math.max(highestTicks, price);
        if (event.side() == side) {
            return;
        }
        boolean first = sideTrades++ == 0;
        boolean farther = side == Side.BUY ? price < sideExtremeTicks : price > sideExtremeTicks;
        sideExtremeTicks = first || farther ? price : sideExtremeTicks;
        atPriceLots += price == priceTicks ? event.quantityLots() : 0;
    }

    boolean traded() {
        return trades > 0;
    }

    long lowestTicks() {
        return lowestTicks;
    }

    long highestTicks() {
        return highestTicks;
    }

    /** What traded with other orders of its side at its price, in lots. */
    long atPriceLots() {
        return atPriceLots;
    }

    /** Whether orders of its side traded at all. */
    boolean sideTraded() {
        return sideTrades > 0;
    }

    /** The price nearest to the order's own or beyond at which an order of its side traded, in ticks. */
    long sideExtremeTicks() {
        return sideExtremeTicks;
    }
}
