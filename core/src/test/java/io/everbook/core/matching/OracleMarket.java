package io.everbook.core.matching;

import io.everbook.core.command.Command;
import io.everbook.core.command.InstrumentState;
import io.everbook.core.command.Limits;
import io.everbook.core.command.OrderType;
import io.everbook.core.command.ParticipantState;
import io.everbook.core.command.Side;
import io.everbook.core.command.TimeInForce;
import io.everbook.core.event.CancelReason;
import io.everbook.core.event.EventType;
import io.everbook.core.event.ExecutionEvent;
import io.everbook.core.event.RejectReason;
import io.everbook.core.instrument.Instrument;
import java.math.BigInteger;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What a market must do, written a second time in the simplest way; it shares only the words with the real one. */
final class OracleMarket {

    final OracleBook book = new OracleBook();
    final Map<Integer, Long> lastRequestIds = new TreeMap<>();
    final Set<Integer> disabled = new HashSet<>();
    final Limits limits = new Limits();
    InstrumentState state = InstrumentState.OPEN;
    long timeNanos;
    private final OracleRules rules;
    private final OracleTrading trading = new OracleTrading(this);
    private Command command;
    private long request;
    private List<ExecutionEvent> events;

    OracleMarket(Instrument instrument) {
        rules = new OracleRules(instrument, this);
    }

    long tradeId() {
        return trading.tradeId;
    }

    long lastTradePriceTicks() {
        return trading.lastTradePriceTicks;
    }

    /** {@return the events that the command must cause} */
    List<ExecutionEvent> apply(Command next) {
        command = next;
        request = next.requestId();
        events = new ArrayList<>();
        RejectReason reason = rules.refusal(command);
        if (reason == null) {
            carryOut();
            triggerStops();
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
            case ADVANCE_TIME -> advanceTime();
            case SET_LIMITS -> {
                limits.copyFrom(command.limits());
                event(EventType.LIMITS_CHANGED).limits().copyFrom(limits);
            }
            case QUERY_BOOK -> throw new AssertionError("always refused");
        }
    }

    OracleOrder named(Command by) {
        return by.orderId() != 0 ? book.byId(by.orderId()) : book.byRequest(by.participantId(), by.origRequestId());
    }

    private void enter() {
        OracleOrder order = order(command);
        about(EventType.ACCEPTED, order)
                .orderType(order.orderType)
                .timeInForce(order.timeInForce)
                .postOnly(order.postOnly)
                .quantityLots(order.quantityLots)
                .leavesQuantityLots(order.leavesLots);
        if (order.orderType == OrderType.STOP || order.orderType == OrderType.STOP_LIMIT) {
            order.waiting = true;
            book.enter(order);
        } else if (order.timeInForce == TimeInForce.FOK && !trading.fillsCompletely(order)) {
            cancelled(order, order.leavesLots, CancelReason.FILL_OR_KILL);
        } else {
            boolean rests = order.timeInForce != TimeInForce.IOC && order.timeInForce != TimeInForce.FOK;
            tradeAndLeave(order, rests);
        }
    }

    private static OracleOrder order(Command command) {
        OracleOrder order = new OracleOrder();
        order.orderId = command.sequence();
        order.requestId = command.requestId();
        order.participantId = command.participantId();
        order.side = command.side();
        order.orderType = command.orderType();
        order.timeInForce = command.timeInForce();
        order.selfTradePrevention = command.selfTradePrevention();
        order.postOnly = command.postOnly();
        order.priceTicks = command.priceTicks();
        order.triggerTicks = command.triggerPriceTicks();
        order.quantityLots = command.quantityLots();
        order.leavesLots = command.quantityLots();
        order.displayLots = command.displayQuantityLots();
        order.timestampNanos = command.timestampNanos();
        order.memo = Arrays.copyOf(command.memo(), command.memoLength());
        order.expireNanos = command.timeInForce() == TimeInForce.DAY
                ? midnightAfter(command.timestampNanos())
                : command.expireNanos();
        return order;
    }

    private static long midnightAfter(long nanos) {
        long seconds = Instant.ofEpochSecond(0, nanos)
                .atOffset(ZoneOffset.UTC)
                .toLocalDate()
                .plusDays(1)
                .atStartOfDay(ZoneOffset.UTC)
                .toEpochSecond();
        BigInteger midnight = BigInteger.valueOf(seconds).multiply(BigInteger.valueOf(1_000_000_000));
        return midnight.min(BigInteger.valueOf(Long.MAX_VALUE)).longValueExact();
    }

    private void tradeAndLeave(OracleOrder order, boolean rests) {
        boolean ended = trading.trade(order);
        if (order.leavesLots > 0 && ended) {
            cancelled(order, order.leavesLots, CancelReason.SELF_TRADE);
        } else if (order.leavesLots > 0 && rests) {
            book.enter(order);
        } else if (order.leavesLots > 0) {
            cancelled(order, order.leavesLots, CancelReason.IMMEDIATE_OR_CANCEL);
        }
    }

    private void triggerStops() {
        request = 0;
        OracleOrder order = nextTriggered();
        while (order != null) {
            about(EventType.TRIGGERED, order).quantityLots(order.quantityLots).leavesQuantityLots(order.leavesLots);
            book.remove(order);
            order.waiting = false;
            tradeAndLeave(order, order.orderType == OrderType.STOP_LIMIT);
            order = nextTriggered();
        }
    }

    private OracleOrder nextTriggered() {
        if (trading.tradeId == 0) {
            return null;
        }
        for (OracleOrder order : book.waiting(Side.BUY)) {
            if (trading.lastTradePriceTicks >= order.triggerTicks) {
                return order;
            }
        }
        for (OracleOrder order : book.waiting(Side.SELL)) {
            if (trading.lastTradePriceTicks <= order.triggerTicks) {
                return order;
            }
        }
        return null;
    }

    private void replace(OracleOrder order) {
        long executed = order.executedLots();
        long price = command.priceTicks() == 0 ? order.priceTicks : command.priceTicks();
        long trigger = command.triggerPriceTicks() == 0 ? order.triggerTicks : command.triggerPriceTicks();
        long quantity = rules.newQuantity(command, order);
        boolean kept = rules.keepsPlace(command, order);
        order.priceTicks = price;
        order.triggerTicks = trigger;
        order.quantityLots = quantity;
        order.leavesLots = quantity - executed;
        about(EventType.REPLACED, order)
                .quantityLots(order.quantityLots)
                .leavesQuantityLots(order.leavesLots)
                .priorityKept(kept);
        order.sliceLots = Math.min(order.sliceLots, order.leavesLots);
        if (!kept) {
            book.remove(order);
            if (order.waiting) {
                book.enter(order);
            } else {
                tradeAndLeave(order, true);
            }
        }
    }

    private void advanceTime() {
        timeNanos = Math.max(timeNanos, command.timestampNanos());
        List<OracleOrder> expired = new ArrayList<>(book.all());
        expired.removeIf(order -> order.expireNanos == 0 || order.expireNanos > timeNanos);
        expired.sort(Comparator.<OracleOrder>comparingLong(order -> order.expireNanos)
                .thenComparingLong(order -> order.orderId));
        expired.forEach(order -> cancel(order, CancelReason.EXPIRED));
        event(EventType.TIME_ADVANCED).quantityLots(expired.size());
    }

    private void setParticipantState() {
        int count = 0;
        lastRequestIds.putIfAbsent(command.participantId(), 0L);
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
        cancelled(order, order.leavesLots, reason);
    }

    ExecutionEvent cancelled(OracleOrder order, long lots, CancelReason reason) {
        return about(EventType.CANCELLED, order).quantityLots(lots).cancelReason(reason);
    }

    ExecutionEvent about(EventType type, OracleOrder order) {
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
                .requestId(request);
        events.add(event);
        return event;
    }
}
