package io.everbook.app.replay;

import io.everbook.app.dump.CommandSentence;
import io.everbook.app.dump.StreamRows;
import io.everbook.core.book.BookView;
import io.everbook.core.book.BookView.Levels;
import io.everbook.core.command.Command;
import io.everbook.core.command.Side;
import io.everbook.core.event.EventBatch;
import io.everbook.core.event.EventType;
import io.everbook.core.event.ExecutionEvent;
import io.everbook.core.instrument.Instrument;
import io.everbook.core.matching.Market;
import java.util.ArrayList;
import java.util.List;

/** The rule that decided what came of a command, and the facts that the rule was applied to, for a person. */
public final class RuleText {

    private final Instrument instrument;
    private final Command command;
    private final EventBatch events;
    private final Market before;

    /**
     * Takes a moment.
     *
     * @param command the command
     * @param events what came of it
     * @param before the market before it
     */
    public RuleText(Command command, EventBatch events, Market before) {
        this.command = command;
        this.events = events;
        this.before = before;
        instrument = before.instrument();
    }

    /** {@return the sentences, none longer than 80 columns} */
    public List<String> lines() {
        List<String> sentences = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            ExecutionEvent event = events.event(i);
            String sentence = sentence(event);
            if (!sentence.isEmpty() && !sentences.contains(sentence)) {
                sentences.add(sentence);
            }
        }
        if (command.type() != null && entersAndRests()) {
            sentences.add(rests());
        }
        if (sentences.isEmpty()) {
            sentences.add("Nothing stood in its way: " + CommandSentence.of(command, instrument) + " was carried out.");
        }
        List<String> lines = new ArrayList<>();
        sentences.forEach(sentence -> lines.addAll(StreamRows.wrapped(sentence, 2)));
        return lines;
    }

    private String sentence(ExecutionEvent event) {
        return switch (event.type()) {
            case REJECTED -> refused(event);
            case TRADED ->
                "Best price first, at one price the oldest first, each fill at the resting order's price: "
                        + opposite(event.side()) + ".";
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

    private String refused(ExecutionEvent event) {
        String rule = event.rejectReason() + ": " + event.rejectReason().text() + ".";
        RuleFacts facts = new RuleFacts(command);
        before.visit(facts);
        return switch (event.rejectReason()) {
            case WOULD_TAKE -> rule + " " + reached(command.side()) + ", " + limit() + ".";
            case DUPLICATE_REQUEST ->
                rule + " Request " + command.requestId() + " of participant " + command.participantId()
                        + ", whose last one was " + facts.lastRequestId() + ".";
            case NOT_OWNER -> rule + " Order " + command.orderId() + " is of participant " + facts.owner() + ".";
            case PRICE_OUTSIDE_BAND, QUANTITY_OVER_LIMIT, NOTIONAL_OVER_LIMIT, TOO_MANY_OPEN_ORDERS ->
                rule + " In force: " + CommandSentence.of(facts.limitsAsCommand(), instrument) + ".";
            case UNKNOWN_ORDER ->
                rule + " \"order " + command.orderId() + "\" tells what became of it, if it ever was.";
            default -> rule;
        };
    }

    private String cancelled(ExecutionEvent event) {
        String left = DecimalText.of(instrument.lot(), event.quantityLots());
        return switch (event.cancelReason()) {
            case IMMEDIATE_OR_CANCEL ->
                "An order that must not rest leaves the book with what it could not fill, " + left + ": "
                        + opposite(event.side()) + ", " + limit() + ".";
            case FILL_OR_KILL ->
                "A fill-or-kill order trades in full or not at all: " + opposite(event.side()) + ", " + limit() + ".";
            case SELF_TRADE ->
                "Self-trade prevention: an order of participant " + event.participantId() + " met another of its own.";
            case EXPIRED -> "The time command reached the expiry of order " + event.orderId() + ".";
            case KILL_SWITCH -> "The kill switch takes all orders of its participant out.";
            case REQUESTED, MASS_CANCEL -> "Its owner asked for it.";
        };
    }

    private boolean entersAndRests() {
        boolean entered = false;
        boolean left = false;
        for (int i = 0; i < events.size(); i++) {
            ExecutionEvent event = events.event(i);
            boolean own = event.orderId() == command.sequence();
            entered |= own && event.type() == EventType.ACCEPTED;
            left |= own && event.leavesQuantityLots() == 0;
        }
        return entered && !left;
    }

    private String rests() {
        if (command.triggerPriceTicks() != 0) {
            return "It waits until the last trade price reaches its trigger, "
                    + DecimalText.of(instrument.tick(), command.triggerPriceTicks()) + ".";
        }
        RuleFacts facts = new RuleFacts(command);
        before.visit(facts);
        return "What was left rests, since nothing more could be reached: " + opposite(command.side()) + ", " + limit()
                + ". At its price " + facts.ordersAhead() + " orders with "
                + DecimalText.of(instrument.lot(), facts.lotsAhead()) + " stood before it.";
    }

    private String limit() {
        return command.priceTicks() == 0
                ? "without a limit"
                : "its limit " + DecimalText.of(instrument.tick(), command.priceTicks());
    }

    private String reached(Side side) {
        return "It would have traded at once: " + opposite(side);
    }

    /** {@return the best of the other side before the command, as a clause} */
    private String opposite(Side side) {
        BookView view = before.view(1);
        Levels levels = side == Side.BUY ? view.asks() : view.bids();
        String name = side == Side.BUY ? "ask" : "bid";
        if (levels.depth() == 0) {
            return "there was no " + name;
        }
        return "the best " + name + " was " + DecimalText.of(instrument.tick(), levels.priceTicks()[0]) + " with "
                + DecimalText.of(instrument.lot(), levels.quantityLots()[0]);
    }
}
