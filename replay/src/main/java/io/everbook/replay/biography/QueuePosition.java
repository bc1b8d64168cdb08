package io.everbook.replay.biography;

import io.everbook.core.instrument.Instrument;

/**
 * What stands before an order at its price.
 *
 * @param ordersAhead how many orders trade before it
 * @param lotsAhead what they show, in lots
 */
public record QueuePosition(int ordersAhead, long lotsAhead) {

    /** Says it, as "2 orders with 15". */
    String text(Instrument instrument) {
        return ordersAhead
                + (ordersAhead == 1 ? " order with " : " orders with ")
                + instrument.lot().format(lotsAhead);
    }
}
