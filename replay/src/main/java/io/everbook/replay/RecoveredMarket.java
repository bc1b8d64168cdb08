package io.everbook.replay;

import io.everbook.core.matching.Market;
import io.everbook.journal.ExecutionsWriter;
import io.everbook.journal.JournalTail;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * A market that is ready for its next command.
 *
 * @param market the market; owned by the receiver
 * @param tail where its journal ends, for the writer that goes on
 * @param snapshotMillis when the snapshot it was made of was taken, milliseconds since the epoch; 0 where it was made
 *     from the journal alone
 * @param replayed how many commands of the journal were applied
 * @param loadNanos how long it took until the market stood where the snapshot was taken
 * @param nanos how long it took, all together
 * @param executions the writer of its executions log, complete up to the market and owned by the receiver; null where
 *     the recovery was not asked for it
 */
public record RecoveredMarket(
        Market market,
        JournalTail tail,
        long snapshotMillis,
        long replayed,
        long loadNanos,
        long nanos,
        ExecutionsWriter executions) {

    /** {@return how many commands were replayed a second; 0 where there were none} */
    public long replayedPerSecond() {
        double seconds = (double) (nanos - loadNanos) / TimeUnit.SECONDS.toNanos(1);
        return replayed == 0 || seconds <= 0 ? 0 : Math.round(replayed / seconds);
    }

    /** {@return what became of the symbol and how long each part took, as a line of the log} */
    public String summary() {
        return String.format(
                Locale.ROOT,
                "Recovered %s in %d ms: snapshotMillis=%d replayMillis=%d replayed=%d perSecond=%d sequence=%d"
                        + " digest=%016x",
                market.instrument().symbol(),
                TimeUnit.NANOSECONDS.toMillis(nanos),
                TimeUnit.NANOSECONDS.toMillis(loadNanos),
                TimeUnit.NANOSECONDS.toMillis(nanos - loadNanos),
                replayed,
                replayedPerSecond(),
                market.sequence(),
                market.digest());
    }
}
