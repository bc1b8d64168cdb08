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
    private final Limits limits = new Limits();
    private final Map<Integer, Long> lastRequestIds = new HashMap<>();
    private final Map<Integer, Integer> openOrders = new HashMap<>();
    private long timeNanos;

    private Surroundings(BookView book) {
        this.book = book;
    }

    static Surroundings of(Market market) {
        Surroundings surroundings = new Surroundings(market.view(Integer.MAX_VALUE));
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
    }
}
