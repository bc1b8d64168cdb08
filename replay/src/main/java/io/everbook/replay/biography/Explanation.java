package io.everbook.replay.biography;

import io.everbook.core.command.Command;
import io.everbook.core.command.Side;
import io.everbook.core.event.CancelReason;
import io.everbook.core.event.ExecutionEvent;
import io.everbook.core.event.RejectReason;
import io.everbook.core.instrument.Instrument;
import io.everbook.replay.biography.OrderBiography.Outcome;

/** Says which rule decided an order's fate, and by which facts. */
final class Explanation {

    private final Instrument instrument;
    private final Command order;
    private final Surroundings before;
    private final Tape tape;
    private final Queue queue;
    private final Side side;

    /** The order and what it met are null where it was entered before the replay could begin. */
    Explanation(Instrument instrument, Command order, Surroundings before, Tape tape, Queue queue, Side side) {
        this.instrument = instrument;
        this.order = order;
        this.before = before;
        this.tape = tape;
        this.queue = queue;
        this.side = side;
    }

    String of(Outcome outcome, ExecutionEvent decisive) {
        return switch (outcome) {
            case REFUSED -> refused(decisive.rejectReason());
            case FILLED -> "All of it traded: orders trade at the best price first, at one price the oldest first.";
            case CANCELLED -> cancelled(decisive);
            case OPEN -> "It is still open here. " + notFilled();
        };
    }

    private String refused(RejectReason reason) {
        String rule = "Refused, " + reason + ": " + reason.text() + ".";
        String facts = facts(reason);
        return facts.isEmpty() ? rule : rule + " " + facts;
    }

    /** By which facts a rule refused it, where the command alone does not show them. */
    private String facts(RejectReason reason) {
        int participant = order.participantId();
        return switch (reason) {
            case DUPLICATE_REQUEST ->
                "It has request id " + order.requestId() + ", and participant " + participant + " had used "
                        + before.lastRequestId(participant) + ".";
            case WOULD_TAKE ->
                "The best " + opposite() + " was " + price(before.bestOpposite(side))
                        + ", and it would have traded there" + " at its limit of " + price(order.priceTicks()) + ".";
            case PRICE_OUTSIDE_BAND ->
                "The band was " + bound(before.limits().minPriceTicks()) + " to "
                        + bound(before.limits().maxPriceTicks()) + ", its price " + price(order.priceTicks()) + ".";
            case QUANTITY_OVER_LIMIT ->
                "The limit was " + quantity(before.limits().maxQuantityLots()) + ", its quantity "
                        + quantity(order.quantityLots()) + ".";
            case NOTIONAL_OVER_LIMIT ->
                "In ticks times lots, the limit was " + before.limits().maxNotional() + "; it has " + order.priceTicks()
                        + " times " + order.quantityLots() + ".";
            case TOO_MANY_OPEN_ORDERS ->
                "Participant " + participant + " had " + before.openOrders(participant) + " open orders, of "
                        + before.limits().maxOpenOrders() + " allowed.";
            case BOOK_FULL ->
                "There were " + before.book().openOrderCount() + " open orders, of " + instrument.maxOpenOrders()
                        + " that the instrument may have.";
            case INVALID_EXPIRE_TIME ->
                "It was to expire at " + order.expireNanos() + ", and the book's time was " + before.timeNanos()
                        + ", in nanoseconds since the epoch.";
            default -> "";
        };
    }

    private String cancelled(ExecutionEvent event) {
        CancelReason reason = event.cancelReason();
        return switch (reason) {
            case IMMEDIATE_OR_CANCEL ->
                "What is left of an IOC or market order does not stay in the book: " + offered() + ".";
            case FILL_OR_KILL ->
                "A fill-or-kill order trades in full at once or not at all: it asked for "
                        + quantity(order.quantityLots()) + ", " + offered() + ".";
            case SELF_TRADE ->
                "Self-trade prevention took it: it met, or was met by, another order of its participant"
                        + (order == null ? "." : "; its mode is " + order.selfTradePrevention() + ".");
            case EXPIRED -> "Its time was over: the book's time was moved past its expiry. " + notFilled();
            case REQUESTED -> "Its owner cancelled it. " + notFilled();
            case MASS_CANCEL -> "A mass cancel took it. " + notFilled();
            case KILL_SWITCH -> "Its participant was disabled, which takes its orders out. " + notFilled();
        };
    }

    /** What the other side offered when the order came. */
    private String offered() {
        if (order == null || before == null) {
            return "no more was offered";
        }
        long lots = before.shownWithin(order);
        String where = order.priceTicks() == 0 ? "at any price" : "at " + price(order.priceTicks()) + " or better";
        long best = before.bestOpposite(side);
        return "the " + opposite() + "s showed " + quantity(lots) + " " + where
                + (best == 0 ? ", there were none" : ", the best was " + price(best));
    }

    /** Why what was open of it did not trade. */
    private String notFilled() {
        if (queue.itself() == null) {
            return "";
        }
        if (queue.waiting()) {
            return notTriggered();
        }
        long price = queue.itself().priceTicks;
        QueuePosition position = queue.position();
        if (position.ordersAhead() == 0 && tape.atPriceLots() > 0) {
            return "It had come to the front of the queue at its price of " + price(price)
                    + ", and no further order came that took it.";
        }
        if (tape.atPriceLots() > 0) {
            return "Queue not reached: " + quantity(tape.atPriceLots()) + " traded at its price of " + price(price)
                    + " while it was there, with orders ahead of it, which is price-time priority; "
                    + position.ordersAhead() + " orders with " + quantity(position.lotsAhead())
                    + " were still ahead of it.";
        }
        String nearest = tape.sideTraded()
                ? "the " + (side == Side.BUY ? "lowest" : "highest") + " price at which a "
                        + (side == Side.BUY ? "bid" : "ask") + " traded meanwhile was " + price(tape.sideExtremeTicks())
                : "no " + (side == Side.BUY ? "bid" : "ask") + " traded meanwhile";
        return "Price not reached: no order came that took its price of " + price(price) + "; " + nearest + ".";
    }

    private String notTriggered() {
        boolean buys = side == Side.BUY;
        String extreme = tape.traded()
                ? "the " + (buys ? "highest" : "lowest") + " trade meanwhile was at "
                        + price(buys ? tape.highestTicks() : tape.lowestTicks())
                : "there was no trade meanwhile";
        return "Stop not triggered: it waits until the last price is " + price(queue.itself().triggerPriceTicks)
                + (buys ? " or higher; " : " or lower; ") + extreme + ".";
    }

    private String opposite() {
        return side == Side.BUY ? "ask" : "bid";
    }

    private String bound(long ticks) {
        return ticks == 0 ? "any" : price(ticks);
    }

    private String price(long ticks) {
        return instrument.tick().format(ticks);
    }

    private String quantity(long lots) {
        return instrument.lot().format(lots);
    }
}
