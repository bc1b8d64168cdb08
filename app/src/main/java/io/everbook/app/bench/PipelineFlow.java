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
import java.util.Arrays;

/**
 * A workload as commands for running markets, over and over: what is open at the end of a pass is cancelled, so that
 * each pass begins with empty books. Orders are spread over the markets by their id. An order is named by its sequence,
 * which is known because one sender sends everything: it counts what was taken.
 */
final class PipelineFlow {

    private static final byte NEW = 0;
    private static final byte NEW_IOC = 1;
    private static final byte CANCEL = 2;
    private static final byte REPLACE = 3;
    private static final byte MASS_CANCEL = 4;
    private static final int NONE = -1;
    private static final int OWED = 1 << 16;

    private final Market[] markets;
    private final EventBatch events = new EventBatch();
    private final Command command = new Command();
    private final byte[] kind;
    private final boolean[] buys;
    private final short[] market;
    private final int[] target;
    private final long[] price;
    private final long[] quantity;
    /** The order that each step entered, in this pass or, where it has not come yet, in the one before. */
    private final long[] orderId;

    private int steps;
    private int next;
    private final long[] sequence;
    private int[] marketIndexes;
    /** Cancels that were refused: whose order, and of which market. */
    private final long[] owedOrders = new long[OWED];

    private final short[] owedMarkets = new short[OWED];
    private long owedFrom;
    private long owedTo;
    private boolean owes;

    private PipelineFlow(Workload workload, int instruments) {
        markets = new Market[instruments];
        sequence = new long[instruments];
        for (int i = 0; i < instruments; i++) {
            markets[i] = new Market(Instrument.of(symbol(i), "1", "1"));
        }
        // A modify is two commands at most, and each new order is cancelled once more at the end at most.
        int most = 2 * workload.count + instruments;
        kind = new byte[most];
        buys = new boolean[most];
        market = new short[most];
        target = new int[most];
        price = new long[most];
        quantity = new long[most];
        orderId = new long[most];
        marketIndexes = new int[instruments];
    }

    /**
     * Prepares a workload: runs it once through markets, to know which modifies find their order.
     *
     * @param workload the messages
     * @param instruments how many markets, 1 or more
     */
    static PipelineFlow of(Workload workload, int instruments) {
        PipelineFlow flow = new PipelineFlow(workload, instruments);
        flow.prepare(workload);
        Arrays.fill(flow.markets, null);
        Arrays.fill(flow.sequence, 0);
        return flow;
    }

    /** {@return the symbol of one of the markets} */
    static String symbol(int instrument) {
        return "BENCH-" + instrument;
    }

    /** {@return how many commands a pass has} */
    int steps() {
        return steps;
    }

    /**
     * Starts at the first pass.
     *
     * @param indexes the market index of each market, all of which are new
     */
    void start(int[] indexes) {
        marketIndexes = indexes;
        Arrays.fill(sequence, 0);
        next = 0;
        owedFrom = 0;
        owedTo = 0;
    }

    /** Makes the next command, without a time stamp; the same one until it was taken or refused. */
    void fill(Command into) {
        owes = owedFrom < owedTo && kind[next] <= NEW_IOC;
        if (owes) {
            int owed = (int) owedFrom & OWED - 1;
            into.clear().marketIndex(marketIndexes[owedMarkets[owed]]).participantId(1);
            into.type(CommandType.CANCEL_ORDER).orderId(owedOrders[owed]);
        } else {
            fill(into, next);
        }
    }

    private void fill(Command into, int step) {
        into.clear().marketIndex(marketIndexes[market[step]]).participantId(1);
        switch (kind[step]) {
            case NEW, NEW_IOC ->
                into.type(CommandType.NEW_ORDER)
                        .side(buys[step] ? Side.BUY : Side.SELL)
                        .orderType(OrderType.LIMIT)
                        .timeInForce(kind[step] == NEW_IOC ? TimeInForce.IOC : TimeInForce.GTC)
                        .selfTradePrevention(SelfTradePrevention.NONE)
                        .priceTicks(price[step])
                        .quantityLots(quantity[step]);
            case REPLACE ->
                into.type(CommandType.REPLACE_ORDER)
                        .orderId(named(step))
                        .priceTicks(price[step])
                        .leavesQuantityLots(quantity[step]);
            case MASS_CANCEL -> into.type(CommandType.MASS_CANCEL);
            default -> into.type(CommandType.CANCEL_ORDER).orderId(named(step));
        }
    }

    /** The command was taken. */
    void taken() {
        if (owes) {
            sequence[owedMarkets[(int) owedFrom & OWED - 1]]++;
            owedFrom++;
            orderId[next] = 0;
        } else {
            orderId[next] = ++sequence[market[next]];
        }
        advance();
    }

    /**
     * The command was refused, and is left out. An order that did not come is not named later; a cancel takes the place
     * of the next new order, as a client's would that must have it.
     */
    void refused() {
        if (kind[next] == CANCEL && owedTo - owedFrom < OWED) {
            int owed = (int) owedTo++ & OWED - 1;
            owedOrders[owed] = named(next);
            owedMarkets[owed] = market[next];
        }
        orderId[next] = 0;
        advance();
    }

    /** {@return how many commands of a market were taken} */
    long taken(int instrument) {
        return sequence[instrument];
    }

    private void advance() {
        do {
            next = next + 1 == steps ? 0 : next + 1;
        } while (target[next] != NONE && orderId[target[next]] == 0);
    }

    private long named(int step) {
        return target[step] == NONE ? 0 : orderId[target[step]];
    }

    private void prepare(Workload workload) {
        int[] lastMessage = new int[workload.maxOrderId() + 1];
        int[] entered = new int[workload.maxOrderId() + 1];
        Arrays.fill(entered, NONE);
        for (int i = 0; i < workload.count; i++) {
            int id = (int) workload.orderId[i];
            int place = id % markets.length;
            byte type = workload.type[i];
            if (type == Workload.NEW) {
                entered[id] = enter(workload, i, place);
            } else if (type == Workload.CANCEL) {
                add(CANCEL, place, entered[id]);
            } else {
                int last = lastMessage[id];
                boolean replaces =
                        workload.price[i] != workload.price[last] || workload.quantity[i] > workload.quantity[last];
                if (replaces) {
                    price[steps] = workload.price[i];
                    quantity[steps] = workload.quantity[i];
                    add(REPLACE, place, entered[id]);
                } else if (add(CANCEL, place, entered[id])) {
                    entered[id] = enter(workload, i, place);
                }
            }
            if (type != Workload.CANCEL) {
                lastMessage[id] = i;
            }
        }
        cancelOpen(entered);
    }

    private int enter(Workload workload, int i, int place) {
        buys[steps] = workload.buys[i];
        price[steps] = workload.price[i];
        quantity[steps] = workload.quantity[i];
        add(workload.immediate[i] ? NEW_IOC : NEW, place, NONE);
        return steps - 1;
    }

    /** Which orders are open is not known, so that all are tried; the tries that fail are no part of the flow. */
    private void cancelOpen(int[] entered) {
        for (int id = 0; id < entered.length; id++) {
            if (entered[id] != NONE) {
                if (!add(CANCEL, id % markets.length, entered[id])) {
                    steps--;
                }
            }
        }
        // Where commands were refused, other orders are left than those.
        for (int i = 0; i < markets.length; i++) {
            add(MASS_CANCEL, i, NONE);
        }
    }

    /** Adds a step and applies it. Tells whether what was named was open. */
    private boolean add(byte what, int place, int names) {
        kind[steps] = what;
        market[steps] = (short) place;
        target[steps] = names;
        next = steps++;
        fill(command, next);
        long number = ++sequence[place];
        orderId[next] = number;
        command.sequence(number);
        markets[place].apply(command, events);
        EventType first = events.event(0).type();
        return first == EventType.CANCELLED || first == EventType.REPLACED;
    }
}
