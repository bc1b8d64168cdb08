package io.everbook.journal;

import io.everbook.core.instrument.Instrument;
import io.everbook.journal.storage.Storage;
import java.util.List;

/** The journals of a data directory, as files. */
public final class JournalCatalog {

    private JournalCatalog() {}

    /**
     * Lists the symbols that have a journal.
     *
     * @param storage the data directory
     * @return the symbols, sorted
     * @throws JournalException where the directory cannot be read
     */
    public static List<String> symbols(Storage storage) {
        return LogCatalog.symbols(storage, LogKind.JOURNAL);
    }

    /**
     * Lists the segments of one symbol.
     *
     * @param storage the data directory
     * @param symbol the symbol
     * @return its segments, oldest first, the active one last
     * @throws JournalException where the directory or the active header cannot be read
     */
    public static List<JournalSegment> segments(Storage storage, String symbol) {
        return LogCatalog.segments(storage, SegmentNames.journal(symbol));
    }

    /**
     * Reads how a symbol's newest segment defines it.
     *
     * @param storage the data directory
     * @param symbol the symbol
     * @return the instrument; null where it has no journal
     * @throws JournalException where the header cannot be read, or is that of another symbol
     */
    public static Instrument instrument(Storage storage, String symbol) {
        return LogCatalog.instrument(storage, SegmentNames.journal(symbol));
    }

    /**
     * Removes the closed segments that hold only commands up to a sequence. The newest segment stays in any case.
     *
     * @param storage the data directory
     * @param symbol the symbol
     * @param sequence the newest command that is no longer needed
     * @param retention what becomes of them
     * @return how many bytes they had
     * @throws JournalException where the device refuses
     */
    public static long compact(Storage storage, String symbol, long sequence, JournalRetention retention) {
        return LogCatalog.compact(storage, SegmentNames.journal(symbol), sequence, retention);
    }
}
