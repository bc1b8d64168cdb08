package io.everbook.replay;

import io.everbook.core.instrument.Instrument;
import io.everbook.core.matching.Market;
import io.everbook.journal.JournalCatalog;
import io.everbook.journal.JournalException;
import io.everbook.journal.JournalReader;
import io.everbook.journal.JournalTail;
import io.everbook.journal.storage.Storage;
import io.everbook.snapshot.SnapshotCatalog;
import io.everbook.snapshot.SnapshotException;
import io.everbook.snapshot.SnapshotFile;
import io.everbook.snapshot.SnapshotLoadListener;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings one symbol back at boot: the newest snapshot that is whole, then every command after it, then the
 * classification of the journal's end. It arrives at exactly the state that was acknowledged, or says what is wrong.
 */
public final class Recovery {

    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);
    private static final long PROGRESS_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int COMMANDS_BETWEEN_CLOCKS = 1024;

    private final Storage storage;
    private final String symbol;
    private final RecoveryListener listener;
    private final LongSupplier nanoClock;
    private final SnapshotCatalog snapshots;
    private final Map<SnapshotFile, SnapshotException> rejected = new LinkedHashMap<>();
    private final ExecutionsSettings executionsSettings;
    private ExecutionsRecovery executions;
    private SnapshotFile loaded;

    Recovery(
            Storage storage,
            String symbol,
            RecoveryListener listener,
            LongSupplier nanoClock,
            ExecutionsSettings executionsSettings) {
        this.executionsSettings = executionsSettings;
        this.storage = storage;
        this.symbol = symbol;
        this.listener = listener;
        this.nanoClock = nanoClock;
        snapshots = new SnapshotCatalog(storage, symbol);
    }

    /**
     * Recovers a market, or makes an empty one where the data directory knows nothing of it.
     *
     * @param storage the data directory, which nobody writes meanwhile
     * @param defined how the instrument is defined; null to take what the data directory says
     * @param symbol its symbol
     * @param listener is told how it goes
     * @return the market
     * @throws JournalException where the journal is damaged, has a hole, is of another version or definition, or ends
     *     before the snapshot
     * @throws SnapshotException where a snapshot is of a newer version, or the device refuses
     * @throws IllegalArgumentException where neither the caller nor the data directory defines the instrument
     */
    public static RecoveredMarket recover(
            Storage storage, Instrument defined, String symbol, RecoveryListener listener) {
        return new Recovery(storage, symbol, listener, System::nanoTime, null).recover(defined);
    }

    /**
     * Recovers a market, and brings its executions log to the same command. What is wrong with that log is told to
     * both listeners and never keeps the market from being recovered.
     *
     * @param storage the data directory, which nobody writes meanwhile
     * @param defined how the instrument is defined; null to take what the data directory says
     * @param symbol its symbol
     * @param listener is told how it goes
     * @param executionsSettings how the executions log is opened
     * @return the market, with the writer of the log
     * @throws JournalException as {@link #recover(Storage, Instrument, String, RecoveryListener)} does
     * @throws SnapshotException likewise
     * @throws IllegalArgumentException likewise
     */
    public static RecoveredMarket recover(
            Storage storage,
            Instrument defined,
            String symbol,
            RecoveryListener listener,
            ExecutionsSettings executionsSettings) {
        return new Recovery(storage, symbol, listener, System::nanoTime, executionsSettings).recover(defined);
    }

    RecoveredMarket recover(Instrument defined) {
        long startNanos = nanoClock.getAsLong();
        LOG.info("Initializing persistence for {}", symbol);
        int unfinished = snapshots.removeUnfinished();
        if (unfinished > 0) {
            LOG.warn("Deleted {} unfinished snapshots of {}", unfinished, symbol);
        }
        Market market = start(defined);
        long loadedNanos = nanoClock.getAsLong();
        try (JournalReplay replay = open(market)) {
            long total = JournalReader.countAfter(storage, symbol, market.sequence());
            if (executionsSettings != null) {
                executions = new ExecutionsRecovery(storage, market.instrument(), executionsSettings, listener);
                executions.begin(market.sequence(), tail -> ProvenEnd.require(rejected, tail));
            }
            replay(replay, total);
            JournalTail tail = tail(replay);
            setAsideDamaged();
            LOG.info("Recovery completed successfully");
            long endNanos = nanoClock.getAsLong();
            RecoveredMarket recovered = new RecoveredMarket(
                    market,
                    tail,
                    loaded == null ? 0 : loaded.epochMillis(),
                    replay.replayed(),
                    loadedNanos - startNanos,
                    endNanos - startNanos,
                    executions == null ? null : executions.end());
            listener.recovered(symbol, recovered);
            return recovered;
        } catch (RuntimeException | Error failure) {
            if (executions != null) {
                executions.abandon();
            }
            throw failure;
        }
    }

    /** {@return the market of the newest whole snapshot, else an empty one, defined as everybody says it is} */
    private Market start(Instrument defined) {
        Instrument journaled = JournalCatalog.instrument(storage, symbol);
        requireSame(journaled, defined, "the configuration");
        Market market = snapshots.loadNewest(new Loading());
        if (journaled == null && (market != null || !rejected.isEmpty())) {
            throw hole(
                    market == null ? 1 : market.sequence() + 1,
                    "the journal is missing although there are snapshots",
                    null);
        }
        if (market != null) {
            requireSame(journaled, market.instrument(), loaded.file());
            return market;
        }
        Instrument instrument = journaled == null ? defined : journaled;
        if (instrument == null) {
            throw new IllegalArgumentException(
                    "the data directory knows no such instrument; define its tick and lot: symbol=" + symbol);
        }
        return new Market(instrument);
    }

    private void requireSame(Instrument journaled, Instrument other, String otherPlace) {
        if (journaled != null && other != null && !journaled.equals(other)) {
            throw new JournalException(
                    JournalException.Code.DEFINITION_MISMATCH,
                    journalFile(),
                    JournalException.NONE,
                    JournalException.NONE,
                    "the journal and " + otherPlace
                            + " define the instrument differently; use the journal's definition, or"
                            + " another data directory: journal=" + journaled + " other=" + other);
        }
    }

    private JournalReplay open(Market market) {
        try {
            return new JournalReplay(storage, market);
        } catch (JournalException e) {
            if (e.code() != JournalException.Code.SEQUENCE_HOLE) {
                throw e;
            }
            throw hole(market.sequence() + 1, "the journal does not have the commands after the snapshot", e);
        }
    }

    private void replay(JournalReplay replay, long total) {
        LOG.info("Replaying {} journal entries", total);
        listener.progress(symbol, 0, total);
        long reportedNanos = nanoClock.getAsLong();
        int untimed = 0;
        while (replay.step()) {
            if (executions != null) {
                executions.replayed(replay.events());
            }
            if (++untimed == COMMANDS_BETWEEN_CLOCKS) {
                untimed = 0;
                long nowNanos = nanoClock.getAsLong();
                if (nowNanos - reportedNanos >= PROGRESS_NANOS) {
                    reportedNanos = nowNanos;
                    LOG.info("Replayed {} of {} journal entries of {}", replay.replayed(), total, symbol);
                    listener.progress(symbol, replay.replayed(), total);
                }
            }
        }
    }

    private JournalTail tail(JournalReplay replay) {
        JournalTail tail;
        try {
            tail = replay.tail();
        } catch (JournalException e) {
            throw e.code() == JournalException.Code.SEQUENCE_HOLE && loaded != null ? ahead(e) : e;
        }
        ProvenEnd.require(rejected, tail);
        if (tail.torn()) {
            LOG.warn(
                    "The journal of {} ends in an unfinished write, which is set aside: file={} offset={} bytes={}",
                    symbol,
                    tail.file(),
                    tail.endOffset(),
                    tail.tornBytes());
            listener.tornTail(symbol, tail);
        }
        return tail;
    }

    private JournalException ahead(JournalException end) {
        return new JournalException(
                JournalException.Code.SEQUENCE_HOLE,
                end.file(),
                end.offset(),
                end.sequence(),
                "the journal ends before its snapshot, so acknowledged commands are lost; restore the journal from a"
                        + " backup or a standby: snapshot=" + loaded.file() + " snapshotSequence=" + loaded.sequence(),
                end);
    }

    private JournalException hole(long sequence, String what, JournalException cause) {
        StringBuilder detail = new StringBuilder(what)
                .append("; restore it, or a whole snapshot, from a backup: firstMissing=")
                .append(sequence)
                .append(" snapshot=")
                .append(loaded == null ? "none" : loaded.file())
                .append(" unusableSnapshots=")
                .append(rejected.keySet().stream().map(SnapshotFile::file).toList());
        String file = cause == null ? journalFile() : cause.file();
        long offset = cause == null ? JournalException.NONE : cause.offset();
        return new JournalException(
                JournalException.Code.SEQUENCE_HOLE, file, offset, sequence, detail.toString(), cause);
    }

    private String journalFile() {
        return "journals/" + symbol + ".journal";
    }

    private void setAsideDamaged() {
        rejected.forEach((snapshot, fault) -> {
            if (fault.code() != SnapshotException.Code.UNREADABLE) {
                try {
                    LOG.warn("Snapshot {} was set aside as {}", snapshot.file(), snapshots.setAside(snapshot));
                } catch (SnapshotException e) {
                    LOG.warn("Snapshot {} could not be set aside: {}", snapshot.file(), e.getMessage());
                }
            }
        });
    }

    /** Remembers and logs which snapshots are used. */
    private final class Loading implements SnapshotLoadListener {

        @Override
        public void loading(SnapshotFile snapshot) {
            loaded = snapshot;
            LOG.info("Loading latest snapshot from {}", snapshot.epochMillis());
        }

        @Override
        public void rejected(SnapshotFile snapshot, SnapshotException fault) {
            loaded = null;
            rejected.put(snapshot, fault);
            LOG.warn("Snapshot {} cannot be used, trying the next older: {}", snapshot.file(), fault.getMessage());
            listener.snapshotRejected(symbol, snapshot, fault);
        }
    }
}
