package io.everbook.replay;

import io.everbook.core.command.Command;
import io.everbook.core.event.EventBatch;
import io.everbook.core.instrument.DecimalUnit;
import io.everbook.core.instrument.Instrument;
import io.everbook.core.matching.Market;
import io.everbook.journal.JournalOptions;
import io.everbook.journal.JournalTail;
import io.everbook.journal.JournalWriter;
import io.everbook.journal.storage.Storage;
import io.everbook.snapshot.SnapshotCatalog;
import java.util.List;

/** Writes commands as an engine would have journaled them. */
public final class Journals {

    /** A tick of 0.5 and a lot of 0.1. */
    public static final Instrument XYZ = new Instrument("XYZ", DecimalUnit.of("0.5"), DecimalUnit.of("0.1"), 10_000);

    private static final JournalOptions SMALL_SEGMENTS = new JournalOptions(8 << 10, 0, 1 << 10);
    private static final int CHECKPOINT_EVERY = 100;

    private Journals() {}

    /** {@return the market after the commands, which are journaled from the first on, in small segments} */
    public static Market write(Storage storage, Instrument instrument, List<Command> commands) {
        return write(storage, instrument, commands, 0);
    }

    /** Writes likewise, with a snapshot after one of the commands. */
    public static Market write(Storage storage, Instrument instrument, List<Command> commands, long snapshotAt) {
        Market market = new Market(instrument);
        EventBatch events = new EventBatch();
        try (JournalWriter writer = JournalWriter.open(storage, instrument, JournalTail.empty(1), SMALL_SEGMENTS)) {
            for (Command command : commands) {
                writer.append(command);
                writer.commit();
                market.apply(command, events);
                if (market.sequence() % CHECKPOINT_EVERY == 0) {
                    writer.offerCheckpoint(market.sequence(), market.digest());
                }
                if (market.sequence() == snapshotAt) {
                    writer.force();
                    new SnapshotCatalog(storage, instrument.symbol()).write(market, 1_700_000_000_000L + snapshotAt);
                }
            }
        }
        return market;
    }
}
