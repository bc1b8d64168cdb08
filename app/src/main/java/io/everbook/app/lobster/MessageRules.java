package io.everbook.app.lobster;

import io.everbook.core.command.Side;

/** What each type of message means for the picture of the exchange. */
final class MessageRules {

    private final Venue venue;
    private final ImportReport report;
    private final boolean hasOrderBook;

    MessageRules(Venue venue, ImportReport report, boolean hasOrderBook) {
        this.venue = venue;
        this.report = report;
        this.hasOrderBook = hasOrderBook;
    }

    void apply(LobsterMessage message) {
        switch (message.type()) {
            case LobsterMessage.NEW_ORDER -> enter(message);
            case LobsterMessage.REDUCTION, LobsterMessage.DELETION -> amend(message);
            case LobsterMessage.EXECUTION -> execute(message);
            case LobsterMessage.HIDDEN_EXECUTION -> report.add(ImportCount.HIDDEN_EXECUTIONS);
            case LobsterMessage.CROSS_TRADE -> report.add(ImportCount.CROSS_TRADES);
            case LobsterMessage.STATE -> changeState(message);
            default -> throw new IllegalArgumentException("no such message: type=" + message.type());
        }
    }

    private void enter(LobsterMessage message) {
        report.add(ImportCount.NEW_ORDERS);
        VenueOrder open = venue.order(message.orderId());
        if (open != null) {
            report.add(ImportCount.REPEATED_IDS);
            venue.reduce(open, open.size);
        }
        // The exchange would have reported a trade, so what the order crosses must have gone where nobody saw it.
        while (venue.crosses(message.side(), message.price())) {
            takeOffBest(message.side().opposite());
        }
        venue.enter(message.orderId(), message.side(), message.price(), message.size());
    }

    private void amend(LobsterMessage message) {
        VenueOrder order = venue.order(message.orderId());
        if (order == null) {
            report.add(ImportCount.UNKNOWN_AMENDMENTS);
            reduceHouse(message);
        } else if (message.type() == LobsterMessage.REDUCTION) {
            report.add(ImportCount.REDUCTIONS);
            venue.reduce(order, message.size());
        } else {
            report.add(ImportCount.DELETIONS);
            venue.reduce(order, order.size);
        }
    }

    private void execute(LobsterMessage message) {
        VenueOrder order = venue.order(message.orderId());
        if (order == null) {
            report.add(ImportCount.EXECUTIONS_UNKNOWN);
            reduceHouse(message);
            return;
        }
        if (message.size() > order.size) {
            report.add(ImportCount.EXECUTIONS_TOO_LARGE);
        }
        long size = Math.min(message.size(), order.size);
        ImportCount kind = classify(order);
        report.add(kind);
        if (kind == ImportCount.EXECUTIONS_AT_HEAD) {
            venue.execute(order, size);
        } else {
            venue.reduce(order, size);
        }
    }

    private ImportCount classify(VenueOrder order) {
        VenueSide side = venue.side(order.level.side());
        // Without an order-book file nothing else shows that what stands before this order has gone unseen.
        while (!hasOrderBook && side.best().first() != order) {
            takeOffBest(order.level.side());
        }
        if (side.best() != order.level) {
            return ImportCount.EXECUTIONS_OFF_BEST;
        }
        if (order.level.houseSize() > 0) {
            return ImportCount.EXECUTIONS_BEHIND_HOUSE;
        }
        return order.previous == null ? ImportCount.EXECUTIONS_AT_HEAD : ImportCount.EXECUTIONS_NOT_AT_HEAD;
    }

    private void reduceHouse(LobsterMessage message) {
        long rest = message.size();
        VenueLevel level = venue.side(message.side()).level(message.price());
        VenueOrder order = level == null ? null : level.first();
        while (order != null && rest > 0) {
            VenueOrder next = order.next;
            if (order.isHouse()) {
                long size = Math.min(rest, order.size);
                venue.reduce(order, size);
                rest -= size;
            }
            order = next;
        }
        if (rest > 0 && hasOrderBook) {
            report.add(ImportCount.UNEXPLAINED);
        }
    }

    private void takeOffBest(Side side) {
        VenueOrder order = venue.side(side).best().first();
        report.add(ImportCount.STALE_ORDERS);
        venue.reduce(order, order.size);
    }

    private void changeState(LobsterMessage message) {
        report.add(ImportCount.STATE_CHANGES);
        if (message.price() == LobsterMessage.HALT) {
            venue.halt();
        } else {
            // The engine has no state in which orders are taken but not matched.
            venue.resume();
        }
    }
}
