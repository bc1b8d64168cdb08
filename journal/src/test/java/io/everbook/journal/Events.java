package io.everbook.journal;

import io.everbook.core.command.CommandType;
import io.everbook.core.command.InstrumentState;
import io.everbook.core.command.Limits;
import io.everbook.core.command.OrderType;
import io.everbook.core.command.ParticipantState;
import io.everbook.core.command.Side;
import io.everbook.core.command.TimeInForce;
import io.everbook.core.event.CancelReason;
import io.everbook.core.event.EventType;
import io.everbook.core.event.ExecutionEvent;
import io.everbook.core.event.Memo;
import io.everbook.core.event.RejectReason;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Events for tests, and how to compare them in every field, those included that are added later. */
final class Events {

    private Events() {}

    /** An event that is the same for the same place. */
    static ExecutionEvent event(long sequence, int index, boolean last) {
        return new ExecutionEvent()
                .clear(EventType.CANCELLED)
                .commandType(CommandType.MASS_CANCEL)
                .sequence(sequence)
                .indexInCommand(index)
                .lastOfCommand(last)
                .timestampNanos(1_700_000_000_000_000_000L + sequence)
                .side(Side.BUY)
                .participantId(7)
                .orderId(sequence + index)
                .cancelReason(CancelReason.REQUESTED)
                .quantityLots(index + 1L);
    }

    /** An event of any type with any fields set to any values. */
    static ExecutionEvent random(Random random, long sequence, int index, boolean last) {
        ExecutionEvent event = new ExecutionEvent()
                .clear(some(random, EventType.values()))
                .sequence(sequence)
                .indexInCommand(index)
                .lastOfCommand(last)
                .timestampNanos(random.nextLong())
                .commandType(orNull(random, CommandType.values()))
                .side(orNull(random, Side.values()))
                .orderType(orNull(random, OrderType.values()))
                .timeInForce(orNull(random, TimeInForce.values()))
                .rejectReason(orNull(random, RejectReason.values()))
                .cancelReason(orNull(random, CancelReason.values()))
                .instrumentState(orNull(random, InstrumentState.values()))
                .participantState(orNull(random, ParticipantState.values()))
                .postOnly(random.nextBoolean())
                .priorityKept(random.nextBoolean())
                .orderId(number(random))
                .requestId(number(random))
                .origRequestId(number(random))
                .priceTicks(number(random))
                .quantityLots(number(random))
                .leavesQuantityLots(number(random))
                .tradeId(number(random))
                .restingOrderId(number(random))
                .restingRequestId(number(random))
                .restingLeavesQuantityLots(number(random))
                .participantId((int) number(random))
                .restingParticipantId((int) number(random));
        fill(random, event.memo());
        fill(random, event.restingMemo());
        if (random.nextBoolean()) {
            Limits limits = event.limits();
            limits.priceBand(number(random), number(random));
            limits.maxQuantityLots(number(random));
            limits.maxNotional(number(random));
            limits.maxOpenOrders((int) number(random));
        }
        return event;
    }

    /** Every field by name, but the attachment, the market index and what is shown, which no log keeps. */
    static Map<String, Object> values(ExecutionEvent event) {
        // Made when they are asked for.
        event.limits();
        return fields(event);
    }

    private static Map<String, Object> fields(Object event) {
        Map<String, Object> values = new TreeMap<>();
        try {
            for (Field field : event.getClass().getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers())) {
                    field.setAccessible(true);
                    values.put(field.getName(), plain(field.get(event)));
                }
            }
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
        values.remove("attachment");
        values.remove("marketIndex");
        values.remove("shown");
        return values;
    }

    private static Object plain(Object value) {
        if (value instanceof Memo memo) {
            return Arrays.toString(Arrays.copyOf(memo.bytes(), memo.length()));
        }
        return value instanceof Limits ? fields(value) : value;
    }

    private static void fill(Random random, Memo memo) {
        byte[] text = new byte[random.nextBoolean() ? 0 : random.nextInt(33)];
        random.nextBytes(text);
        memo.set(text, 0, text.length);
    }

    private static long number(Random random) {
        return random.nextBoolean() ? random.nextLong() : 0;
    }

    private static <T> T some(Random random, T[] values) {
        return values[random.nextInt(values.length)];
    }

    private static <T> T orNull(Random random, T[] values) {
        return random.nextBoolean() ? null : some(random, values);
    }
}
