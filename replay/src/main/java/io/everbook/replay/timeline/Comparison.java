package io.everbook.replay.timeline;

import io.everbook.core.command.Command;
import io.everbook.core.event.EventBatch;
import io.everbook.core.event.EventType;
import io.everbook.core.event.ExecutionEvent;
import io.everbook.core.event.RejectReason;
import io.everbook.journal.EventComparison;
import io.everbook.replay.timeline.CommandDifference.Kind;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** Compares what came of each command in two timelines, and counts; keeps nothing of a command but its counts. */
final class Comparison {

    private static final EventBatch NOTHING = new EventBatch();

    private final DifferenceListener listener;
    private final EventComparison events = new EventComparison();
    private final FillCount fills = new FillCount();
    private final Map<Kind, Long> kinds = new EnumMap<>(Kind.class);
    private long commands;
    private long firstDifferent;
    private long tradesInBoth;
    private long tradesOnlyOriginal;
    private long tradesOnlyChanged;

    Comparison(DifferenceListener listener) {
        this.listener = listener;
    }

    /** A command that both have. */
    void both(Command command, EventBatch original, EventBatch changed) {
        commands++;
        if (equal(original, changed)) {
            count(original, true);
            tradesInBoth += count(changed, false);
            return;
        }
        RejectReason before = refusal(original);
        RejectReason after = refusal(changed);
        tell(kind(before, after), command.sequence(), command, before, after);
        trades(original, changed);
    }

    /** A command that only the first has. */
    void dropped(Command command, EventBatch original) {
        commands++;
        tell(Kind.DROPPED, command.sequence(), command, refusal(original), null);
        trades(original, NOTHING);
    }

    /** A command that stands in the place of another. */
    void replaced(Command original, EventBatch originalEvents, Command replacement, EventBatch changed) {
        commands++;
        if (equal(originalEvents, changed)) {
            count(originalEvents, true);
            tradesInBoth += count(changed, false);
            return;
        }
        tell(Kind.REPLACED, original.sequence(), replacement, refusal(originalEvents), refusal(changed));
        trades(originalEvents, changed);
    }

    /** A command that only the second has. */
    void inserted(long id, Command command, EventBatch changed) {
        tell(Kind.INSERTED, id, command, null, refusal(changed));
        trades(NOTHING, changed);
    }

    long commands() {
        return commands;
    }

    long firstDifferent() {
        return firstDifferent;
    }

    long count(Kind kind) {
        return kinds.getOrDefault(kind, 0L);
    }

    Map<Kind, Long> kinds() {
        return kinds;
    }

    TradeCounts tradeCounts() {
        return new TradeCounts(tradesInBoth, tradesOnlyOriginal, tradesOnlyChanged);
    }

    FillCount fills() {
        return fills;
    }

    private void tell(Kind kind, long sequence, Command command, RejectReason before, RejectReason after) {
        kinds.merge(kind, 1L, Long::sum);
        if (firstDifferent == 0) {
            firstDifferent = sequence;
        }
        listener.command(new CommandDifference(
                kind, sequence, command.type(), command.participantId(), command.orderId(), before, after));
    }

    private static Kind kind(RejectReason before, RejectReason after) {
        if (before == null) {
            return after == null ? Kind.APPLIES_OTHERWISE : Kind.NO_LONGER_APPLIES;
        }
        return after == null ? Kind.APPLIES_NOW : Kind.REFUSED_OTHERWISE;
    }

    private static RejectReason refusal(EventBatch events) {
        return events.event(0).type() == EventType.REJECTED ? events.event(0).rejectReason() : null;
    }

    /** Trade ids are counters, which one trade more or less moves for ever: they make no difference. */
    private boolean equal(EventBatch original, EventBatch changed) {
        boolean equal = original.size() == changed.size();
        for (int i = 0; equal && i < original.size(); i++) {
            ExecutionEvent one = original.event(i);
            ExecutionEvent other = changed.event(i);
            long tradeId = other.tradeId();
            other.tradeId(one.tradeId());
            equal = events.equal(one, other);
            other.tradeId(tradeId);
        }
        return equal;
    }

    private long count(EventBatch batch, boolean original) {
        long trades = 0;
        for (int i = 0; i < batch.size(); i++) {
            if (batch.event(i).type() == EventType.TRADED) {
                fills.add(batch.event(i), original);
                trades++;
            }
        }
        return trades;
    }

    private void trades(EventBatch original, EventBatch changed) {
        long before = count(original, true);
        long after = count(changed, false);
        if (before == 0 && after == 0) {
            return;
        }
        long both = before - tellMissing(original, changed, true);
        tellMissing(changed, original, false);
        tradesInBoth += both;
        tradesOnlyOriginal += before - both;
        tradesOnlyChanged += after - both;
    }

    /** Tells the trades of one batch that the other has not; {@return how many} */
    private long tellMissing(EventBatch batch, EventBatch other, boolean original) {
        Map<TradeKey, Integer> others = new HashMap<>();
        for (int i = 0; i < other.size(); i++) {
            if (other.event(i).type() == EventType.TRADED) {
                others.merge(TradeKey.of(other.event(i)), 1, Integer::sum);
            }
        }
        long missing = 0;
        for (int i = 0; i < batch.size(); i++) {
            ExecutionEvent event = batch.event(i);
            if (event.type() == EventType.TRADED && others.merge(TradeKey.of(event), -1, Integer::sum) < 0) {
                missing++;
                listener.trade(event, original);
            }
        }
        return missing;
    }

    /** What makes two trades of one command the same. */
    private record TradeKey(long orderId, long restingOrderId, long priceTicks, long quantityLots) {

        static TradeKey of(ExecutionEvent trade) {
            return new TradeKey(trade.orderId(), trade.restingOrderId(), trade.priceTicks(), trade.quantityLots());
        }
    }
}
