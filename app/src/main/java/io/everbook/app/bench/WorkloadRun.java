package io.everbook.app.bench;

import io.everbook.core.command.Command;
import io.everbook.core.command.CommandType;
import io.everbook.core.command.OrderType;
import io.everbook.core.command.SelfTradePrevention;
import io.everbook.core.command.Side;
import io.everbook.core.command.TimeInForce;
import io.everbook.core.event.EventBatch;
import io.everbook.core.event.EventType;
import io.everbook.core.instrument.Instrument;
import io.everbook.core.matching.Market;

/**
 * Runs a workload through a fresh market on the calling thread: validation, matching, events and digest, but no ring,
 * no journal. A modify is a replace, or a cancel and, where that succeeds, a new order where it asks for no more at the
 * same price: the workload's modify always loses its place in the queue, which a replace would keep there.
 */
final class WorkloadRun {

    private static final Instrument INSTRUMENT = Instrument.of("BENCH", "1", "1");

    private final Workload workload;

    /** The market's order ids are sequences of commands, which are known beforehand: what each message names. */
    private final long[] target;

    private final long[] firstSequence;
    private final Market market = new Market(INSTRUMENT);
    private final Command command = new Command();
    private final EventBatch events = new EventBatch();

    private final boolean[] replaces;

    /** Prepares a run; nothing of it is measured. */
    WorkloadRun(Workload workload) {
        this.workload = workload;
        target = new long[workload.count];
        firstSequence = new long[workload.count];
        replaces = new boolean[workload.count];
        int[] lastMessage = new int[workload.maxOrderId() + 1];
        long[] current = new long[workload.maxOrderId() + 1];
        long sequence = 0;
        for (int i = 0; i < workload.count; i++) {
            int id = (int) workload.orderId[i];
            firstSequence[i] = ++sequence;
            target[i] = current[id];
            if (workload.type[i] == Workload.MODIFY) {
                int last = lastMessage[id];
                replaces[i] =
                        workload.price[i] != workload.price[last] || workload.quantity[i] > workload.quantity[last];
                sequence += replaces[i] ? 0 : 1;
            }
            if (workload.type[i] != Workload.CANCEL) {
                lastMessage[id] = i;
                current[id] = replaces[i] ? target[i] : sequence;
            }
        }
    }

    /** {@return the events of the message that was applied last; of a modify those of its last command} */
    EventBatch events() {
        return events;
    }

    /** {@return how many commands the market has applied} */
    long commands() {
        return market.sequence();
    }

    /** {@return the digest of all events} */
    long digest() {
        return market.digest();
    }

    /**
     * Applies one message.
     *
     * @param i its place; messages are applied in order
     * @return whether the order that a cancel or modify names was open; true for a new order
     */
    boolean apply(int i) {
        if (workload.type[i] == Workload.NEW) {
            enter(i, firstSequence[i]);
            return true;
        }
        if (replaces[i]) {
            replace(i, firstSequence[i]);
            return events.event(0).type() == EventType.REPLACED;
        }
        cancel(target[i], firstSequence[i]);
        boolean found = events.event(0).type() == EventType.CANCELLED;
        if (workload.type[i] == Workload.MODIFY) {
            if (found) {
                enter(i, firstSequence[i] + 1);
            } else {
                cancel(target[i], firstSequence[i] + 1);
            }
        }
        return found;
    }

    private void enter(int i, long sequence) {
        command.clear()
                .type(CommandType.NEW_ORDER)
                .sequence(sequence)
                .participantId(1)
                .side(workload.buys[i] ? Side.BUY : Side.SELL)
                .orderType(OrderType.LIMIT)
                .timeInForce(workload.immediate[i] ? TimeInForce.IOC : TimeInForce.GTC)
                .selfTradePrevention(SelfTradePrevention.NONE)
                .priceTicks(workload.price[i])
                .quantityLots(workload.quantity[i]);
        market.apply(command, events);
    }

    private void replace(int i, long sequence) {
        command.clear()
                .type(CommandType.REPLACE_ORDER)
                .sequence(sequence)
                .participantId(1)
                .orderId(target[i])
                .priceTicks(workload.price[i])
                .leavesQuantityLots(workload.quantity[i]);
        market.apply(command, events);
    }

    private void cancel(long orderId, long sequence) {
        command.clear()
                .type(CommandType.CANCEL_ORDER)
                .sequence(sequence)
                .participantId(1)
                .orderId(orderId);
        market.apply(command, events);
    }
}
