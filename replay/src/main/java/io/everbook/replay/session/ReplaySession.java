package io.everbook.replay.session;

import io.everbook.core.command.Command;
import io.everbook.core.event.EventBatch;
import io.everbook.core.instrument.Instrument;
import io.everbook.core.matching.Market;
import io.everbook.journal.JournalException;
import io.everbook.journal.JournalReader;
import io.everbook.journal.JournalTimes;
import io.everbook.journal.storage.Storage;
import io.everbook.replay.JournalReplay;
import io.everbook.replay.ProgressListener;
import io.everbook.replay.session.BaseStates.Base;

/**
 * One symbol's past, to travel through: it stands after a command and goes from there to any other, forward by replay,
 * back by replay from a market kept near by, from a snapshot or from the beginning. Each checkpoint on the way is
 * compared. It reads a data directory that is written meanwhile or not, an archive, a copy, or a single segment, and
 * changes nothing there; the storage is read by a second thread as well, which ends when the session is closed. It is
 * not thread-safe, and its thread must not be interrupted.
 */
public final class ReplaySession implements AutoCloseable {

    private static final int COMMANDS_BETWEEN_REPORTS = 1 << 12;
    private static final long FIRST_WINDOW = Checkpoints.SPACING;

    private final Storage storage;
    private final BaseStates bases;
    private final Checkpoints checkpoints;
    private final Trail trail;
    private final Ahead ahead;
    private Market market;
    private JournalReplay replay;
    private long replayed;

    private ReplaySession(Storage storage, BaseStates bases, Checkpoints checkpoints) {
        this.storage = storage;
        this.bases = bases;
        this.checkpoints = checkpoints;
        trail = new Trail(storage, checkpoints);
        ahead = new Ahead(storage, bases, checkpoints);
    }

    /**
     * Opens a symbol's past. The session stands at the first position that can be reached.
     *
     * @param storage a data directory, an archive, a backup, or one segment as a
     *     {@link io.everbook.journal.SegmentFile}; only read, and stays the caller's
     * @param symbol the symbol
     * @return the session; closed by the caller
     * @throws ReplayException where there is no journal, or no state to begin with: segments that do not begin with
     *     command 1 need a snapshot
     * @throws JournalException where the journal cannot be read
     */
    public static ReplaySession open(Storage storage, String symbol) {
        return open(storage, symbol, new Checkpoints());
    }

    /**
     * Opens a symbol's past for looks that go forward only: it keeps no markets, so that going back starts at a file.
     *
     * @param storage as for {@link #open(Storage, String)}
     * @param symbol the symbol
     * @return the session; closed by the caller
     */
    public static ReplaySession openForward(Storage storage, String symbol) {
        return open(storage, symbol, Checkpoints.none());
    }

    static ReplaySession open(Storage storage, String symbol, Checkpoints checkpoints) {
        ArchiveView view = ArchiveView.of(storage);
        return new ReplaySession(view, BaseStates.of(view, symbol), checkpoints);
    }

    /** {@return the instrument, as the newest segment defines it} */
    public Instrument instrument() {
        return bases.instrument();
    }

    /** {@return the first position that can be reached: 0 before command 1, else where the oldest snapshot stands} */
    public long firstSequence() {
        return bases.first();
    }

    /** {@return the sequence of the journal's last whole command, as far as it has been written now} */
    public long lastSequence() {
        bases.lookForTheEnd();
        return bases.last();
    }

    /**
     * {@return where a snapshot stands that is newer than the journal's last whole command, which has lost commands
     * then, up to there at least; 0 where there is none}
     */
    public long lostThrough() {
        bases.lookForTheEnd();
        return bases.lostThrough();
    }

    /**
     * Refuses a journal that does not end behind its last whole command but in damage: there were more commands.
     *
     * @throws JournalException where it is so, which says where
     */
    public void requireWholeEnd() {
        if (lastSequence() > bases.first()) {
            try (JournalReader reader = JournalReader.seek(storage, instrument().symbol(), bases.last())) {
                Command read = new Command();
                while (reader.next(read) != JournalReader.Entry.END) {
                    continue;
                }
                reader.tail();
            } catch (JournalException damage) {
                if (damage.sequence() > bases.last()) {
                    throw damage;
                }
            }
        }
    }

    /** {@return the last command that the state includes; 0 before the first} */
    public long sequence() {
        return market == null ? bases.first() : market.sequence();
    }

    /** {@return when that command was stamped, nanoseconds since the epoch; 0 where it is not known} */
    public long timestampNanos() {
        Command last = command();
        return last == null ? 0 : last.timestampNanos();
    }

    /**
     * {@return the last command, re-derived wherever the session came from; null at the first position, to which no
     * command led; used again for the next}
     */
    public Command command() {
        return replay == null || replay.replayed() == 0 ? null : replay.command();
    }

    /** {@return what came of the last command; empty where there is none; used again for the next} */
    public EventBatch events() {
        return command() == null ? new EventBatch() : replay.events();
    }

    /** {@return the market at this position; only to be read, and no longer after the session has moved} */
    public Market market() {
        if (market == null) {
            start(bases.first());
        }
        return market;
    }

    /** {@return the digest of all events up to this position} */
    public long digest() {
        return market().digest();
    }

    /**
     * Goes to a command, forward or back.
     *
     * @param sequence the last command that the state shall include
     * @throws ReplayException where it cannot be reached
     * @throws JournalException where the journal is damaged on the way, or a checkpoint differs, or the journal ends in
     *     damage before it; the session then stands at the last command that could be replayed
     */
    public void goTo(long sequence) {
        goTo(sequence, ProgressListener.NONE);
    }

    /**
     * Goes to a command, forward or back.
     *
     * @param sequence the last command that the state shall include
     * @param progress is told how many commands are replayed, of how many
     * @throws ReplayException as {@link #goTo(long)} does
     * @throws JournalException likewise
     */
    public void goTo(long sequence, ProgressListener progress) {
        requireReachable(sequence);
        long from = sequence();
        if (market != null && from == sequence) {
            return;
        }
        ahead.enter(sequence, progress);
        travel(sequence, progress);
        if (from > sequence) {
            trail.follow(sequence, from - sequence);
        }
        ahead.follow(market);
        if (Math.abs(from - sequence) > 2 * checkpoints.spacing()) {
            ahead.settle(sequence, progress);
        }
    }

    private void travel(long sequence, ProgressListener progress) {
        start(sequence);
        checkpoints.plan(market, sequence, ahead.floor(sequence));
        long from = market.sequence();
        while (market.sequence() < sequence) {
            try {
                if (!next(sequence)) {
                    throw endedBefore(sequence);
                }
            } catch (JournalException damage) {
                startBehind(damage, sequence);
            }
            report(progress, from, sequence);
        }
    }

    /**
     * Goes to a moment: after the last command before the first one that was stamped later. Stamps are taken where
     * commands enter the engine, so neighbours may differ by the time that two threads take to submit them.
     *
     * @param epochNanos the moment, nanoseconds since the epoch
     * @throws ReplayException where every command that can be replayed is later
     * @throws JournalException as {@link #goTo(long)} does
     */
    public void goToTime(long epochNanos) {
        goTo(sequenceAt(epochNanos));
    }

    /**
     * Finds the position of a moment, as {@link #goToTime(long)} goes there.
     *
     * @param epochNanos the moment, nanoseconds since the epoch
     * @return the last command before the first one that was stamped later
     * @throws ReplayException where every command that can be replayed is later
     * @throws JournalException where the journal cannot be read
     */
    public long sequenceAt(long epochNanos) {
        long sequence = JournalTimes.lastUpTo(storage, bases.instrument().symbol(), epochNanos);
        if (sequence <= bases.first()) {
            throw new ReplayException(
                    ReplayException.Code.BEFORE_BEGINNING,
                    "every command that can be replayed here is later: time=" + epochNanos + " first="
                            + (bases.first() + 1));
        }
        return sequence;
    }

    /**
     * Goes on or back by some commands, as far as there are any.
     *
     * @param commands how many; negative: back
     * @return how many it went, not negative
     * @throws JournalException as {@link #goTo(long)} does
     */
    public long step(long commands) {
        long from = sequence();
        if (commands < 0) {
            goTo(Math.max(bases.first(), from + commands));
            return from - sequence();
        }
        market();
        while (market.sequence() - from < commands && next(Long.MAX_VALUE)) {
            // The position is all that counts.
            continue;
        }
        if (commands > checkpoints.spacing()) {
            keepOneNearBy();
        }
        return market.sequence() - from;
    }

    /**
     * Goes forward until a condition is met, or to the end.
     *
     * @param condition asked after each command
     * @param progress is told how many commands are replayed, of how many
     * @return whether it was met: the session then stands after the command that met it
     * @throws JournalException as {@link #goTo(long)} does
     */
    public boolean runUntil(StopCondition condition, ProgressListener progress) {
        return runUntil(condition, Long.MAX_VALUE, progress);
    }

    /**
     * Goes forward until a condition is met, or to a command.
     *
     * @param condition asked after each command
     * @param through the last command to look at
     * @param progress is told how many commands are replayed, of how many
     * @return whether it was met
     * @throws JournalException as {@link #goTo(long)} does
     */
    public boolean runUntil(StopCondition condition, long through, ProgressListener progress) {
        long from = market().sequence();
        long end = Math.min(through, lastSequence());
        condition.begin(market);
        boolean met = false;
        while (!met && market.sequence() < through && next(Long.MAX_VALUE)) {
            met = condition.isMet(replay.command(), replay.events(), market);
            report(progress, from, end);
        }
        keepOneNearBy();
        ahead.follow(market);
        return met;
    }

    /**
     * Goes back to the newest command before this position that meets a condition. Where none does, the session stays
     * where it is.
     *
     * @param condition asked after each command, in windows that are replayed forward
     * @param progress is told how many commands are looked at, of how many
     * @return whether it was met: the session then stands after the command that met it
     * @throws JournalException as {@link #goTo(long)} does
     */
    public boolean runBackUntil(StopCondition condition, ProgressListener progress) {
        long from = sequence();
        long end = from - 1;
        long window = FIRST_WINDOW;
        while (end > bases.first()) {
            long start = Math.max(bases.first(), end - window);
            long looked = from - end;
            long found = lastMet(condition, start, end, () -> progress.progress(looked, from - bases.first()));
            if (found > 0) {
                goTo(found);
                return true;
            }
            progress.progress(from - start, from - bases.first());
            end = start;
            window *= 2;
        }
        goTo(from);
        return false;
    }

    /** {@return how many commands were replayed up to now, also those of which only the next steps have the use} */
    long replayed() {
        return replayed + trail.replayed();
    }

    /** Closes the journal. The storage stays open. */
    @Override
    public void close() {
        ahead.close();
        trail.close();
        closeReplay();
    }

    private void closeReplay() {
        if (replay != null) {
            replay.close();
        }
    }

    private long lastMet(StopCondition condition, long start, long end, Runnable underWay) {
        if (sequence() != start) {
            travel(start, (done, total) -> underWay.run());
        }
        condition.begin(market());
        checkpoints.plan(market, end, ahead.floor(end));
        long found = 0;
        while (market.sequence() < end && next(end)) {
            found = condition.isMet(replay.command(), replay.events(), market) ? market.sequence() : found;
            if (market.sequence() % COMMANDS_BETWEEN_REPORTS == 0) {
                underWay.run();
            }
        }
        return found;
    }

    /** Makes the market stand at a place from which a command can be replayed to. */
    private void start(long sequence) {
        Base base = bases.baseFor(sequence);
        long kept = checkpoints.before(sequence);
        boolean near = market != null && market.sequence() < sequence;
        long here = near ? market.sequence() : -1;
        long nearest = Math.max(kept, here);
        if (nearest >= 0 && sequence - nearest <= base.cost(sequence)) {
            if (nearest != here) {
                turnTo(checkpoints.at(kept, market));
            }
            return;
        }
        Market loaded = bases.load(base);
        if (loaded == null) {
            start(sequence);
            return;
        }
        checkpoints.keep(loaded);
        turnTo(loaded);
    }

    /** Where commands are damaged or missing, a snapshot behind them leads on to what comes after. */
    private void startBehind(JournalException damage, long sequence) {
        if (damage.code() == JournalException.Code.CHECKPOINT_MISMATCH) {
            throw damage;
        }
        Base base = bases.behind(market.sequence(), sequence);
        Market loaded = base == null ? null : bases.load(base);
        if (base == null) {
            throw damage;
        }
        if (loaded == null) {
            startBehind(damage, sequence);
            return;
        }
        turnTo(loaded);
    }

    private void turnTo(Market other) {
        closeReplay();
        replay = null;
        market = other;
    }

    private boolean next(long target) {
        if (replay == null) {
            replay = JournalReplay.seek(storage, market);
        }
        if (!replay.step()) {
            return false;
        }
        replayed++;
        if (target == Long.MAX_VALUE) {
            checkpoints.offer(market);
        } else if (market.sequence() < target) {
            checkpoints.offer(market, target - market.sequence());
        }
        return true;
    }

    /** After a run that nobody knew the end of, sees to it that a step back need not go far. */
    private void keepOneNearBy() {
        long target = market.sequence() - checkpoints.spacing();
        long kept = checkpoints.before(market.sequence());
        if (kept < 0 || kept >= target - checkpoints.spacing()) {
            return;
        }
        Market copy = checkpoints.at(kept, null);
        try (JournalReplay behind = JournalReplay.seek(storage, copy)) {
            replayed += behind.run(target, (command, events) -> {});
        }
        checkpoints.keep(copy);
    }

    private void report(ProgressListener progress, long from, long to) {
        long done = market.sequence() - from;
        if (done % COMMANDS_BETWEEN_REPORTS == 0) {
            progress.progress(done, to - from);
        }
    }

    private void requireReachable(long sequence) {
        if (sequence < bases.first()) {
            throw new ReplayException(
                    ReplayException.Code.BEFORE_BEGINNING,
                    "this lies before the oldest state that can be rebuilt here; older segments or snapshots may lie in"
                            + " an archive or a backup: sequence=" + sequence + " first=" + bases.first());
        }
        if (sequence > bases.last() && sequence > lastSequence()) {
            requireWholeEnd();
            throw new ReplayException(
                    ReplayException.Code.BEYOND_END,
                    "the journal ends before this command: sequence=" + sequence + " last=" + bases.last()
                            + (bases.lostThrough() == 0 ? "" : " lostThrough=" + bases.lostThrough()));
        }
    }

    /** The journal gave no further command although there was one: it is damaged there, or has lost its end. */
    private RuntimeException endedBefore(long sequence) {
        replay.tail();
        return new ReplayException(
                ReplayException.Code.BEYOND_END,
                "the journal ends before this command: sequence=" + sequence + " last=" + market.sequence());
    }
}
