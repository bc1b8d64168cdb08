package io.everbook.replay.timeline;

/**
 * The trades of two timelines. Two trades are the same where the same orders trade the same quantity at the same price
 * at the same command.
 *
 * @param inBoth how many both have
 * @param onlyOriginal how many only the first has
 * @param onlyChanged how many only the second has
 */
public record TradeCounts(long inBoth, long onlyOriginal, long onlyChanged) {}
