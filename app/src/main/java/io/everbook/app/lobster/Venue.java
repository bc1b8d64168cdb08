package io.everbook.app.lobster;

import io.everbook.core.command.Command;
import io.everbook.core.command.CommandType;
import io.everbook.core.command.InstrumentState;
import io.everbook.core.command.OrderType;
import io.everbook.core.command.SelfTradePrevention;
import io.everbook.core.command.Side;
import io.everbook.core.command.TimeInForce;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The picture of the exchange's queues, and with each change the command that brings an engine's book to the same
 * state. The file's orders belong to one participant, house orders to a second, aggressors to a third; each has
 * request ids of its own, by which cancels and replaces name orders, so that nothing depends on an engine's ids.
 */
final class Venue {

    /** Who enters the orders of the file. */
    static final int EXCHANGE = 1;

    /** Who enters house quantity. */
    static final int HOUSE = 2;

    /** Who sends the orders that take. */
    static final int AGGRESSOR = 3;

    private static final byte[] HOUSE_MEMO = "house".getBytes(StandardCharsets.US_ASCII);

    private final Consumer<Command> commands;
    private final ImportReport report;
    private final Command command = new Command();
    private final long[] lastRequestIds = new long[AGGRESSOR + 1];
    private final Map<Long, VenueOrder> orders = new HashMap<>();
    private final VenueSide bids = new VenueSide(Side.BUY);
    private final VenueSide asks = new VenueSide(Side.SELL);
    private long timestampNanos;
    private boolean halted;

    Venue(Consumer<Command> commands, ImportReport report) {
        this.commands = commands;
        this.report = report;
    }

    void timestampNanos(long value) {
        timestampNanos = value;
    }

    VenueSide side(Side side) {
        return side == Side.BUY ? bids : asks;
    }

    /** {@return the open order with an id of the file; null where there is none} */
    VenueOrder order(long lobsterId) {
        return orders.get(lobsterId);
    }

    /** {@return whether an order at a price would trade at once} */
    boolean crosses(Side side, long price) {
        VenueLevel best = side(side.opposite()).best();
        return best != null && VenueSide.key(side, price) <= VenueSide.key(side, best.price());
    }

    /** Enters an order of the file; the caller has made sure that it does not cross. */
    void enter(long lobsterId, Side side, long price, long size) {
        VenueOrder order = enter(EXCHANGE, lobsterId, side(side).levelForNew(price), size);
        orders.put(lobsterId, order);
    }

    /** Enters house quantity; the caller has made sure that it does not cross. */
    void enterHouse(Side side, long price, long size) {
        report.add(ImportCount.HOUSE_ORDERS);
        enter(HOUSE, VenueOrder.HOUSE, side(side).levelForNew(price), size);
    }

    private VenueOrder enter(int participant, long lobsterId, VenueLevel level, long size) {
        VenueOrder order = new VenueOrder(lobsterId, lastRequestIds[participant] + 1, level, size);
        level.append(order);
        endHalt();
        newOrder(participant, level.side(), level.price(), size).timeInForce(TimeInForce.GTC);
        memo(lobsterId);
        commands.accept(command);
        return order;
    }

    /** Takes some or all of an order off; what stays keeps its place. */
    void reduce(VenueOrder order, long by) {
        int participant = order.isHouse() ? HOUSE : EXCHANGE;
        if (by < order.size) {
            endHalt();
            begin(CommandType.REPLACE_ORDER, participant).leavesQuantityLots(order.size - by);
        } else {
            begin(CommandType.CANCEL_ORDER, participant);
        }
        commands.accept(command.origRequestId(order.requestId));
        remove(order, Math.min(by, order.size));
    }

    /** Sends an aggressor that trades with the order at the head of the best level, and with nothing else. */
    void execute(VenueOrder order, long size) {
        endHalt();
        newOrder(AGGRESSOR, order.level.side().opposite(), order.level.price(), size)
                .timeInForce(TimeInForce.IOC);
        memo(order.lobsterId);
        commands.accept(command);
        remove(order, size);
    }

    /** Takes all orders of a level off. */
    void empty(VenueLevel level) {
        while (level.first() != null) {
            VenueOrder order = level.first();
            reduce(order, order.size);
        }
    }

    void halt() {
        if (!halted) {
            state(InstrumentState.HALTED);
        }
    }

    void resume() {
        if (halted) {
            state(InstrumentState.OPEN);
        }
    }

    void query(int depth) {
        commands.accept(command.clear().type(CommandType.QUERY_BOOK).quantityLots(depth));
    }

    private void endHalt() {
        if (halted) {
            report.add(ImportCount.HALTS_ENDED_EARLY);
            state(InstrumentState.OPEN);
        }
    }

    private void state(InstrumentState state) {
        halted = state == InstrumentState.HALTED;
        command.clear().type(CommandType.SET_INSTRUMENT_STATE).instrumentState(state);
        commands.accept(command.timestampNanos(timestampNanos));
    }

    private void remove(VenueOrder order, long by) {
        VenueLevel level = order.level;
        level.reduce(order, by);
        if (order.size == 0 && !order.isHouse()) {
            orders.remove(order.lobsterId);
        }
        side(level.side()).removeIfEmpty(level);
    }

    private Command newOrder(int participant, Side side, long price, long size) {
        return begin(CommandType.NEW_ORDER, participant)
                .side(side)
                .orderType(OrderType.LIMIT)
                .selfTradePrevention(SelfTradePrevention.NONE)
                .priceTicks(price)
                .quantityLots(size);
    }

    private Command begin(CommandType type, int participant) {
        lastRequestIds[participant]++;
        return command.clear()
                .type(type)
                .participantId(participant)
                .requestId(lastRequestIds[participant])
                .timestampNanos(timestampNanos);
    }

    private void memo(long lobsterId) {
        byte[] text = lobsterId == VenueOrder.HOUSE
                ? HOUSE_MEMO
                : Long.toString(lobsterId).getBytes(StandardCharsets.US_ASCII);
        command.memo(text, text.length);
    }
}
