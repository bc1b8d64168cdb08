package io.everbook.core.matching;

import static io.everbook.core.Invariant.require;

import io.everbook.core.book.BookView;
import io.everbook.core.book.BookWalk;
import io.everbook.core.book.OrderBook;
import io.everbook.core.book.Participants;
import io.everbook.core.command.Command;
import io.everbook.core.command.CommandType;
import io.everbook.core.command.InstrumentState;
import io.everbook.core.command.Limits;
import io.everbook.core.command.Side;
import io.everbook.core.event.Digest;
import io.everbook.core.event.EventBatch;
import io.everbook.core.event.EventType;
import io.everbook.core.event.RejectReason;
import io.everbook.core.instrument.Instrument;

/**
 * The market of one symbol: a state machine whose state is a pure function of the commands applied so far. Each command
 * yields at least one event; the digest covers them all, so two markets with the same digest at the same sequence
 * decided the same all the way. Not thread-safe: one thread at a time applies, visits or views.
 */
public final class Market {

    private final Instrument instrument;
    private final Participants participants = new Participants();
    private final OrderBook book = new OrderBook(participants);
    private final Limits limits = new Limits();
    private final Admission admission;
    private final OrderEntry orderEntry;
    private final OrderAmendment orderAmendment;
    private final Stops stops;
    private InstrumentState state = InstrumentState.OPEN;
    private final Tape tape = new Tape();
    private long timeNanos;
    private long sequence;
    private long digest = Digest.START;

    /**
     * Creates an empty, open market.
     *
     * @param instrument what is traded
     */
    public Market(Instrument instrument) {
        this.instrument = instrument;
        admission = new Admission(instrument, book, participants, limits);
        Matching matching = new Matching(book, participants, tape);
        orderEntry = new OrderEntry(book, admission, matching);
        OrderReplacement replacement = new OrderReplacement(book, admission, matching);
        orderAmendment = new OrderAmendment(book, participants, admission, replacement);
        stops = new Stops(book, matching, tape);
    }

    /** {@return what is traded here} */
    public Instrument instrument() {
        return instrument;
    }

    /** {@return the sequence of the last command applied; 0 before the first} */
    public long sequence() {
        return sequence;
    }

    /** {@return the digest of all events so far} */
    public long digest() {
        return digest;
    }

    /** {@return how many orders are open} */
    public int openOrderCount() {
        return book.openOrderCount();
    }

    /** {@return the id of the last trade; 0 before the first} */
    public long lastTradeId() {
        return tape.lastTradeId;
    }

    /**
     * Applies the next command.
     *
     * @param command a journaled command whose sequence follows the last one's; not kept
     * @param events cleared, then filled with what happened, at least one event
     * @throws io.everbook.core.InvariantViolation when the command is out of sequence or the engine is broken
     */
    public void apply(Command command, EventBatch events) {
        require(command.sequence() == sequence + 1, "commands are applied in sequence", command.sequence());
        events.clear();
        RejectReason reason = dispatch(command, events);
        if (reason == null) {
            stops.cascade(command, events);
        } else {
            require(events.size() == 0, "a refused command has changed nothing", command.sequence());
            events.add(EventType.REJECTED, command)
                    .orderId(command.orderId())
                    .origRequestId(command.origRequestId())
                    .side(command.side())
                    .rejectReason(reason)
                    .memo()
                    .set(command.memo(), 0, command.memoLength());
        }
        sequence = command.sequence();
        seal(events);
        command.digestAfter(digest);
    }

    private void seal(EventBatch events) {
        int size = events.size();
        require(size > 0, "every command yields an event", sequence);
        events.event(size - 1).lastOfCommand(true);
        long result = digest;
        for (int i = 0; i < size; i++) {
            result = Digest.fold(result, events.event(i));
        }
        digest = result;
    }

    private RejectReason dispatch(Command command, EventBatch events) {
        CommandType type = command.type();
        RejectReason reason = type == null ? RejectReason.INVALID_COMMAND : admission.admit(command, state);
        if (reason != null) {
            return reason;
        }
        return switch (type) {
            case NEW_ORDER -> orderEntry.enter(command, timeNanos, events);
            case CANCEL_ORDER -> orderAmendment.cancel(command, events);
            case REPLACE_ORDER -> orderAmendment.replace(command, events);
            case MASS_CANCEL -> orderAmendment.massCancel(command, events);
            case SET_PARTICIPANT_STATE -> orderAmendment.setParticipantState(command, events);
            case SET_INSTRUMENT_STATE -> setState(command, events);
            case ADVANCE_TIME -> advanceTime(command, events);
            case SET_LIMITS -> setLimits(command, events);
            case QUERY_BOOK -> RejectReason.INVALID_COMMAND;
        };
    }

    private RejectReason setState(Command command, EventBatch events) {
        if (command.instrumentState() == null) {
            return RejectReason.INVALID_COMMAND;
        }
        state = command.instrumentState();
        events.add(EventType.INSTRUMENT_STATE_CHANGED, command).instrumentState(state);
        return null;
    }

    private RejectReason advanceTime(Command command, EventBatch events) {
        timeNanos = Math.max(timeNanos, command.timestampNanos());
        int count = orderAmendment.expire(command, timeNanos, events);
        events.add(EventType.TIME_ADVANCED, command).quantityLots(count);
        return null;
    }

    private RejectReason setLimits(Command command, EventBatch events) {
        RejectReason reason = Admission.checkNewLimits(command.limits());
        if (reason == null) {
            limits.copyFrom(command.limits());
            events.add(EventType.LIMITS_CHANGED, command).limits().copyFrom(limits);
        }
        return reason;
    }

    /**
     * Reads the visible book.
     *
     * @param depth how many levels of each side at most, 0 or more
     * @return the book as it is between two commands; owned by the caller
     */
    public BookView view(int depth) {
        BookWalk walk = book.walk();
        return new BookView(
                instrument.symbol(),
                sequence,
                digest,
                tape.lastTradeId,
                tape.lastPriceTicks,
                book.openOrderCount(),
                walk.levels(Side.BUY, depth),
                walk.levels(Side.SELL, depth));
    }

    /** {@return a reader of the orders, valid until the next command} */
    public BookWalk walk() {
        return book.walk();
    }

    /** {@return what the market accepts} */
    public InstrumentState state() {
        return state;
    }

    /** {@return the limits in force; owned by this market} */
    public Limits limits() {
        return limits;
    }

    /**
     * Gives the whole state to a visitor, in the order that {@link StateVisitor} states.
     *
     * @param visitor receives the state
     */
    public void visit(StateVisitor visitor) {
        visitor.summary(new MarketSummary(
                sequence,
                digest,
                tape.lastTradeId,
                tape.lastPriceTicks,
                timeNanos,
                state,
                limits,
                participants.count(),
                book.openOrderCount()));
        participants.visitInOrder(visitor::participant);
        book.walk().orders(Side.BUY, visitor::order);
        book.walk().orders(Side.SELL, visitor::order);
        book.walk().waiting(Side.BUY, visitor::order);
        book.walk().waiting(Side.SELL, visitor::order);
    }

    /**
     * Takes over a state. The market that results continues exactly as the one that was visited, ids included.
     *
     * @return a visitor to give the state to, once
     * @throws IllegalStateException where this market has applied commands already
     */
    public StateVisitor restorer() {
        if (sequence != 0 || participants.count() != 0) {
            throw new IllegalStateException("only an empty market takes over a state: sequence=" + sequence);
        }
        return new Restorer(this, book, participants);
    }

    /**
     * Takes over the state of another market of the same instrument, whatever this one was before; the other stays as
     * it is. It costs what copying the other's memory costs: some tens of milliseconds for a million orders.
     *
     * @param other the market to copy; not kept
     * @throws io.everbook.core.InvariantViolation where it is the market of another instrument
     */
    public void copyFrom(Market other) {
        require(instrument.equals(other.instrument), "a copy is of the same instrument", other.sequence);
        participants.copyFrom(other.participants);
        book.copyFrom(other.book);
        limits.copyFrom(other.limits);
        state = other.state;
        tape.lastTradeId = other.tape.lastTradeId;
        tape.lastPriceTicks = other.tape.lastPriceTicks;
        timeNanos = other.timeNanos;
        sequence = other.sequence;
        digest = other.digest;
    }

    void restore(MarketSummary summary) {
        sequence = summary.sequence();
        digest = summary.digest();
        tape.lastTradeId = summary.lastTradeId();
        tape.lastPriceTicks = summary.lastTradePriceTicks();
        timeNanos = summary.timeNanos();
        state = summary.instrumentState();
        limits.copyFrom(summary.limits());
    }
}
