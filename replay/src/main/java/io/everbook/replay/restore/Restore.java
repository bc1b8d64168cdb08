package io.everbook.replay.restore;

import io.everbook.core.command.Command;
import io.everbook.core.event.EventBatch;
import io.everbook.core.event.EventType;
import io.everbook.core.matching.Market;
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
import io.everbook.replay.timeline.BookComparison;
import io.everbook.replay.timeline.OrderDifference;
import io.everbook.snapshot.SnapshotCatalog;
import io.everbook.snapshot.SnapshotException;
import io.everbook.snapshot.SnapshotFile;
import io.everbook.snapshot.SnapshotHandler;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Restores one symbol to what it was after a command: replays its journal from the oldest state there is, writes the
 * same commands with the proofs that the replay arrives at, takes the whole snapshots of that time, and reads all of it
 * back. The executions log is not taken, since the first start makes it anew of the same commands. For one thread.
 */
public final class Restore {

    private static final int BATCH = 1024;
    private static final int LEVELS = 1_000;

    private final Storage from;
    private final String symbol;
    private final long through;
    private final ProgressListener progress;
    private final TreeMap<Long, List<SnapshotFile>> snapshots = new TreeMap<>();
    private final List<String> unusable = new ArrayList<>();
    private final List<String> taken = new ArrayList<>();

    private Restore(Storage from, String symbol, long through, ProgressListener progress) {
        this.from = ArchiveView.of(from);
        this.symbol = symbol;
        this.through = through;
        this.progress = progress;
    }

    /**
     * Restores one symbol.
     *
     * @param from the data directory, an archive or a backup; only read
     * @param symbol the symbol
     * @param through the last command to take, from 1
     * @param into the new data directory, which knows nothing of the symbol; null to write nothing
     * @param progress is told how many commands are done, writing and reading back
     * @return what was taken
     * @throws ReplayException where the state after this command cannot be rebuilt, or the journal ends before it
     * @throws JournalException where the journal is damaged before it, a proof on the way differs, or a device refuses
     */
    public static RestoreReport run(
            Storage from, String symbol, long through, Storage into, ProgressListener progress) {
        return new Restore(from, symbol, through, progress).run(into);
    }

    /**
     * Compares the state after a command with the last one.
     *
     * @param from the data directory, an archive or a backup; only read
     * @param symbol the symbol
     * @param through the command
     * @param listener is given each open order that differs, the restored state's as the original
     * @param progress is told how many commands are done
     * @return what is lost by going back there
     * @throws ReplayException as {@link #run} does
     */
    public static RestoreDifference difference(
            Storage from, String symbol, long through, Consumer<OrderDifference> listener, ProgressListener progress) {
        return new Restore(from, symbol, through, progress).difference(listener);
    }

    /**
     * Checks that a symbol can be restored to a command, without reading the journal.
     *
     * @param from the data directory, an archive or a backup; only read
     * @param symbol the symbol
     * @param through the last command to take
     * @throws ReplayException as {@link #run} does
     */
    public static void requireReachable(Storage from, String symbol, long through) {
        try (ReplaySession session = ReplaySession.openForward(from, symbol)) {
            new Restore(from, symbol, through, ProgressListener.NONE).requireWithin(session);
        }
    }

    private RestoreReport run(Storage into) {
        try (ReplaySession session = ReplaySession.openForward(from, symbol)) {
            requireWithin(session);
            findSnapshots(session.firstSequence());
            long first = session.firstSequence() + 1;
            try {
                if (into == null) {
                    replay(session, null, null);
                } else {
                    JournalTail nothing = JournalTail.empty(first);
                    try (JournalWriter writer =
                            JournalWriter.open(into, session.instrument(), nothing, JournalOptions.DEFAULT)) {
                        replay(session, writer, into);
                    }
                    NewDirectory.readBack(
                            into,
                            session.instrument(),
                            through,
                            session.digest(),
                            (done, total) -> progress.progress(through - first + 1 + done, 2 * (through - first + 1)));
                }
            } catch (IOException e) {
                throw NewDirectory.unwritable(into, e);
            }
            return new RestoreReport(
                    session.instrument(),
                    first,
                    through,
                    session.timestampNanos(),
                    session.market().view(LEVELS),
                    List.copyOf(taken),
                    List.copyOf(unusable));
        }
    }

    private void requireWithin(ReplaySession session) {
        if (through < Math.max(1, session.firstSequence())) {
            throw new ReplayException(
                    ReplayException.Code.BEFORE_BEGINNING,
                    "this lies before the oldest state that can be rebuilt here: sequence=" + through + " first="
                            + Math.max(1, session.firstSequence()));
        }
        if (through > session.lastSequence()) {
            throw new ReplayException(
                    ReplayException.Code.BEYOND_END,
                    "the journal ends before this command: sequence=" + through + " last=" + session.lastSequence());
        }
    }

    private void replay(ReplaySession session, JournalWriter writer, Storage into) throws IOException {
        long first = session.firstSequence();
        takeSnapshots(session, into);
        while (session.sequence() < through) {
            if (session.step(1) == 0) {
                // Whole when it was counted: it is being compacted, or damaged, and this tells which.
                session.goTo(session.sequence() + 1);
            }
            long sequence = session.sequence();
            if (writer != null) {
                write(session, writer);
            }
            takeSnapshots(session, into);
            if ((sequence - first) % BATCH == 0) {
                // What is written is read back as well.
                progress.progress(sequence - first, (writer == null ? 1 : 2) * (through - first));
            }
        }
    }

    private void write(ReplaySession session, JournalWriter writer) {
        long sequence = session.sequence();
        writer.append(session.command());
        boolean proof = sequence % SnapshotHandler.CHECKPOINT_INTERVAL == 0 || sequence == through;
        if (proof || sequence % BATCH == 0) {
            writer.commit();
        }
        if (proof) {
            writer.offerCheckpoint(sequence, session.digest());
        }
    }

    /** The snapshots that the new journal can go on from, whole ones. */
    private void findSnapshots(long first) {
        SnapshotCatalog catalog = new SnapshotCatalog(from, symbol);
        for (SnapshotFile file : catalog.files()) {
            if (!file.readable()) {
                unusable.add(file.file());
            } else if (file.sequence() >= first && file.sequence() <= through) {
                try {
                    catalog.verify(file);
                    snapshots
                            .computeIfAbsent(file.sequence(), at -> new ArrayList<>())
                            .add(file);
                } catch (SnapshotException damaged) {
                    unusable.add(file.file());
                }
            }
        }
    }

    private void takeSnapshots(ReplaySession session, Storage into) throws IOException {
        long sequence = session.sequence();
        for (SnapshotFile file : snapshots.getOrDefault(sequence, List.of())) {
            if (file.digest() != session.digest()) {
                throw new JournalException(
                        Code.CHECKPOINT_MISMATCH,
                        file.file(),
                        JournalException.NONE,
                        sequence,
                        "the replay does not arrive at what this snapshot holds; find out why with journal verify, and"
                                + " restore with the version that wrote the journal: snapshot="
                                + Long.toHexString(file.digest()) + " replayed=" + Long.toHexString(session.digest()));
            }
            if (into != null) {
                NewDirectory.copy(from, file.file(), into, file.file());
            }
            taken.add(file.file());
        }
    }

    private RestoreDifference difference(Consumer<OrderDifference> listener) {
        Market then;
        long last;
        try (ReplaySession session = ReplaySession.openForward(from, symbol)) {
            requireWithin(session);
            last = session.lastSequence();
            session.goTo(through, progress);
            then = session.market();
        }
        Market now = new Market(then.instrument());
        then.visit(now.restorer());
        Behind behind = new Behind();
        String fault = null;
        try (JournalReplay replay = new JournalReplay(from, now)) {
            replay.run(Long.MAX_VALUE, (command, events) -> {
                behind.add(command, events);
                if (behind.commands % BATCH == 0) {
                    progress.progress(now.sequence(), last);
                }
            });
            replay.tail();
        } catch (JournalException damage) {
            fault = damage.getMessage();
        }
        long orders = BookComparison.compare(then, now, id -> id, listener);
        return new RestoreDifference(
                now.sequence(),
                behind.timestampNanos,
                behind.commands,
                behind.participants.size(),
                now.lastTradeId() - then.lastTradeId(),
                orders,
                now.view(LEVELS),
                fault);
    }

    /** Counts what is behind the restored state. */
    private static final class Behind {

        private final Set<Integer> participants = new HashSet<>();
        private long commands;
        private long timestampNanos;

        void add(Command command, EventBatch events) {
            commands++;
            timestampNanos = command.timestampNanos();
            if (command.participantId() > 0 && events.event(0).type() != EventType.PARTICIPANT_STATE_CHANGED) {
                participants.add(command.participantId());
            }
        }
    }
}
