package io.everbook.app.engine;

import com.lmax.disruptor.EventHandler;
import io.everbook.core.command.Command;
import io.everbook.core.instrument.Instrument;
import io.everbook.core.matching.Market;
import io.everbook.snapshot.SnapshotFile;
import java.util.concurrent.CompletableFuture;

/** The stages of one lane that make its commands last, or, where persistence is switched off, only number them. */
interface PersistenceStages {

    /** {@return the first stage} */
    EventHandler<Command> journaling();

    /** {@return how long the first stage has forced since the last call, nanoseconds; for its thread} */
    long takeForceNanos();

    /** The last stage: takes note of where a market is after a command; for the thread of that stage. */
    void applied(Command command);

    /** {@return the listener that logs events; null where nothing is kept} */
    ExecutionsHandler executions();

    /**
     * Recovers a market, or makes a new one, and prepares the stages for it.
     *
     * @param marketIndex its place in the engine
     * @param instrument what is traded there
     * @return the market, ready for its next command
     */
    Market open(int marketIndex, Instrument instrument);

    /** {@return the last sequence and digest that the last stage has seen of a market} */
    Applied lastApplied(int marketIndex);

    /**
     * Asks for a snapshot of a market.
     *
     * @param marketIndex a market that was opened
     * @return the snapshot to come; null where no command was ever applied
     * @throws EngineException where nothing is kept
     */
    CompletableFuture<SnapshotFile> requestSnapshot(int marketIndex);

    /** {@return why the market takes no commands any more, or null} */
    String fault(int marketIndex);

    /** {@return what is wrong with the market although it takes commands, or null} */
    String impairment(int marketIndex);

    /**
     * A moment of a market.
     *
     * @param sequence the sequence of the last command applied
     * @param digest the digest after it
     */
    record Applied(long sequence, long digest) {}
}
