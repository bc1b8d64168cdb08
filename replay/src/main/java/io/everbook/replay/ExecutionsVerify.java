package io.everbook.replay;

import io.everbook.core.instrument.Instrument;
import io.everbook.core.matching.Market;
import io.everbook.journal.JournalCatalog;
import io.everbook.journal.JournalException;
import io.everbook.journal.SequenceRange;
import io.everbook.journal.storage.Storage;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * Replays a symbol's journal and compares its executions log with it, event by event and field by field. It only reads,
 * and stops at the first difference. For one thread, which must not be interrupted.
 */
public final class ExecutionsVerify {

    private ExecutionsVerify() {}

    /**
     * Compares the log of a symbol with its journal, as far as the journal and the snapshots reach back.
     *
     * @param storage the data directory; stays the caller's
     * @param symbol a symbol that has a journal
     * @param progress is told the sequence of each replayed command
     * @return what came of it
     * @throws JournalException where the journal or the log is damaged, naming the file, or the replay is not what a
     *     checkpoint proves
     * @throws IllegalArgumentException where there is no journal
     */
    public static ExecutionsComparison compare(Storage storage, String symbol, LongConsumer progress) {
        Instrument instrument = JournalCatalog.instrument(storage, symbol);
        if (instrument == null) {
            throw new IllegalArgumentException("there is no journal to compare with: symbol=" + symbol);
        }
        try (LogComparison log = LogComparison.strict(storage, symbol)) {
            SequenceRange commands = new SequenceRange(log.firstSequence(), Long.MAX_VALUE);
            Market market = ReplayStart.before(storage, instrument, commands);
            if (market == null) {
                return new ExecutionsComparison(0, 0, 0, 0, 0, List.of(), null);
            }
            log.passOver(market.sequence());
            try (JournalReplay replay = new JournalReplay(storage, market)) {
                boolean equal = true;
                while (equal && replay.step()) {
                    equal = log.compare(market.sequence(), replay.events()) != LogComparison.Outcome.DIFFERENT;
                    progress.accept(market.sequence());
                }
                log.end(market.sequence());
            }
            return log.result(market.sequence());
        }
    }
}
