package io.everbook.replay.biography;

import io.everbook.core.book.BookView.Levels;
import io.everbook.core.command.Command;
import io.everbook.core.command.Side;
import io.everbook.core.event.EventBatch;
import io.everbook.core.event.EventType;
import io.everbook.core.event.ExecutionEvent;
import io.everbook.core.event.RejectReason;
import io.everbook.core.instrument.Instrument;
import io.everbook.core.matching.Market;
import java.util.ArrayList;
import java.util.List;

/** Says which rules decided what came of a command, and by which facts, in sentences for people. */
public final class Rule {

    static final String PRIORITY =
            "best price first, at one price the oldest first, each fill at the resting order's price";

    private final Instrument instrument;
    private final Command command;
    private final Surroundings before;
    private final Side side;

    /** The command and what it met are null where an order was entered before the replay could begin. */
    Rule(Instrument instrument, Command command, Surroundings before, Side side) {
        this.instrument = instrument;
        this.command = command;
        this.before = before;
        this.side = side;
    }

    /**
     * Says why what came of a command came.
     *
     * @param command the command
     * @param events what came of it
     * @param before the market before it
     * @return a sentence or some for each rule; none where the command was just carried out
     */
    public static List<String> of(Command command, EventBatch events, Market before) {
        Surroundings surroundings = Surroundings.of(before, command);
        return new Rule(before.instrument(), command, surroundings, surroundings.side(command)).sentences(events);
    }

    private List<String> sentences(EventBatch events) {
        List<String> sentences = new ArrayList<>();
        boolean entered = false;
        boolean left = false;
        for (int i = 0; i < events.size(); i++) {
            ExecutionEvent event = events.event(i);
            String sentence = sentence(event);
            if (!sentence.isEmpty() && !sentences.contains(sentence)) {
                sentences.add(sentence);
            }
            boolean own = event.orderId() == command.sequence();
            entered |= own && event.type() == EventType.ACCEPTED;
            left |= own && event.leavesQuantityLots() == 0;
        }
        if (entered && !left) {
            sentences.add(rests());
        }
        return sentences;
    }

    private String sentence(ExecutionEvent event) {
        return switch (event.type()) {
            case REJECTED -> refused(event.rejectReason());
            case TRADED -> "Orders trade " + PRIORITY + ": " + best(event.side()) + ".";
            case CANCELLED -> cancelled(event);
            case REPLACED ->
                event.priorityKept()
                        ? "The price stayed and the quantity did not grow: the order keeps its place in the queue."
                        : "The price changed or the quantity grew: the order went to the back of the queue.";
            case TRIGGERED -> "The last trade price reached the trigger of order " + event.orderId() + ".";
            case REFRESHED ->
                "What order " + event.orderId() + " showed had traded: it shows its next slice, at the back.";
            default -> "";
        };
    }

    String refused(RejectReason reason) {
        String rule = reason + ", " + reason.text() + ".";
        String facts = facts(reason);
        return facts.isEmpty() ? rule : rule + " " + facts;
    }

    /** By which facts a rule refused it, where the command alone does not show them. */
    private String facts(RejectReason reason) {
        int participant = command.participantId();
        return switch (reason) {
            case DUPLICATE_REQUEST ->
                "It has request id " + command.requestId() + ", and participant " + participant + " had used "
                        + before.lastRequestId(participant) + ".";
            case NOT_OWNER -> "Order " + command.orderId() + " is of participant " + before.owner() + ".";
            case WOULD_TAKE ->
                "The best " + opposite(side) + " was " + price(before.bestOpposite(side))
                        + ", and it would have traded there at its limit of " + price(command.priceTicks()) + ".";
            case PRICE_OUTSIDE_BAND ->
                "The band was " + bound(before.limits().minPriceTicks()) + " to "
                        + bound(before.limits().maxPriceTicks()) + ", its price " + price(command.priceTicks()) + ".";
            case QUANTITY_OVER_LIMIT ->
                "The limit was " + quantity(before.limits().maxQuantityLots()) + ", its quantity "
                        + quantity(command.quantityLots()) + ".";
            case NOTIONAL_OVER_LIMIT ->
                "In ticks times lots, the limit was " + before.limits().maxNotional() + "; it has "
                        + command.priceTicks() + " times " + command.quantityLots() + ".";
            case TOO_MANY_OPEN_ORDERS ->
                "Participant " + participant + " had " + before.openOrders(participant) + " open orders, of "
                        + before.limits().maxOpenOrders() + " allowed.";
            case BOOK_FULL ->
                "There were " + before.book().openOrderCount() + " open orders, of " + instrument.maxOpenOrders()
                        + " that the instrument may have.";
            case INVALID_EXPIRE_TIME ->
                "It was to expire at " + command.expireNanos() + ", and the book's time was " + before.timeNanos()
                        + ", in nanoseconds since the epoch.";
            default -> "";
        };
    }

    String cancelled(ExecutionEvent event) {
        boolean own = command == null || command.sequence() == event.orderId();
        return switch (event.cancelReason()) {
            case IMMEDIATE_OR_CANCEL ->
                "What is left of an IOC or market order does not stay in the book: " + offered() + ".";
            case FILL_OR_KILL ->
                "A fill-or-kill order trades in full at once or not at all: it asked for "
                        + quantity(command.quantityLots()) + ", " + offered() + ".";
            case SELF_TRADE ->
                "Self-trade prevention took " + (own ? "it" : "order " + event.orderId())
                        + ": it met, or was met by, another order of its participant"
                        + (own && command != null ? "; its mode is " + command.selfTradePrevention() + "." : ".");
            case EXPIRED -> "The book's time was moved past the expiry of order " + event.orderId() + ".";
            case REQUESTED -> "Its owner cancelled it.";
            case MASS_CANCEL -> "A mass cancel takes out all open orders that it is about.";
            case KILL_SWITCH -> "Disabling a participant takes its open orders out.";
        };
    }

    private String rests() {
        if (command.triggerPriceTicks() != 0) {
            return "It waits until the last trade price reaches its trigger, " + price(command.triggerPriceTicks())
                    + ".";
        }
        return "What was left rests, since nothing more could be reached at its limit of " + price(command.priceTicks())
                + ": " + best(side) + ". Ahead at its price: "
                + before.atPrice().text(instrument) + ".";
    }

    /** What the other side offered when the order came. */
    private String offered() {
        if (command == null || before == null) {
            return "no more was offered";
        }
        String where = command.priceTicks() == 0 ? "at any price" : "at " + price(command.priceTicks()) + " or better";
        long best = before.bestOpposite(side);
        return "the " + opposite(side) + "s showed " + quantity(before.shownWithin(command)) + " " + where
                + (best == 0 ? ", there were none" : ", the best was " + price(best));
    }

    /** The best of the side that an order of a side trades with, before the command. */
    private String best(Side taker) {
        Levels levels = taker == Side.BUY ? before.book().asks() : before.book().bids();
        return levels.depth() == 0
                ? "there was no " + opposite(taker)
                : "the best " + opposite(taker) + " was " + price(levels.priceTicks()[0]) + " with "
                        + quantity(levels.quantityLots()[0]);
    }

    private static String opposite(Side side) {
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
