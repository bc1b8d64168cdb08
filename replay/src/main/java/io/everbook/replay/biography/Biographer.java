package io.everbook.replay.biography;

import io.everbook.core.command.Command;
import io.everbook.core.command.CommandType;
import io.everbook.core.command.Side;
import io.everbook.core.event.EventBatch;
import io.everbook.core.event.EventType;
import io.everbook.core.event.ExecutionEvent;
import io.everbook.replay.ProgressListener;
import io.everbook.replay.biography.OrderBiography.Outcome;
import io.everbook.replay.session.ReplayException;
import io.everbook.replay.session.ReplaySession;
import java.util.ArrayList;
import java.util.List;

/** Follows one order from its command to its end, event by event. */
final class Biographer {

    private static final int COMMANDS_BETWEEN_REPORTS = 1 << 12;

    private final ReplaySession session;
    private final long orderId;
    private final long through;
    private final Queue queue;
    private final Tape tape = new Tape();
    private final List<Chapter> chapters = new ArrayList<>();
    private Command entered;
    private Surroundings before;
    private Side side;
    private int participantId;
    private long requestId;
    private long leavesLots;
    private boolean inBook;
    private Outcome outcome = Outcome.OPEN;
    private ExecutionEvent decisive;

    Biographer(ReplaySession session, long orderId, long through) {
        this.session = session;
        this.orderId = orderId;
        this.through = through;
        queue = new Queue(orderId);
    }

    OrderBiography tell(ProgressListener progress) {
        begin(progress);
        long from = session.sequence();
        long last = Math.min(through, session.lastSequence());
        while (outcome == Outcome.OPEN && session.sequence() < through && session.step(1) == 1) {
            follow();
            if ((session.sequence() - from) % COMMANDS_BETWEEN_REPORTS == 0) {
                progress.progress(session.sequence() - from, last - from);
            }
        }
        boolean atOnce = session.sequence() == orderId && outcome != Outcome.FILLED;
        boolean decidedBefore = atOnce && outcome != Outcome.OPEN;
        String rule = new Explanation(session.instrument(), entered, before, tape, queue, side).of(outcome, decisive);
        return new OrderBiography(
                orderId,
                entered,
                List.copyOf(chapters),
                outcome,
                rule,
                decidedBefore ? before.book() : session.market().view(Integer.MAX_VALUE));
    }

    private void begin(ProgressListener progress) {
        if (orderId < 1 || orderId > session.lastSequence()) {
            throw unknown("there is no such order: an order's id is the sequence of the command that entered it");
        }
        if (orderId <= session.firstSequence()) {
            find(progress);
            return;
        }
        session.goTo(orderId - 1, progress);
        before = Surroundings.of(session.market(), new Command());
        if (session.step(1) != 1) {
            throw unknown("there is no such order: the journal ends before it");
        }
        if (session.command().type() != CommandType.NEW_ORDER) {
            throw unknown("this command did not enter an order; an order's id is the sequence of the command that"
                    + " entered it: type=" + session.command().type());
        }
        entered = new Command().copyFrom(session.command());
        side = entered.side();
        participantId = entered.participantId();
        requestId = entered.requestId();
        leavesLots = entered.quantityLots();
        follow();
    }

    /** The order was entered before the replay can begin, and is open there or unknown for ever. */
    private void find(ProgressListener progress) {
        session.goTo(session.firstSequence(), progress);
        if (!queue.locate(session.market())) {
            throw unknown("this order is not open in the oldest state that can be rebuilt here; what became of it lies"
                    + " before, in an archive or a backup: first=" + session.firstSequence());
        }
        side = queue.itself().side;
        participantId = queue.itself().participantId;
        requestId = queue.itself().requestId;
        leavesLots = queue.leavesLots();
        inBook = true;
        chapters.add(new Chapter(Chapter.Kind.FOUND, session.sequence(), 0, null, queue.position()));
    }

    private ReplayException unknown(String what) {
        return new ReplayException(
                ReplayException.Code.UNKNOWN_ORDER, what + ": order=" + orderId + " last=" + session.lastSequence());
    }

    /** Reads the events of the command where the session stands. */
    private void follow() {
        EventBatch events = session.events();
        ExecutionEvent moved = null;
        boolean relocate = false;
        for (int i = 0; i < events.size(); i++) {
            ExecutionEvent event = events.event(i);
            if (isAboutIt(event)) {
                relocate |= happened(event);
            } else if (inBook) {
                moved = queue.follow(event) ? event : moved;
                tape.note(event, side, queue.itself().priceTicks);
            }
        }
        if (outcome != Outcome.OPEN) {
            return;
        }
        if (relocate || !inBook) {
            inBook = queue.locate(session.market());
            chapters.add(chapter(Chapter.Kind.QUEUE, null, queue.position()));
        } else if (moved != null) {
            chapters.add(chapter(Chapter.Kind.QUEUE, moved, queue.position()));
        }
    }

    private boolean isAboutIt(ExecutionEvent event) {
        if (event.type() == EventType.REJECTED) {
            return session.sequence() == orderId
                    || event.orderId() == orderId
                    || requestId != 0 && event.origRequestId() == requestId && event.participantId() == participantId;
        }
        return event.orderId() == orderId || event.restingOrderId() == orderId;
    }

    /** Takes note of an event about the order; returns whether it was put elsewhere. */
    private boolean happened(ExecutionEvent event) {
        chapters.add(chapter(Chapter.Kind.HAPPENED, event, null));
        switch (event.type()) {
            case REJECTED -> {
                if (session.sequence() == orderId) {
                    end(Outcome.REFUSED, event);
                }
            }
            case TRADED -> {
                leavesLots =
                        event.orderId() == orderId ? event.leavesQuantityLots() : event.restingLeavesQuantityLots();
                if (leavesLots == 0) {
                    end(Outcome.FILLED, event);
                }
            }
            case CANCELLED -> {
                leavesLots = event.leavesQuantityLots();
                if (leavesLots == 0) {
                    end(Outcome.CANCELLED, event);
                }
            }
            case REPLACED -> {
                leavesLots = event.leavesQuantityLots();
                return true;
            }
            case TRIGGERED, REFRESHED -> {
                return true;
            }
            default -> {}
        }
        return false;
    }

    private void end(Outcome how, ExecutionEvent event) {
        outcome = how;
        decisive = copy(event);
    }

    private Chapter chapter(Chapter.Kind kind, ExecutionEvent event, QueuePosition position) {
        return new Chapter(
                kind, session.sequence(), session.timestampNanos(), event == null ? null : copy(event), position);
    }

    private static ExecutionEvent copy(ExecutionEvent event) {
        ExecutionEvent copy = new ExecutionEvent();
        copy.copyFrom(event);
        return copy;
    }
}
