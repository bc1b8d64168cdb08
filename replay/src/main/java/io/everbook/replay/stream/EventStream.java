package io.everbook.replay.stream;

import io.everbook.core.command.Command;
import io.everbook.core.event.EventBatch;
import io.everbook.core.instrument.Instrument;
import io.everbook.core.matching.Market;
import io.everbook.journal.JournalCatalog;
import io.everbook.journal.JournalException;
import io.everbook.journal.JournalReader;
import io.everbook.journal.JournalSegment;
import io.everbook.journal.JournalTimes;
import io.everbook.journal.SequenceRange;
import io.everbook.journal.storage.Storage;
import io.everbook.replay.JournalReplay;
import io.everbook.replay.ProgressListener;
import io.everbook.replay.ReplayStart;
import io.everbook.replay.session.StopCondition;
import java.util.List;

/**
 * The events of one symbol, made anew by replaying its journal: exactly those that the living engine gave, whether an
 * executions log kept them or not. The replay starts at the newest snapshot before the first event that is wanted. For
 * one thread, which must not be interrupted.
 */
public final class EventStream implements AutoCloseable {

    /** The last command of a journal of which damage hides the end. */
    public static final long UNKNOWN = Long.MAX_VALUE;

    private static final long STAMPS_APART_NANOS = 10_000_000_000L;
    private static final int COMMANDS_BETWEEN_REPORTS = 4096;

    private final StreamFilter filter;
    private final long journalFrom;
    private final long lastSequence;
    private final JournalReplay replay;

    private EventStream(StreamFilter filter, long journalFrom, long lastSequence, JournalReplay replay) {
        this.filter = filter;
        this.journalFrom = journalFrom;
        this.lastSequence = lastSequence;
        this.replay = replay;
    }

    /**
     * Opens the stream and finds where its replay can start.
     *
     * @param storage a data directory or a segment file; only read; stays the caller's
     * @param symbol the symbol
     * @param filter which events are wanted
     * @param checked whether a checkpoint that is not what the replay arrives at ends the stream
     * @return the stream; closed by the caller
     * @throws JournalException where the journal is damaged or cannot be read
     * @throws IllegalArgumentException where there is no journal
     */
    public static EventStream open(Storage storage, String symbol, StreamFilter filter, boolean checked) {
        Instrument instrument = JournalCatalog.instrument(storage, symbol);
        if (instrument == null) {
            throw new IllegalArgumentException("there is no journal: symbol=" + symbol);
        }
        List<JournalSegment> segments = JournalCatalog.segments(storage, symbol);
        long journalFrom = segments.get(0).firstSequence();
        long last = last(storage, symbol, journalFrom);
        long first = first(storage, symbol, filter, journalFrom);
        Market market = ReplayStart.before(storage, instrument, new SequenceRange(first, Long.MAX_VALUE));
        if (market == null || market.sequence() > last) {
            return new EventStream(filter, journalFrom, last, null);
        }
        JournalReplay replay = checked ? new JournalReplay(storage, market) : JournalReplay.unchecked(storage, market);
        return new EventStream(filter, journalFrom, last, replay);
    }

    private static long last(Storage storage, String symbol, long journalFrom) {
        try {
            return journalFrom - 1 + JournalReader.countAfter(storage, symbol, journalFrom - 1);
        } catch (JournalException damage) {
            // The stream goes up to the damage, and names it there.
            return UNKNOWN;
        }
    }

    /** Finds the first command that can have an event which is wanted, without replaying. */
    private static long first(Storage storage, String symbol, StreamFilter filter, long journalFrom) {
        long first = Math.max(filter.fromSequence(), Math.max(filter.orderId(), journalFrom));
        if (filter.sinceNanos() == Long.MIN_VALUE) {
            return first;
        }
        // By halving to somewhat before, since neighbours may be stamped in another order.
        long near = JournalTimes.lastUpTo(storage, symbol, filter.sinceNanos() - STAMPS_APART_NANOS) + 1;
        Command command = new Command();
        try (JournalReader reader = JournalReader.seek(storage, symbol, Math.max(first, near))) {
            JournalReader.Entry entry = reader.next(command);
            while (entry != JournalReader.Entry.END) {
                if (entry == JournalReader.Entry.COMMAND && command.timestampNanos() >= filter.sinceNanos()) {
                    return command.sequence();
                }
                entry = reader.next(command);
            }
            return reader.nextSequence();
        }
    }

    /** {@return whether any event can be made anew: where not, nothing holds the state before the journal begins} */
    public boolean canReplay() {
        return replay != null;
    }

    /** {@return the first command of the journal, whether its events can be made anew or not} */
    public long journalFrom() {
        return journalFrom;
    }

    /** {@return the first command whose events this stream can make anew; {@link #UNKNOWN} where there is none} */
    public long firstSequence() {
        return replay == null ? UNKNOWN : replay.market().sequence() - replay.replayed() + 1;
    }

    /** {@return the last whole command of the journal when it was opened; {@link #UNKNOWN} where it is damaged} */
    public long lastSequence() {
        return lastSequence;
    }

    /** {@return what is traded} */
    public Instrument instrument() {
        return replay.market().instrument();
    }

    /**
     * Applies the next command, whether the filter shows its events or not; an alternative to {@link #run}.
     *
     * @return its events, used again for the next; null at the end of the journal
     * @throws JournalException where the journal is damaged, or a checkpoint differs and the stream is checked
     */
    public EventBatch step() {
        return replay.step() ? replay.events() : null;
    }

    /** {@return the market behind the last command applied; only to be looked at} */
    public Market market() {
        return replay.market();
    }

    /** {@return the last command applied; used again for the next} */
    public Command command() {
        return replay.command();
    }

    /**
     * Replays to the end of what is wanted.
     *
     * @param listener sees each event that the filter shows
     * @param progress is told how many commands are done, and how many there are
     * @return how many events were shown
     * @throws JournalException where the journal is damaged, or a checkpoint differs and the stream is checked;
     *     everything before has been shown
     */
    public long run(EventListener listener, ProgressListener progress) {
        return run((command, events, market) -> true, listener, progress);
    }

    /**
     * Replays to the end of what is wanted, and shows the events of some commands.
     *
     * @param where which commands' events are shown: asked after each command
     * @param listener sees each event that the filter shows
     * @param progress is told how many commands are done, and how many there are
     * @return how many events were shown
     * @throws JournalException as {@link #run(EventListener, ProgressListener)} does
     */
    public long run(StopCondition where, EventListener listener, ProgressListener progress) {
        where.begin(replay.market());
        long start = replay.market().sequence();
        long to = Math.min(filter.toSequence(), lastSequence);
        long shown = 0;
        while (replay.market().sequence() < filter.toSequence() && replay.step()) {
            if (where.isMet(replay.command(), replay.events(), replay.market())) {
                shown += show(replay.events(), listener);
            }
            if (replay.replayed() % COMMANDS_BETWEEN_REPORTS == 0) {
                progress.progress(replay.market().sequence() - start, to == UNKNOWN ? 0 : to - start);
            }
        }
        if (replay.market().sequence() < filter.toSequence()) {
            requireWhole();
        }
        return shown;
    }

    private long show(EventBatch events, EventListener listener) {
        long shown = 0;
        for (int i = 0; i < events.size(); i++) {
            if (filter.shows(events.event(i))) {
                listener.onEvent(events.event(i));
                shown++;
            }
        }
        return shown;
    }

    /**
     * Refuses a journal that ends in damage, to be called at its end.
     *
     * @throws JournalException where bytes that were forced follow the last whole frame
     */
    public void requireWhole() {
        replay.tail();
    }

    @Override
    public void close() {
        if (replay != null) {
            replay.close();
        }
    }
}
