package io.everbook.core.matching;

import io.everbook.core.book.RestingOrder;
import io.everbook.core.command.ParticipantState;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The open orders of a market in priority order, one line each, such as {@code BUY #1 p1 6/10@100}. */
final class BookText implements StateVisitor {

    private static final int MAX_LINES = 100_000;

    private final List<String> lines = new ArrayList<>();

    static List<String> of(Market market) {
        BookText text = new BookText();
        market.visit(text);
        return text.lines;
    }

    @Override
    public void summary(MarketSummary summary) {}

    @Override
    public void participant(int participantId, long lastRequestId, ParticipantState state) {}

    @Override
    public void order(RestingOrder order) {
        String request = order.requestId == 0 ? "" : " r" + order.requestId;
        String memo = new String(order.memo.bytes(), 0, order.memo.length(), StandardCharsets.US_ASCII);
        checkEnds(lines);
        lines.add(order.side + " #" + order.orderId + " p" + order.participantId + request + " "
                + order.leavesQuantityLots + "/" + order.quantityLots + "@" + order.priceTicks
                + (order.shownQuantityLots == order.leavesQuantityLots ? "" : " shows " + order.shownQuantityLots)
                + (order.waiting ? " waits for " + order.triggerPriceTicks : "")
                + (memo.isEmpty() ? "" : " '" + memo + "'"));
    }

    /** A broken book may be walked for ever; this ends it. */
    static void checkEnds(List<String> lines) {
        if (lines.size() > MAX_LINES) {
            throw new IllegalStateException("the walk over the book does not end: lines=" + lines.size());
        }
    }
}
