package io.everbook.replay.biography;

/**
 * What stands before an order at its price.
 *
 * @param ordersAhead how many orders trade before it
 * @param lotsAhead what they show, in lots
 */
public record QueuePosition(int ordersAhead, long lotsAhead) {}
