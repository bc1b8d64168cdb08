package io.everbook.app.backup;

import io.everbook.app.backup.BackupException.Code;
import io.everbook.core.instrument.Instrument;
import io.everbook.core.matching.Market;
import io.everbook.journal.JournalCatalog;
import io.everbook.journal.SequenceRange;
import io.everbook.journal.storage.Storage;
import io.everbook.replay.JournalReplay;
import io.everbook.replay.ProgressListener;
import io.everbook.replay.ReplayStart;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Rebuilds each market of a data directory as a start would, from its newest snapshot and the journal after it. */
final class MarketStates {

    private MarketStates() {}

    /**
     * Rebuilds them one after another.
     *
     * @param data the data directory; only read
     * @param ends the last command of each market, as far as it is known
     * @param progress is told how many commands are replayed
     * @return what each of them is, by symbol
     * @throws BackupException where one cannot be rebuilt from these files
     * @throws io.everbook.journal.JournalException where a journal is damaged, or a proof on the way differs
     */
    static List<MarketState> of(Storage data, Map<String, Long> ends, BackupProgress progress) throws IOException {
        List<MarketState> states = new ArrayList<>();
        for (String symbol : symbols(data)) {
            Instrument instrument = JournalCatalog.instrument(data, symbol);
            Market market = instrument == null
                    ? null
                    : ReplayStart.before(data, instrument, new SequenceRange(Long.MAX_VALUE, Long.MAX_VALUE));
            if (market == null) {
                throw new BackupException(
                        Code.SOURCE_UNUSABLE,
                        "this market cannot be rebuilt from its files, as a start could not; see what everbook journal"
                                + " verify says: symbol=" + symbol + " data=" + data.describe(""));
            }
            try (JournalReplay replay = new JournalReplay(data, market)) {
                long start = market.sequence();
                long total = Math.max(0, ends.getOrDefault(symbol, start) - start);
                ProgressListener listener = progress.begin("replay", "commands");
                while (replay.step()) {
                    listener.progress(market.sequence() - start, total);
                }
                replay.tail();
            }
            states.add(new MarketState(symbol, market.sequence(), market.digest()));
        }
        return states;
    }

    static List<String> symbols(Storage data) throws IOException {
        TreeSet<String> symbols = new TreeSet<>(JournalCatalog.symbols(data));
        for (String symbol : data.list("snapshots")) {
            if (!data.list("snapshots/" + symbol).isEmpty()) {
                symbols.add(symbol);
            }
        }
        return List.copyOf(symbols);
    }
}
