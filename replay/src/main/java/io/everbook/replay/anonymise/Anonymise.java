package io.everbook.replay.anonymise;

import io.everbook.core.command.Command;
import io.everbook.core.event.EventBatch;
import io.everbook.core.event.EventType;
import io.everbook.core.event.ExecutionEvent;
import io.everbook.core.event.RejectReason;
import io.everbook.core.instrument.Instrument;
import io.everbook.core.matching.Market;
import io.everbook.journal.EventComparison;
import io.everbook.journal.JournalException;
import io.everbook.journal.JournalException.Code;
import io.everbook.journal.JournalOptions;
import io.everbook.journal.JournalTail;
import io.everbook.journal.JournalWriter;
import io.everbook.journal.storage.Storage;
import io.everbook.replay.JournalReplay;
import io.everbook.replay.NewDirectory;
import io.everbook.replay.ProgressListener;
import io.everbook.replay.session.ArchiveView;
import io.everbook.replay.session.ReplayException;
import io.everbook.replay.session.ReplaySession;
import io.everbook.snapshot.SnapshotCatalog;
import io.everbook.snapshot.SnapshotFile;
import io.everbook.snapshot.SnapshotHandler;
import java.util.Comparator;

/**
 * Writes one symbol's journal again under other names. It applies each command to two markets, the original and the
 * anonymised one, and holds what comes of it against each other, event by event; checkpoints are made anew, and a
 * journal whose beginning has gone begins at a snapshot made anew. The executions log is not written. For one thread.
 */
public final class Anonymise {

    /** It is surveyed, written and read back. */
    static final int PASSES = 3;

    private static final int BATCH = 1024;

    private final Storage from;
    private final Storage into;
    private final ProgressListener progress;
    private final Market original;
    private final Market renamed;
    private final Remapping remapping;
    private final long first;
    private final long last;
    private final Command command = new Command();
    private final EventBatch events = new EventBatch();
    private final ExecutionEvent expected = new ExecutionEvent();
    private final EventComparison comparison = new EventComparison();
    private long notionalRefusals;

    private Anonymise(
            Storage source, String symbol, AnonymiseOptions options, Storage into, ProgressListener progress) {
        from = ArchiveView.of(source);
        this.into = into;
        this.progress = progress;
        try (ReplaySession session = ReplaySession.openForward(from, symbol)) {
            original = session.market();
            last = session.lastSequence();
        }
        first = original.sequence() + 1;
        Instrument instrument = original.instrument();
        remapping = new Remapping(options, instrument, Survey.of(from, original, last, progress));
        renamed = new Market(instrument);
        if (first > 1) {
            original.visit(new RemappedState(remapping, renamed.restorer()));
        }
    }

    /**
     * Anonymises one symbol.
     *
     * @param source the data directory, an archive, a backup or one segment, which nobody writes; only read
     * @param symbol the symbol, whose name is kept
     * @param options how
     * @param into the new data directory, which knows nothing of the symbol
     * @param progress is told how far it is
     * @return what it came to
     * @throws ReplayException where there is no journal, or no state to begin with
     * @throws IllegalArgumentException where prices or times cannot be shifted
     * @throws JournalException where the journal is damaged or a device refuses
     */
    public static AnonymiseReport run(
            Storage source, String symbol, AnonymiseOptions options, Storage into, ProgressListener progress) {
        return new Anonymise(source, symbol, options, into, progress).run(symbol);
    }

    private AnonymiseReport run(String symbol) {
        if (first > 1) {
            new SnapshotCatalog(into, symbol).write(renamed, snapshotMillis(symbol));
        }
        Instrument instrument = original.instrument();
        boolean torn;
        try (JournalReplay replay = new JournalReplay(from, original);
                JournalWriter writer =
                        JournalWriter.open(into, instrument, JournalTail.empty(first), JournalOptions.DEFAULT)) {
            while (replay.step()) {
                write(replay.command(), replay.events(), writer);
                if (original.sequence() % BATCH == 0) {
                    progress.progress(last + original.sequence(), PASSES * last);
                }
            }
            torn = replay.tail().torn();
            writer.commit();
            if (renamed.sequence() >= first) {
                writer.offerCheckpoint(renamed.sequence(), renamed.digest());
            }
        }
        NewDirectory.readBack(
                into,
                instrument,
                renamed.sequence(),
                renamed.digest(),
                (done, total) -> progress.progress(2 * last + done, PASSES * last));
        return new AnonymiseReport(
                instrument,
                first,
                renamed.sequence(),
                torn,
                remapping.participants(),
                remapping.memos(),
                notionalRefusals,
                renamed.lastTradeId(),
                renamed.digest());
    }

    private void write(Command given, EventBatch outcome, JournalWriter writer) {
        command.copyFrom(given);
        remapping.command(command);
        if (remapping.shiftsPrices() && isOverNotional(outcome)) {
            command.refusal(RejectReason.NOTIONAL_OVER_LIMIT);
            notionalRefusals++;
        }
        writer.append(command);
        renamed.apply(command, events);
        requireSame(given, outcome);
        long sequence = renamed.sequence();
        boolean proof = sequence % SnapshotHandler.CHECKPOINT_INTERVAL == 0;
        if (proof || sequence % BATCH == 0) {
            writer.commit();
        }
        if (proof) {
            writer.offerCheckpoint(sequence, renamed.digest());
        }
    }

    /** A product of price and quantity cannot be kept; that it was too much can. */
    private static boolean isOverNotional(EventBatch outcome) {
        ExecutionEvent event = outcome.event(0);
        return event.type() == EventType.REJECTED && event.rejectReason() == RejectReason.NOTIONAL_OVER_LIMIT;
    }

    private void requireSame(Command given, EventBatch outcome) {
        boolean same = outcome.size() == events.size();
        for (int i = 0; same && i < events.size(); i++) {
            expected.copyFrom(outcome.event(i));
            remapping.event(expected, given.participantId());
            same = comparison.equal(expected, events.event(i));
        }
        if (!same) {
            throw new JournalException(
                    Code.CHECKPOINT_MISMATCH,
                    into.describe(""),
                    JournalException.NONE,
                    given.sequence(),
                    "something else would come of this command in the anonymised journal, so it is not made; report"
                            + " this, and leave prices and times as they are: command=" + given.type());
        }
    }

    private long snapshotMillis(String symbol) {
        long nanosPerMilli = 1_000_000;
        long millis = new SnapshotCatalog(from, symbol)
                .files().stream()
                        .filter(file -> file.sequence() == first - 1)
                        .map(SnapshotFile::epochMillis)
                        .max(Comparator.naturalOrder())
                        .orElse(0L);
        return Math.max(
                1, remapping.time(Math.min(millis, Long.MAX_VALUE / nanosPerMilli) * nanosPerMilli) / nanosPerMilli);
    }
}
