package io.everbook.replay.timeline;

import java.math.BigInteger;

/**
 * What a participant traded in one timeline.
 *
 * @param trades in how many trades it took part, those with itself counted once
 * @param boughtLots how much it bought in lots
 * @param soldLots how much it sold in lots
 */
public record Fills(long trades, BigInteger boughtLots, BigInteger soldLots) {

    /** No trade. */
    public static final Fills NONE = new Fills(0, BigInteger.ZERO, BigInteger.ZERO);
}
