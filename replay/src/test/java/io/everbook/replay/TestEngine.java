package io.everbook.replay;

import io.everbook.core.command.Command;
import io.everbook.core.event.EventBatch;
import io.everbook.core.event.EventType;
import io.everbook.core.instrument.DecimalUnit;
import io.everbook.core.instrument.Instrument;
import io.everbook.core.matching.Market;
import io.everbook.journal.ExecutionsListener;
import io.everbook.journal.ExecutionsWriter;
import io.everbook.journal.JournalOptions;
import io.everbook.journal.JournalWriter;
import io.everbook.journal.storage.FileStorage;
import io.everbook.snapshot.SnapshotCatalog;
import io.everbook.snapshot.SnapshotFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** An engine of one market without rings: recovers, journals and applies commands on the test's thread. */
final class TestEngine implements AutoCloseable {

    static final Instrument BTC_USD =
            new Instrument("BTC-USD", DecimalUnit.of("0.01"), DecimalUnit.of("0.00000001"), 100_000);
    static final JournalOptions SMALL_SEGMENTS = new JournalOptions(8 << 10, 0, 1 << 10);

    private final FileStorage storage;
    private final RecoveredMarket recovered;
    private final JournalWriter writer;
    private final OrderFlow flow = new OrderFlow(11);
    private final Command command = new Command();
    private final EventBatch events = new EventBatch();
    private long laterNanos;
    private final List<Long> acceptedOrderIds = new ArrayList<>();

    private TestEngine(
            Path directory, JournalOptions options, ExecutionsSettings executions, RecoveryListener listener) {
        storage = new FileStorage(directory);
        try {
            recovered = executions == null
                    ? Recovery.recover(storage, BTC_USD, "BTC-USD", listener)
                    : Recovery.recover(storage, BTC_USD, "BTC-USD", listener, executions);
            writer = JournalWriter.open(storage, BTC_USD, recovered.tail(), options);
        } catch (RuntimeException e) {
            release();
            throw e;
        }
        for (long sequence = 1; sequence <= recovered.market().sequence(); sequence++) {
            flow.next(command, sequence);
        }
    }

    static TestEngine start(Path directory) {
        return start(directory, SMALL_SEGMENTS);
    }

    /** An engine that logs events. */
    static TestEngine logging(Path directory) {
        return logging(directory, RecoveryListener.NONE);
    }

    static TestEngine logging(Path directory, RecoveryListener listener) {
        return new TestEngine(
                directory, SMALL_SEGMENTS, new ExecutionsSettings(SMALL_SEGMENTS, ExecutionsListener.NONE), listener);
    }

    static TestEngine start(Path directory, JournalOptions options) {
        return new TestEngine(directory, options, null, RecoveryListener.NONE);
    }

    /** An engine that logs events, with segments of any size. */
    static TestEngine start(Path directory, JournalOptions options, ExecutionsSettings executions) {
        return new TestEngine(directory, options, executions, RecoveryListener.NONE);
    }

    /** The market after so many commands of the same flow, made without any file. */
    static Market uninterrupted(long commands) {
        Market market = new Market(BTC_USD);
        OrderFlow flow = new OrderFlow(11);
        Command command = new Command();
        EventBatch events = new EventBatch();
        for (long sequence = 1; sequence <= commands; sequence++) {
            market.apply(flow.next(command, sequence), events);
        }
        return market;
    }

    /** Passes over commands of the flow, so that the next ones are others than usual. */
    TestEngine skip(int commands) {
        for (int i = 0; i < commands; i++) {
            flow.next(command, 1);
        }
        return this;
    }

    /** Lets a second pass, so that the next commands are others than they would have been. */
    TestEngine later() {
        laterNanos += 1_000_000_000;
        return this;
    }

    TestEngine run(int commands) {
        for (int i = 0; i < commands; i++) {
            flow.next(command, writer.nextSequence());
            writer.append(command.timestampNanos(command.timestampNanos() + laterNanos));
            writer.commit();
            market().apply(command, events);
            log();
            if (events.event(0).type() == EventType.ACCEPTED) {
                acceptedOrderIds.add(events.event(0).orderId());
            }
        }
        return this;
    }

    private void log() {
        ExecutionsWriter executions = recovered.executions();
        if (executions != null) {
            for (int i = 0; i < events.size(); i++) {
                executions.append(events.event(i));
            }
            executions.commit();
        }
    }

    Market market() {
        return recovered.market();
    }

    RecoveredMarket recovered() {
        return recovered;
    }

    JournalWriter writer() {
        return writer;
    }

    List<Long> acceptedOrderIds() {
        return acceptedOrderIds;
    }

    SnapshotFile snapshot(long epochMillis) {
        writer.force();
        if (recovered.executions() != null) {
            recovered.executions().force();
        }
        return new SnapshotCatalog(storage, "BTC-USD").write(market(), epochMillis);
    }

    FileStorage storage() {
        return storage;
    }

    /** Ends without closing the journal, as a crash would. */
    void crash() {
        release();
    }

    @Override
    public void close() {
        writer.close();
        if (recovered.executions() != null) {
            recovered.executions().close();
        }
        release();
    }

    private void release() {
        try {
            storage.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
