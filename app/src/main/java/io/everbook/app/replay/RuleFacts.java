package io.everbook.app.replay;

import io.everbook.core.book.RestingOrder;
import io.everbook.core.command.Command;
import io.everbook.core.command.CommandType;
import io.everbook.core.command.Limits;
import io.everbook.core.command.ParticipantState;
import io.everbook.core.matching.MarketSummary;
import io.everbook.core.matching.StateVisitor;

/** Collects from a market what the rules about one command look at. */
final class RuleFacts implements StateVisitor {

    private final Command command;
    private final Limits limits = new Limits();
    private long lastRequestId;
    private int owner;
    private int ordersAhead;
    private long lotsAhead;

    RuleFacts(Command command) {
        this.command = command;
    }

    long lastRequestId() {
        return lastRequestId;
    }

    /** {@return whose the order is that the command names; 0 where it is not open} */
    int owner() {
        return owner;
    }

    /** {@return how many orders stand at the command's price, on its side} */
    int ordersAhead() {
        return ordersAhead;
    }

    /** {@return what they show, in lots} */
    long lotsAhead() {
        return lotsAhead;
    }

    /** {@return the limits in force, as the command that would set them} */
    Command limitsAsCommand() {
        Command setting = new Command().clear().type(CommandType.SET_LIMITS);
        setting.limits().copyFrom(limits);
        return setting;
    }

    @Override
    public void summary(MarketSummary summary) {
        limits.copyFrom(summary.limits());
    }

    @Override
    public void participant(int participantId, long request, ParticipantState state) {
        if (participantId == command.participantId()) {
            lastRequestId = request;
        }
    }

    @Override
    public void order(RestingOrder order) {
        if (order.orderId == command.orderId()) {
            owner = order.participantId;
        }
        if (!order.waiting && order.side == command.side() && order.priceTicks == command.priceTicks()) {
            ordersAhead++;
            lotsAhead += order.shownQuantityLots;
        }
    }
}
