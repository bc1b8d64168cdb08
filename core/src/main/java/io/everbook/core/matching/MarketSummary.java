package io.everbook.core.matching;

import io.everbook.core.command.InstrumentState;
import io.everbook.core.command.Limits;

/**
 * The state of a market besides its participants and orders.
 *
 * @param sequence the sequence of the last command applied; 0 before the first
 * @param digest the digest of all events so far
 * @param lastTradeId the id of the last trade; 0 before the first
 * @param lastTradePriceTicks the price of the last trade; 0 before the first
 * @param timeNanos the book's time, as the last time command set it; 0 before the first
 * @param instrumentState the state of the instrument
 * @param limits the limits of the instrument; not to be changed by whoever gets this
 * @param participantCount how many participants are known
 * @param openOrderCount how many orders are open
 */
public record MarketSummary(
        long sequence,
        long digest,
        long lastTradeId,
        long lastTradePriceTicks,
        long timeNanos,
        InstrumentState instrumentState,
        Limits limits,
        int participantCount,
        int openOrderCount) {}
