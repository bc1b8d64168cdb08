package io.everbook.app.lobster;

import io.everbook.core.command.Side;
import java.util.ArrayList;
import java.util.List;

/**
 * Brings the picture of the exchange to what the order-book file shows. Quantity that no message explains becomes a
 * house order at the back of its level. Of a level that shows less, some orders went while it was out of view,
 * nobody knows which: it is emptied, and what it shows becomes house quantity.
 */
final class OrderBookCorrection {

    private final Venue venue;
    private final ImportReport report;
    private final List<VenueLevel> surplus = new ArrayList<>();
    private boolean equal;

    OrderBookCorrection(Venue venue, ImportReport report) {
        this.venue = venue;
        this.report = report;
    }

    /** Enters the levels of the first row as house orders, less the effect of the first message. */
    void seed(OrderBookRow row, LobsterMessage message) {
        for (Side side : Side.values()) {
            for (int i = 0; i < row.count(side); i++) {
                boolean entered = message.type() == LobsterMessage.NEW_ORDER
                        && message.side() == side
                        && message.price() == row.price(side, i);
                long size = row.size(side, i) - (entered ? message.size() : 0);
                enterHouse(side, row.price(side, i), size);
            }
        }
        if (message.type() > LobsterMessage.NEW_ORDER && message.type() <= LobsterMessage.EXECUTION) {
            enterHouse(message.side(), message.price(), message.size());
        }
    }

    /** Counts whether the picture equals a row as it stands. */
    void compare(OrderBookRow row) {
        if (bestEquals(row, Side.BUY) && bestEquals(row, Side.SELL)) {
            report.add(ImportCount.BEST_EQUAL);
        }
    }

    private boolean bestEquals(OrderBookRow row, Side side) {
        VenueLevel best = venue.side(side).best();
        if (row.count(side) == 0 || best == null) {
            return row.count(side) == 0 && best == null;
        }
        return best.price() == row.price(side, 0) && best.size() == row.size(side, 0);
    }

    /** Corrects the picture to a row: first what is too much on either side, so that nothing added can cross it. */
    void correct(OrderBookRow row) {
        equal = true;
        takeOff(row, Side.BUY);
        takeOff(row, Side.SELL);
        add(row, Side.BUY);
        add(row, Side.SELL);
        if (equal) {
            report.add(ImportCount.ALL_EQUAL);
        }
    }

    private void takeOff(OrderBookRow row, Side side) {
        surplus.clear();
        long worst = row.isFull(side) ? VenueSide.key(side, row.price(side, row.count(side) - 1)) : Long.MAX_VALUE;
        int i = 0;
        for (VenueLevel level : venue.side(side).levels()) {
            long key = VenueSide.key(side, level.price());
            if (key > worst) {
                break;
            }
            while (i < row.count(side) && VenueSide.key(side, row.price(side, i)) < key) {
                i++;
            }
            boolean shown = i < row.count(side) && row.price(side, i) == level.price();
            if (level.size() > (shown ? row.size(side, i) : 0)) {
                surplus.add(level);
            }
        }
        for (VenueLevel level : surplus) {
            equal = false;
            report.add(ImportCount.LEVELS_TAKEN_OFF);
            venue.empty(level);
        }
    }

    private void add(OrderBookRow row, Side side) {
        for (int i = 0; i < row.count(side); i++) {
            VenueLevel level = venue.side(side).level(row.price(side, i));
            long missing = row.size(side, i) - (level == null ? 0 : level.size());
            if (missing > 0) {
                equal = false;
                enterHouse(side, row.price(side, i), missing);
            }
        }
    }

    private void enterHouse(Side side, long price, long size) {
        if (size <= 0) {
            return;
        }
        if (venue.crosses(side, price)) {
            report.add(ImportCount.CROSSED_LEVELS);
        } else {
            venue.enterHouse(side, price, size);
        }
    }
}
