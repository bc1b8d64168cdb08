package io.everbook.core.matching;

import io.everbook.core.command.Command;
import io.everbook.core.command.InstrumentState;
import io.everbook.core.command.ParticipantState;
import io.everbook.core.command.Side;
import io.everbook.core.command.TimeInForce;
import io.everbook.core.event.CancelReason;
import io.everbook.core.event.EventType;
import io.everbook.core.event.ExecutionEvent;
import io.everbook.core.event.RejectReason;
import io.everbook.core.instrument.Instrument;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a market must do, written a second time in the simplest way; it shares only the words with the real one. */
final class OracleMarket {

    final OracleBook book = new OracleBook();
    final Map<Integer, Long> lastRequestIds = new HashMap<>();
    final Set<Integer> disabled = new HashSet<>();
    InstrumentState state = InstrumentState.OPEN;
    long tradeId;
    long lastTradePriceTicks;
    private final OracleRules rules;
    private Command command;
    private List<ExecutionEvent> events;

    OracleMarket(Instrument instrument) {
        rules = new OracleRules(instrument, this);
    }

    /** {@return the events that the command must cause} */
    List<ExecutionEvent> apply(Command next) {
        command = next;
        events = new ArrayList<>();
        RejectReason reason = rules.refusal(command);
        if (reason == null) {
            carryOut();
        } else {
            memo(event(EventType.REJECTED), Arrays.copyOf(command.memo(), command.memoLength()))
                    .orderId(command.orderId())
                    .origRequestId(command.origRequestId())
                    .side(command.side())
                    .rejectReason(reason);
        }
        events.get(events.size() - 1).lastOfCommand(true);
        return events;
    }

    private void carryOut() {
        switch (command.type()) {
            case NEW_ORDER -> enter();
            case CANCEL_ORDER -> cancel(named(command), CancelReason.REQUESTED);
            case REPLACE_ORDER -> replace(named(command));
            case MASS_CANCEL -> {
                int count = cancelAll(command.side(), CancelReason.MASS_CANCEL);
                event(EventType.MASS_CANCELLED).side(command.side()).quantityLots(count);
            }
            case SET_PARTICIPANT_STATE -> setParticipantState();
            case SET_INSTRUMENT_STATE -> {
                state = command.instrumentState();
                event(EventType.INSTRUMENT_STATE_CHANGED).instrumentState(state);
            }
            case ADVANCE_TIME -> event(EventType.TIME_ADVANCED);
            case SET_LIMITS, QUERY_BOOK -> throw new AssertionError("always refused");
        }
    }

    OracleOrder named(Command by) {
        return by.orderId() != 0 ? book.byId(by.orderId()) : book.byRequest(by.participantId(), by.origRequestId());
    }

    private void enter() {
        OracleOrder order = new OracleOrder();
        order.orderId = command.sequence();
        order.requestId = command.requestId();
        order.participantId = command.participantId();
        order.side = command.side();
        order.postOnly = command.postOnly();
        order.priceTicks = command.priceTicks();
        order.quantityLots = command.quantityLots();
        order.leavesLots = command.quantityLots();
        order.timestampNanos = command.timestampNanos();
        order.memo = Arrays.copyOf(command.memo(), command.memoLength());
        about(EventType.ACCEPTED, order)
                .orderType(command.orderType())
                .timeInForce(command.timeInForce())
                .postOnly(command.postOnly())
                .quantityLots(order.quantityLots)
                .leavesQuantityLots(order.leavesLots);
        boolean fillOrKill = command.timeInForce() == TimeInForce.FOK;
        if (fillOrKill && reachableLots(order) < order.leavesLots) {
            cancelled(order, CancelReason.FILL_OR_KILL);
            return;
        }
        trade(order);
        if (order.leavesLots > 0 && command.timeInForce() == TimeInForce.GTC) {
            book.enter(order);
        } else if (order.leavesLots > 0) {
            cancelled(order, CancelReason.IMMEDIATE_OR_CANCEL);
        }
    }

    private long reachableLots(OracleOrder incoming) {
        long lots = 0;
        for (OracleOrder resting : book.orders(incoming.side.opposite())) {
            if (OracleBook.trades(incoming.side, incoming.priceTicks, resting)) {
                lots = Math.addExact(lots, resting.leavesLots);
            }
        }
        return lots;
    }

    private void trade(OracleOrder incoming) {
        List<OracleOrder> opposite = book.orders(incoming.side.opposite());
        while (incoming.leavesLots > 0 && !opposite.isEmpty()) {
            OracleOrder resting = opposite.get(0);
            if (!OracleBook.trades(incoming.side, incoming.priceTicks, resting)) {
                return;
            }
            long lots = Math.min(incoming.leavesLots, resting.leavesLots);
            incoming.leavesLots -= lots;
            resting.leavesLots -= lots;
            tradeId++;
            lastTradePriceTicks = resting.priceTicks;
            traded(incoming, resting, lots);
            if (resting.leavesLots == 0) {
                opposite.remove(0);
            }
        }
    }

    private void traded(OracleOrder incoming, OracleOrder resting, long lots) {
        ExecutionEvent event = about(EventType.TRADED, incoming)
                .tradeId(tradeId)
                .quantityLots(lots)
                .priceTicks(resting.priceTicks)
                .leavesQuantityLots(incoming.leavesLots)
                .restingOrderId(resting.orderId)
                .restingParticipantId(resting.participantId)
                .restingRequestId(resting.requestId)
                .restingLeavesQuantityLots(resting.leavesLots);
        event.restingMemo().set(resting.memo, 0, resting.memo.length);
    }

    private void replace(OracleOrder order) {
        long executed = order.executedLots();
        long price = command.priceTicks() == 0 ? order.priceTicks : command.priceTicks();
        long quantity = rules.newQuantity(command, order);
        boolean kept = price == order.priceTicks && quantity <= order.quantityLots;
        order.priceTicks = price;
        order.quantityLots = quantity;
        order.leavesLots = quantity - executed;
        about(EventType.REPLACED, order)
                .quantityLots(order.quantityLots)
                .leavesQuantityLots(order.leavesLots)
                .priorityKept(kept);
        if (!kept) {
            book.remove(order);
            trade(order);
            if (order.leavesLots > 0) {
                book.enter(order);
            }
        }
    }

    private void setParticipantState() {
        int count = 0;
        if (command.participantState() == ParticipantState.DISABLED) {
            disabled.add(command.participantId());
            count = cancelAll(null, CancelReason.KILL_SWITCH);
        } else {
            disabled.remove(command.participantId());
        }
        event(EventType.PARTICIPANT_STATE_CHANGED)
                .participantState(command.participantState())
                .quantityLots(count);
    }

    private int cancelAll(Side side, CancelReason reason) {
        int count = 0;
        for (OracleOrder order : book.ofParticipant(command.participantId())) {
            if (side == null || order.side == side) {
                cancel(order, reason);
                count++;
            }
        }
        return count;
    }

    private void cancel(OracleOrder order, CancelReason reason) {
        book.remove(order);
        cancelled(order, reason);
    }

    private void cancelled(OracleOrder order, CancelReason reason) {
        about(EventType.CANCELLED, order).quantityLots(order.leavesLots).cancelReason(reason);
    }

    private ExecutionEvent about(EventType type, OracleOrder order) {
        return memo(event(type), order.memo)
                .participantId(order.participantId)
                .orderId(order.orderId)
                .origRequestId(order.requestId)
                .side(order.side)
                .priceTicks(order.priceTicks);
    }

    private static ExecutionEvent memo(ExecutionEvent event, byte[] memo) {
        event.memo().set(memo, 0, memo.length);
        return event;
    }

    private ExecutionEvent event(EventType type) {
        ExecutionEvent event = new ExecutionEvent()
                .clear(type)
                .commandType(command.type())
                .sequence(command.sequence())
                .timestampNanos(command.timestampNanos())
                .marketIndex(command.marketIndex())
                .indexInCommand(events.size())
                .participantId(command.participantId())
                .requestId(command.requestId());
        events.add(event);
        return event;
    }
}
