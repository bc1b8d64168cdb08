package io.everbook.replay.biography;

import io.everbook.core.book.BookView;
import io.everbook.core.book.RestingOrder;
import io.everbook.core.command.Command;
import io.everbook.core.command.Limits;
import io.everbook.core.command.ParticipantState;
import io.everbook.core.command.Side;
import io.everbook.core.matching.Market;
import io.everbook.core.matching.MarketSummary;
import io.everbook.core.matching.StateVisitor;
import java.util.HashMap;
import java.util.Map;

/** What a command met: the book, the limits and the participants before it. */
final class Surroundings implements StateVisitor {

    private final BookView book;
    private final Command command;
    private final Limits limits = new Limits();
    private final Map<Integer, Long> lastRequestIds = new HashMap<>();
    private final Map<Integer, Integer> openOrders = new HashMap<>();
    private long timeNanos;
    private int owner;
    private Side namedSide;
    private int ordersAhead;
    private long lotsAhead;

    private Surroundings(BookView book, Command command) {
        this.book = book;
        this.command = command;
    }

    static Surroundings of(Market market, Command command) {
        Surroundings surroundings = new Surroundings(market.view(Integer.MAX_VALUE), command);
        market.visit(surroundings);
        return surroundings;
    }

    BookView book() {
        return book;
    }

    Limits limits() {
        return limits;
    }

    long timeNanos() {
        return timeNanos;
    }

    long lastRequestId(int participantId) {
        return lastRequestIds.getOrDefault(participantId, 0L);
    }

    int openOrders(int participantId) {
        return openOrders.getOrDefault(participantId, 0);
    }

    /** Whose the order is that the command names; 0 where it is not open. */
    int owner() {
        return owner;
    }

    /** The side of a command: its own, or that of the order that it names; null where it has none. */
    Side side(Command of) {
        return of.side() == null ? namedSide : of.side();
    }

    /** What stood at the command's price on its side. */
    QueuePosition atPrice() {
        return new QueuePosition(ordersAhead, lotsAhead);
    }

    /** The best price of the side that an order would trade with, in ticks; 0 where there is none. */
    long bestOpposite(Side side) {
        BookView.Levels levels = side == Side.BUY ? book.asks() : book.bids();
        return levels.depth() == 0 ? 0 : levels.priceTicks()[0];
    }

    /** What is shown at an order's limit or better on the side that it would trade with, in lots. */
    long shownWithin(Command order) {
        BookView.Levels levels = order.side() == Side.BUY ? book.asks() : book.bids();
        long lots = 0;
        for (int i = 0; i < levels.depth(); i++) {
            long price = levels.priceTicks()[i];
            boolean within = order.priceTicks() == 0
                    || (order.side() == Side.BUY ? price <= order.priceTicks() : price >= order.priceTicks());
            lots += within ? levels.quantityLots()[i] : 0;
        }
        return lots;
    }

    @Override
    public void summary(MarketSummary summary) {
        limits.copyFrom(summary.limits());
        timeNanos = summary.timeNanos();
    }

    @Override
    public void participant(int participantId, long lastRequestId, ParticipantState state) {
        lastRequestIds.put(participantId, lastRequestId);
    }

    @Override
    public void order(RestingOrder order) {
        openOrders.merge(order.participantId, 1, Integer::sum);
        if (isNamed(order)) {
            owner = order.participantId;
            namedSide = order.side;
        }
        if (!order.waiting && order.side == command.side() && order.priceTicks == command.priceTicks()) {
            ordersAhead++;
            lotsAhead += order.shownQuantityLots;
        }
    }

    private boolean isNamed(RestingOrder order) {
        return command.orderId() != 0
                ? order.orderId == command.orderId()
                : order.requestId != 0
                        && order.requestId == command.origRequestId()
                        && order.participantId == command.participantId();
    }
}
