package io.everbook.core.matching;

/** The market's trades so far: the last id and the last price. */
final class Tape {

    long lastTradeId;
    long lastPriceTicks;
}
