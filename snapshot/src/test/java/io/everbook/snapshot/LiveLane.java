package io.everbook.snapshot;

import io.everbook.core.command.Command;
import io.everbook.core.event.EventBatch;
import io.everbook.core.matching.Market;
import io.everbook.journal.ExecutionsWriter;
import io.everbook.journal.JournalOptions;
import io.everbook.journal.JournalTail;
import io.everbook.journal.JournalWriter;
import io.everbook.journal.storage.Storage;

/** A lane of one market without rings: journals, applies and observes commands on the test's thread. */
final class LiveLane implements AutoCloseable {

    static final JournalOptions SMALL_SEGMENTS = new JournalOptions(8 << 10, 0, 1 << 10);

    private final Market market = new Market(Markets.BTC_USD);
    private final JournalWriter writer;
    private final ExecutionsWriter executions;
    private final SnapshotHandler handler;
    private final OrderFlow flow;
    private final Command command = new Command();
    private final EventBatch events = new EventBatch();

    LiveLane(Storage storage, JournalOptions options, Follower follower) {
        this(storage, options, follower, null);
    }

    /** A lane that logs events; to a writer that the caller closes, null for none. */
    LiveLane(Storage storage, JournalOptions options, Follower follower, ExecutionsWriter executions) {
        this.executions = executions;
        writer = JournalWriter.open(storage, Markets.BTC_USD, JournalTail.empty(1), options);
        flow = new OrderFlow(7);
        handler = new SnapshotHandler(4, follower);
        MarketPosition position = new MarketPosition(market.sequence(), market.digest());
        handler.register(2, Markets.BTC_USD, writer, executions, position);
    }

    void run(int commands) {
        for (int i = 0; i < commands; i++) {
            writer.append(flow.next(command, writer.nextSequence()).marketIndex(2));
            if (i % 16 == 15 || i == commands - 1) {
                writer.commit();
            }
            market.apply(command, events);
            command.journaled(true);
            handler.onEvent(command, i, true);
            if (executions != null) {
                log();
            }
        }
    }

    private void log() {
        for (int i = 0; i < events.size(); i++) {
            executions.append(events.event(i));
        }
        executions.commit();
    }

    Market market() {
        return market;
    }

    JournalWriter writer() {
        return writer;
    }

    SnapshotHandler handler() {
        return handler;
    }

    SnapshotFile snapshot() {
        return handler.request(2).join();
    }

    @Override
    public void close() {
        writer.close();
    }
}
