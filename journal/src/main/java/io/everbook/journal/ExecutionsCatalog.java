package io.everbook.journal;

import io.everbook.journal.storage.Storage;
import java.util.List;

/** The executions logs of a data directory, as files. */
public final class ExecutionsCatalog {

    private ExecutionsCatalog() {}

    /**
     * Lists the symbols that have an executions log.
     *
     * @param storage the data directory
     * @return the symbols, sorted
     * @throws JournalException where the directory cannot be read
     */
    public static List<String> symbols(Storage storage) {
        return LogCatalog.symbols(storage, LogKind.EXECUTIONS);
    }

    /**
     * Lists the segments of one symbol's executions log.
     *
     * @param storage the data directory
     * @param symbol the symbol
     * @return its segments, oldest first, the active one last
     * @throws JournalException where the directory or the active header cannot be read
     */
    public static List<JournalSegment> segments(Storage storage, String symbol) {
        return LogCatalog.segments(storage, SegmentNames.executions(symbol));
    }

    /**
     * Removes the closed segments that hold only events of commands up to a sequence. The newest stays in any case.
     *
     * @param storage the data directory
     * @param symbol the symbol
     * @param sequence the newest command whose events are no longer needed
     * @param retention what becomes of them
     * @return how many bytes they had
     * @throws JournalException where the device refuses
     */
    public static long compact(Storage storage, String symbol, long sequence, JournalRetention retention) {
        return LogCatalog.compact(storage, SegmentNames.executions(symbol), sequence, retention);
    }
}
