package io.everbook.replay;

import java.util.List;
import java.util.stream.Stream;

/**
 * What salvage kept of one symbol, and what it could not.
 *
 * @param symbol the symbol
 * @param kept the commands that the new journal holds
 * @param snapshots the snapshots that were copied, oldest first
 * @param digest the digest of the salvaged market
 * @param openOrderCount how many orders are open in it
 * @param lost the commands that no whole byte tells of
 * @param setAside the commands that are readable, but behind a hole, and so not applied
 * @param events the commands behind the kept ones of which the old executions log tells what came
 * @param archived the commands from before a hole that a snapshot bridges
 * @param damaged the bytes that were set aside
 * @param inDoubt the open orders that lost commands may have changed, by id
 * @param referring the commands set aside that name such an order, or one that was entered by a lost command
 */
public record SalvageReport(
        String symbol,
        CommandRange kept,
        List<String> snapshots,
        long digest,
        int openOrderCount,
        List<CommandRange> lost,
        List<CommandRange> setAside,
        List<CommandRange> events,
        List<CommandRange> archived,
        List<DamagedPart> damaged,
        List<Long> inDoubt,
        List<Long> referring) {

    /** {@return whether nothing that was acknowledged is missing from the new data directory} */
    public boolean complete() {
        return Stream.concat(lost.stream(), setAside.stream()).noneMatch(range -> range.through() > kept.through());
    }
}
