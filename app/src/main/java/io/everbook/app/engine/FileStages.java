package io.everbook.app.engine;

import com.lmax.disruptor.EventHandler;
import io.everbook.core.command.Command;
import io.everbook.core.instrument.Instrument;
import io.everbook.core.matching.Market;
import io.everbook.journal.JournalException;
import io.everbook.journal.JournalListener;
import io.everbook.journal.JournalingHandler;
import io.everbook.snapshot.Follower;
import io.everbook.snapshot.MarketPosition;
import io.everbook.snapshot.SnapshotFile;
import io.everbook.snapshot.SnapshotHandler;
import java.util.concurrent.CompletableFuture;

/** The stages of one lane in front of and behind business logic, on a data directory. */
final class FileStages implements PersistenceStages, JournalListener {

    private final FilePersistence persistence;
    private final JournalingHandler journaling;
    private final SnapshotHandler snapshots;
    private final ExecutionsHandler executions = new ExecutionsHandler(Lane.MAX_MARKETS);
    private final String[] symbols = new String[Lane.MAX_MARKETS];
    /** Written and read by the first stage alone. */
    private long forceNanos;

    FileStages(FilePersistence persistence, Follower follower, int ringSize, boolean forceEachBatch) {
        this.persistence = persistence;
        journaling = new JournalingHandler(Lane.MAX_MARKETS, ringSize, forceEachBatch, this);
        snapshots = new SnapshotHandler(Lane.MAX_MARKETS, follower);
    }

    @Override
    public EventHandler<Command> journaling() {
        return journaling;
    }

    @Override
    public long takeForceNanos() {
        long nanos = forceNanos;
        forceNanos = 0;
        return nanos;
    }

    @Override
    public void forced(long nanos) {
        forceNanos += nanos;
        persistence.forced(nanos);
    }

    @Override
    public void written(int commands, int bytes) {
        persistence.written(commands, bytes);
    }

    @Override
    public void failed(String symbol, JournalException exception) {
        persistence.failed(symbol, exception);
    }

    @Override
    public void applied(Command command) {
        snapshots.onEvent(command, 0, true);
    }

    @Override
    public ExecutionsHandler executions() {
        return executions;
    }

    @Override
    public Market open(int marketIndex, Instrument instrument) {
        FilePersistence.Opened opened = persistence.open(instrument);
        Market market = opened.recovered().market();
        journaling.register(marketIndex, opened.writer());
        executions.register(marketIndex, opened.recovered().executions());
        snapshots.register(
                marketIndex,
                instrument,
                opened.writer(),
                opened.recovered().executions(),
                new MarketPosition(market.sequence(), market.digest()));
        symbols[marketIndex] = instrument.symbol();
        return market;
    }

    @Override
    public Applied lastApplied(int marketIndex) {
        MarketPosition position = snapshots.position(marketIndex);
        return new Applied(position.sequence(), position.digest());
    }

    @Override
    public String fault(int marketIndex) {
        return persistence.journalFault(symbols[marketIndex]);
    }

    @Override
    public String impairment(int marketIndex) {
        return persistence.executionsFault(symbols[marketIndex]);
    }

    @Override
    public CompletableFuture<SnapshotFile> requestSnapshot(int marketIndex) {
        return snapshots.request(marketIndex);
    }

    /** Asks for a snapshot of every market of the lane, without waiting for it. */
    void requestSnapshots() {
        snapshots.requestAll();
    }
}
