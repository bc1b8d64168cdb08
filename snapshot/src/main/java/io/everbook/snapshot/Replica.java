package io.everbook.snapshot;

import io.everbook.core.command.Command;
import io.everbook.core.event.EventBatch;
import io.everbook.core.instrument.Instrument;
import io.everbook.core.matching.Market;
import io.everbook.journal.JournalReader;
import io.everbook.journal.storage.Storage;
import io.everbook.snapshot.SnapshotException.Code;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A market rebuilt from disk alone: from the newest whole snapshot, else from nothing, and the journal after it. It
 * reads the file that the journaling stage writes, never the ring, so it arrives where a recovery would arrive.
 */
final class Replica implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Replica.class);
    private static final long PARK_NANOS = 1_000_000L;
    private static final int COMMANDS_BETWEEN_CHECKS = 1024;

    private final Storage storage;
    private final Market market;
    private final Command command = new Command();
    private final EventBatch events = new EventBatch();
    private JournalReader reader;

    private Replica(Storage storage, Market market) {
        this.storage = storage;
        this.market = market;
    }

    /** {@return a replica that stands where the newest whole snapshot was taken} */
    static Replica build(Storage storage, Instrument instrument, SnapshotCatalog catalog) {
        Market market = catalog.loadNewest(new SnapshotLoadListener() {
            @Override
            public void rejected(SnapshotFile snapshot, SnapshotException fault) {
                LOG.warn(
                        "Snapshot {} cannot be followed from, trying an older one: {}",
                        snapshot.file(),
                        fault.getMessage());
            }
        });
        return new Replica(storage, market == null ? new Market(instrument) : market);
    }

    Market market() {
        return market;
    }

    /**
     * Applies the journal up to a command.
     *
     * @param sequence the command
     * @param patience how long to wait for it
     * @param pace how much of a core to use
     * @throws SnapshotException where the journal does not have it in time
     */
    void catchUp(long sequence, Patience patience, Pace pace) {
        if (market.sequence() > sequence) {
            throw new SnapshotException(
                    Code.REPLICA_FAILED,
                    market.instrument().symbol(),
                    SnapshotException.NONE,
                    "the snapshot on disk is ahead of the living market; report this: replica=" + market.sequence()
                            + " live=" + sequence);
        }
        int unchecked = 0;
        while (market.sequence() < sequence) {
            if (++unchecked == COMMANDS_BETWEEN_CHECKS) {
                unchecked = 0;
                patience.requireRunning();
            }
            switch (reader().next(command)) {
                case COMMAND -> {
                    market.apply(command, events);
                    patience.renew();
                    pace.step(sequence - market.sequence());
                }
                case CHECKPOINT -> {
                    // The living market is compared at the end, which proves more than a checkpoint before it.
                }
                case END -> await(sequence, patience);
            }
        }
    }

    private void await(long sequence, Patience patience) {
        patience.requireRunning();
        if (patience.ended()) {
            throw new SnapshotException(
                    Code.JOURNAL_BEHIND,
                    reader().file(),
                    reader().offset(),
                    "the journal does not have a command that was applied; check the device: sequence=" + sequence
                            + " readable=" + market.sequence());
        }
        LockSupport.parkNanos(this, PARK_NANOS);
    }

    private JournalReader reader() {
        if (reader == null) {
            reader = JournalReader.open(storage, market.instrument().symbol(), market.sequence() + 1);
        }
        return reader;
    }

    /** Lets go of the journal's files; the replica opens them again where it goes on. */
    @Override
    public void close() {
        if (reader != null) {
            reader.close();
            reader = null;
        }
    }
}
