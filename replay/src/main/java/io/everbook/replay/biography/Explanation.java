package io.everbook.replay.biography;

import io.everbook.core.command.Command;
import io.everbook.core.command.Side;
import io.everbook.core.event.ExecutionEvent;
import io.everbook.core.instrument.Instrument;
import io.everbook.replay.biography.OrderBiography.Outcome;

/** Says which rule decided an order's fate, and by which facts. */
final class Explanation {

    private final Instrument instrument;
    private final Rule rule;
    private final Tape tape;
    private final Queue queue;
    private final Side side;

    /** The order and what it met are null where it was entered before the replay could begin. */
    Explanation(Instrument instrument, Command order, Surroundings before, Tape tape, Queue queue, Side side) {
        this.instrument = instrument;
        rule = new Rule(instrument, order, before, side);
        this.tape = tape;
        this.queue = queue;
        this.side = side;
    }

    String of(Outcome outcome, ExecutionEvent decisive) {
        return switch (outcome) {
            case REFUSED -> rule.refused(decisive.rejectReason());
            case FILLED -> "All of it traded: " + Rule.PRIORITY + ".";
            case CANCELLED -> cancelled(decisive);
            case OPEN -> "It is still open here. " + notFilled();
        };
    }

    private String cancelled(ExecutionEvent event) {
        String cause = rule.cancelled(event);
        return switch (event.cancelReason()) {
            case IMMEDIATE_OR_CANCEL, FILL_OR_KILL, SELF_TRADE -> cause;
            case EXPIRED, REQUESTED, MASS_CANCEL, KILL_SWITCH -> cause + " " + notFilled();
        };
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
                    + " while it was there, with orders ahead of it, which is price-time priority;"
                    + " still ahead of it: " + position.text(instrument) + ".";
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

    private String price(long ticks) {
        return instrument.tick().format(ticks);
    }

    private String quantity(long lots) {
        return instrument.lot().format(lots);
    }
}
