package io.everbook.replay.anonymise;

import io.everbook.core.instrument.Instrument;

/**
 * What anonymising one symbol came to.
 *
 * @param instrument what is traded, as both journals define it
 * @param from the first command of the new journal; later than 1 where it begins at a snapshot
 * @param through its last command
 * @param tornTail whether the source ends in an unfinished write, which is left out
 * @param participants how many participants were renamed
 * @param memos how many commands had a memo, which was replaced
 * @param notionalRefusals how many commands are written as refused for the notional limit, which is lifted where prices
 *     are shifted
 * @param lastTradeId the last trade, the same in both
 * @param digest the new journal's digest
 */
public record AnonymiseReport(
        Instrument instrument,
        long from,
        long through,
        boolean tornTail,
        int participants,
        long memos,
        long notionalRefusals,
        long lastTradeId,
        long digest) {}
