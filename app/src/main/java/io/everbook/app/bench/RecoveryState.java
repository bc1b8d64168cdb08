package io.everbook.app.bench;

import io.everbook.core.command.Command;
import io.everbook.core.event.EventBatch;
import io.everbook.core.instrument.Instrument;
import io.everbook.core.matching.Market;
import io.everbook.journal.ExecutionsListener;
import io.everbook.journal.ExecutionsWriter;
import io.everbook.journal.JournalOptions;
import io.everbook.journal.JournalTail;
import io.everbook.journal.JournalWriter;
import io.everbook.journal.storage.FileStorage;
import io.everbook.journal.storage.Storage;
import io.everbook.snapshot.SnapshotCatalog;
import io.everbook.snapshot.SnapshotFile;
import io.everbook.snapshot.SnapshotHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * A data directory as an engine leaves it that was killed: a snapshot of a full book, and journal and executions log
 * after it, written by the writers that the engine uses but without its rings.
 *
 * @param directory the data directory
 * @param snapshot the snapshot in it
 * @param commands how many commands the journal has after it
 * @param digest the digest after the last of them
 * @param journalBytes the size of the journal
 */
record RecoveryState(Path directory, SnapshotFile snapshot, long commands, long digest, long journalBytes) {

    static final String SYMBOL = "BENCH-RECOVERY";

    private static final long EPOCH_MILLIS = 1_700_000_000_000L;
    private static final int COMMANDS_A_BATCH = 256;
    private static final int CHECKPOINT_MASK = SnapshotHandler.CHECKPOINT_INTERVAL - 1;

    /**
     * Writes one.
     *
     * @param directory an empty directory
     * @param orders how many orders rest in the snapshot
     * @param commands how many commands follow it
     */
    static RecoveryState write(Path directory, int orders, long commands) {
        try (Storage storage = new FileStorage(directory)) {
            Instrument instrument = Instrument.of(SYMBOL, "0.01", "1");
            Market market = new Market(instrument);
            SteadyFlow flow = new SteadyFlow();
            Command command = new Command();
            EventBatch events = new EventBatch();
            for (int i = 0; i < orders; i++) {
                flow.fill(command);
                market.apply(command.sequence(market.sequence() + 1), events);
            }
            SnapshotFile snapshot = new SnapshotCatalog(storage, SYMBOL).write(market, EPOCH_MILLIS);
            long bytes = journal(storage, market, flow, commands);
            return new RecoveryState(directory, snapshot, commands, market.digest(), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long journal(Storage storage, Market market, SteadyFlow flow, long commands) {
        Command command = new Command();
        EventBatch events = new EventBatch();
        JournalTail start = JournalTail.empty(market.sequence() + 1);
        try (JournalWriter writer = JournalWriter.open(storage, market.instrument(), start, JournalOptions.DEFAULT);
                ExecutionsWriter executions = ExecutionsWriter.open(
                        storage, market.instrument(), start, JournalOptions.DEFAULT, ExecutionsListener.NONE)) {
            for (long i = 1; i <= commands; i++) {
                flow.next(command);
                command.sequence(market.sequence() + 1);
                writer.append(command);
                market.apply(command, events);
                append(events, executions);
                boolean checkpoint = (market.sequence() & CHECKPOINT_MASK) == 0;
                if (checkpoint || i % COMMANDS_A_BATCH == 0 || i == commands) {
                    writer.commit();
                    executions.commit();
                }
                if (checkpoint) {
                    writer.offerCheckpoint(market.sequence(), market.digest());
                }
            }
            writer.commit();
            return writer.bytes();
        }
    }

    private static void append(EventBatch events, ExecutionsWriter executions) {
        for (int i = 0; i < events.size(); i++) {
            executions.append(events.event(i));
        }
    }
}
