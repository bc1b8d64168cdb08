package io.everbook.app.engine;

import io.everbook.core.instrument.Instrument;
import java.util.List;

/** What an engine's lanes share to make their commands last. */
sealed interface Persistence permits FilePersistence, NoPersistence {

    /** {@return the stages of a new lane whose command ring has so many slots} */
    PersistenceStages newLane(int ringSize);

    /** {@return the symbols that the data directory already has, in order} */
    List<String> knownSymbols();

    /**
     * Recovers a symbol that is not opened yet, and keeps what it finds for its opening. For several threads, each with
     * another symbol.
     *
     * @param symbol the symbol
     * @param given its instrument; null where it is one of the known symbols and as the data directory defines it
     * @return its instrument
     * @throws RuntimeException a coded one, naming file and offset, where the symbol's files are damaged or incomplete
     */
    Instrument recover(String symbol, Instrument given);

    /** Asks for a snapshot of every market, without waiting for it. */
    void snapshotAll();

    /** Ends in order, after the lanes have drained: last snapshots, journals forced and closed, directory unlocked. */
    void close();

    /**
     * Stops at once, without writing anything.
     *
     * @param unlock whether to let go of the data directory; not where a stage may still be writing
     */
    void halt(boolean unlock);

    /** {@return what has gone wrong with snapshots, or null} */
    String fault();
}
