package io.everbook.replay;

import io.everbook.core.matching.Market;
import io.everbook.journal.ExecutionsWriter;
import io.everbook.journal.JournalTail;

/**
 * A market that is ready for its next command.
 *
 * @param market the market; owned by the receiver
 * @param tail where its journal ends, for the writer that goes on
 * @param snapshotMillis when the snapshot it was made of was taken, milliseconds since the epoch; 0 where it was made
 *     from the journal alone
 * @param replayed how many commands of the journal were applied
 * @param nanos how long it took
 * @param executions the writer of its executions log, complete up to the market and owned by the receiver; null where
 *     the recovery was not asked for it
 */
public record RecoveredMarket(
        Market market, JournalTail tail, long snapshotMillis, long replayed, long nanos, ExecutionsWriter executions) {}
