package io.everbook.replay.session;

import io.everbook.core.command.Command;
import io.everbook.core.event.EventBatch;
import io.everbook.core.event.EventType;
import io.everbook.core.event.ExecutionEvent;
import io.everbook.core.event.RejectReason;
import io.everbook.core.matching.Market;
import java.util.function.LongUnaryOperator;
import java.util.function.Predicate;

/**
 * When a replay is to stop: asked after each command. One that compares with the command before keeps what it needs,
 * so a condition serves one run at a time.
 */
@FunctionalInterface
public interface StopCondition {

    /**
     * Decides after a command.
     *
     * @param command the command; not kept
     * @param events what came of it; not kept
     * @param market the market after it; only to be read
     * @return whether to stop here
     */
    boolean isMet(Command command, EventBatch events, Market market);

    /**
     * A run begins, or is taken up again at another place.
     *
     * @param market the market before the next command; only to be read
     */
    default void begin(Market market) {}

    /** {@return a condition that is met where both are} */
    default StopCondition and(StopCondition other) {
        return new JoinedConditions(this, other, true);
    }

    /** {@return a condition that is met where one of both is} */
    default StopCondition or(StopCondition other) {
        return new JoinedConditions(this, other, false);
    }

    /** {@return a condition that is met where this one is not} */
    default StopCondition negate() {
        return new OppositeCondition(this);
    }

    /** {@return a condition met where a command names an order or any event is about it} */
    static StopCondition order(long orderId) {
        return (command, events, market) -> command.orderId() == orderId
                || anyEvent(events, event -> event.orderId() == orderId || event.restingOrderId() == orderId);
    }

    /** {@return a condition met where a participant sent the command, or any event is about it} */
    static StopCondition participant(int participantId) {
        return (command, events, market) -> command.participantId() == participantId
                || anyEvent(
                        events,
                        event -> event.participantId() == participantId
                                || event.type() == EventType.TRADED && event.restingParticipantId() == participantId);
    }

    /** {@return a condition met where there is a trade at a price between two, both included, in ticks} */
    static StopCondition traded(long fromTicks, long toTicks) {
        return (command, events, market) -> anyEvent(
                events,
                event -> event.type() == EventType.TRADED
                        && event.priceTicks() >= fromTicks
                        && event.priceTicks() <= toTicks);
    }

    /** {@return a condition met where the last price reaches a price or passes it, from either side, in ticks} */
    static StopCondition crossed(long priceTicks) {
        return new CrossedCondition(priceTicks);
    }

    /** {@return a condition met where a trade, or an order as it was entered or replaced, has at least so many lots} */
    static StopCondition quantity(long lots) {
        return (command, events, market) -> anyEvent(
                events,
                event -> event.quantityLots() >= lots
                        && switch (event.type()) {
                            case TRADED, ACCEPTED, REPLACED -> true;
                            default -> false;
                        });
    }

    /** {@return a condition met where something of this kind happened} */
    static StopCondition event(EventType type) {
        return (command, events, market) -> anyEvent(events, event -> event.type() == type);
    }

    /** {@return a condition met where a command was refused for this reason} */
    static StopCondition rejected(RejectReason reason) {
        return (command, events, market) -> anyEvent(events, event -> event.rejectReason() == reason);
    }

    /**
     * {@return a condition met where the digest is not the expected one}
     *
     * @param expected gives the digest expected after the command of a sequence
     */
    static StopCondition digestDiffersFrom(LongUnaryOperator expected) {
        return (command, events, market) -> market.digest() != expected.applyAsLong(market.sequence());
    }

    private static boolean anyEvent(EventBatch events, Predicate<ExecutionEvent> wanted) {
        for (int i = 0; i < events.size(); i++) {
            if (wanted.test(events.event(i))) {
                return true;
            }
        }
        return false;
    }
}
