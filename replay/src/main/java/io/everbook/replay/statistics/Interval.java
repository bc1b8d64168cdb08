package io.everbook.replay.statistics;

/**
 * Some time in which there were commands, with the book as it was after the first of them.
 *
 * @param startNanos when it begins, nanoseconds since the epoch
 * @param commands how many commands it has
 * @param trades how many trades
 * @param bestBidTicks the best bid; 0 where there was none
 * @param bestAskTicks the best ask; 0 where there was none
 * @param bidDepthLots what was open and shown at the best {@link Statistics#LEVELS} bid levels
 * @param askDepthLots what was open and shown at the best {@link Statistics#LEVELS} ask levels
 * @param openOrders how many orders were open
 */
public record Interval(
        long startNanos,
        long commands,
        long trades,
        long bestBidTicks,
        long bestAskTicks,
        long bidDepthLots,
        long askDepthLots,
        int openOrders) {

    /** {@return the spread in ticks; -1 where a side was empty} */
    public long spreadTicks() {
        return bestBidTicks == 0 || bestAskTicks == 0 ? -1 : bestAskTicks - bestBidTicks;
    }

    Interval counting(long moreCommands, long moreTrades) {
        return new Interval(
                startNanos,
                commands + moreCommands,
                trades + moreTrades,
                bestBidTicks,
                bestAskTicks,
                bidDepthLots,
                askDepthLots,
                openOrders);
    }

    Interval beginning(long nanos) {
        return new Interval(
                nanos, commands, trades, bestBidTicks, bestAskTicks, bidDepthLots, askDepthLots, openOrders);
    }
}
