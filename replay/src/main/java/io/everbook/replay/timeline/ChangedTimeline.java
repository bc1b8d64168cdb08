package io.everbook.replay.timeline;

import io.everbook.core.command.Command;
import io.everbook.core.command.CommandType;
import io.everbook.core.event.EventBatch;
import io.everbook.core.event.EventType;
import io.everbook.core.event.ExecutionEvent;
import io.everbook.core.instrument.Instrument;
import io.everbook.core.matching.Market;
import io.everbook.core.matching.MarketSummary;
import java.util.List;

/**
 * The second timeline: a market of its own that follows the first, command by command, with the edits. Its events are
 * told in the ids of the first.
 */
final class ChangedTimeline {

    private final List<Edit> edits;
    private final OrderIds ids;
    private final Pins pins = new Pins();
    private final Command command = new Command();
    private final EventBatch events = new EventBatch();
    private Market market;
    private int nextEdit;

    /**
     * Starts a timeline.
     *
     * @param original the first timeline's market, before the first edit; not changed
     * @param edits the edits, ascending
     */
    ChangedTimeline(Market original, List<Edit> edits) {
        this.edits = edits;
        ids = new OrderIds(edits);
        market = copy(original, original.instrument());
    }

    Market market() {
        return market;
    }

    OrderIds ids() {
        return ids;
    }

    /** Applies what this timeline has in the place of a command of the first, which was applied there. */
    void follow(Command original, EventBatch originalEvents, Comparison comparison) {
        Edit edit = editAt(original.sequence());
        if (edit == null) {
            comparison.both(original, originalEvents, apply(original));
            return;
        }
        before(edit, original.timestampNanos(), comparison);
        if (edit.dropped()) {
            comparison.dropped(original, originalEvents);
        } else if (edit.replacement() == null) {
            comparison.both(original, originalEvents, apply(original));
        } else {
            Command replacement = timed(edit.replacement(), original.timestampNanos());
            comparison.replaced(original, originalEvents, replacement, apply(replacement));
        }
        for (Command added : edit.after()) {
            insert(timed(added, original.timestampNanos()), comparison);
        }
    }

    /** Applies what is put behind the last command of the first timeline. */
    void end(long nextSequence, long timestampNanos, Comparison comparison) {
        Edit edit = editAt(nextSequence);
        if (edit != null) {
            before(edit, timestampNanos, comparison);
        }
    }

    private Edit editAt(long sequence) {
        boolean here = nextEdit < edits.size() && edits.get(nextEdit).sequence() == sequence;
        return here ? edits.get(nextEdit++) : null;
    }

    private void before(Edit edit, long timestampNanos, Comparison comparison) {
        for (Change.Set pin : edit.pins()) {
            pins.hold(pin);
            if (pin.setting() == Setting.MAX_OPEN_ORDERS) {
                Instrument old = market.instrument();
                market = copy(market, new Instrument(old.symbol(), old.tick(), old.lot(), (int) pin.value()));
            }
        }
        int place = 0;
        for (Command added : edit.before()) {
            Command timed = timed(added, timestampNanos);
            if (edit.pinsLimits() && place++ == 0) {
                market.visit(new SummaryVisitor() {
                    @Override
                    public void summary(MarketSummary summary) {
                        timed.limits().copyFrom(summary.limits());
                    }
                });
            }
            insert(timed, comparison);
        }
    }

    private void insert(Command added, Comparison comparison) {
        EventBatch outcome = apply(added);
        comparison.inserted(ids.toOriginal(market.sequence()), added, outcome);
    }

    /** Applies a command as this timeline has it; {@return its events, in the ids of the first} */
    private EventBatch apply(Command given) {
        command.copyFrom(given).sequence(market.sequence() + 1).marketIndex(-1);
        command.orderId(ids.toChanged(given.orderId()));
        pins.apply(command);
        market.apply(command, events);
        for (int i = 0; i < events.size(); i++) {
            translate(events.event(i), given);
        }
        return events;
    }

    private void translate(ExecutionEvent event, Command named) {
        event.sequence(ids.toOriginal(event.sequence()))
                .restingOrderId(ids.toOriginal(event.restingOrderId()))
                .orderId(event.type() == EventType.REJECTED ? named.orderId() : ids.toOriginal(event.orderId()));
    }

    private static Command timed(Command added, long timestampNanos) {
        Command timed = new Command().copyFrom(added);
        boolean stamped = added.timestampNanos() != 0 || added.type() == CommandType.ADVANCE_TIME;
        return stamped ? timed : timed.timestampNanos(timestampNanos);
    }

    private static Market copy(Market from, Instrument instrument) {
        Market copy = new Market(instrument);
        from.visit(copy.restorer());
        return copy;
    }
}
