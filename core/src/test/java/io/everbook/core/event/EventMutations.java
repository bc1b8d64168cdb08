package io.everbook.core.event;

import io.everbook.core.Fields;
import io.everbook.core.command.CommandType;
import io.everbook.core.command.InstrumentState;
import io.everbook.core.command.Limits;
import io.everbook.core.command.OrderType;
import io.everbook.core.command.ParticipantState;
import io.everbook.core.command.Side;
import io.everbook.core.command.TimeInForce;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** Events that differ from one another in a single field, or in a single bit of it. */
public final class EventMutations {

    /** What sets each code of an event to a value of its enum. */
    private static final List<Code<?>> CODES = List.of(
            new Code<>("commandType", CommandType.values(), ExecutionEvent::commandType),
            new Code<>("side", Side.values(), ExecutionEvent::side),
            new Code<>("orderType", OrderType.values(), ExecutionEvent::orderType),
            new Code<>("timeInForce", TimeInForce.values(), ExecutionEvent::timeInForce),
            new Code<>("rejectReason", RejectReason.values(), ExecutionEvent::rejectReason),
            new Code<>("cancelReason", CancelReason.values(), ExecutionEvent::cancelReason),
            new Code<>("instrumentState", InstrumentState.values(), ExecutionEvent::instrumentState),
            new Code<>("participantState", ParticipantState.values(), ExecutionEvent::participantState));

    private static final Map<String, BiConsumer<ExecutionEvent, Boolean>> FLAGS = Map.of(
            "postOnly", ExecutionEvent::postOnly,
            "priorityKept", ExecutionEvent::priorityKept,
            "lastOfCommand", ExecutionEvent::lastOfCommand);

    private record Code<T>(String name, T[] values, BiConsumer<ExecutionEvent, T> setter) {

        void set(ExecutionEvent event, int value) {
            setter.accept(event, value < 0 ? null : values[value]);
        }
    }

    private EventMutations() {}

    /** {@return an event of this type whose every other field is set} */
    public static ExecutionEvent full(EventType type) throws IllegalAccessException {
        ExecutionEvent event = new ExecutionEvent();
        Fields.fill(event);
        byte[] text = {10, 20, 30, 40, 50};
        event.memo().set(text, 0, 3);
        event.restingMemo().set(text, 2, 3);
        for (Field field : Fields.of(event)) {
            if (field.getName().equals("kinds")) {
                field.setLong(event, type.code());
            }
        }
        CODES.forEach(code -> code.set(event, 0));
        FLAGS.values().forEach(flag -> flag.accept(event, true));
        return event;
    }

    /**
     * {@return by a name that says what differs, all events that differ from the full one of this type in one place}
     */
    public static Map<String, ExecutionEvent> of(EventType type) throws IllegalAccessException {
        Map<String, ExecutionEvent> mutations = new TreeMap<>();
        codes(type, mutations);
        for (Field field : Fields.of(full(type))) {
            Class<?> kind = field.getType();
            if (kind == byte.class || field.getName().equals("kinds")) {
                // These hold the codes.
                continue;
            }
            if (kind == Object.class) {
                ExecutionEvent event = full(type);
                field.set(event, "other");
                mutations.put(field.getName(), event);
            } else if (kind == Memo.class) {
                memos(type, field, mutations);
            } else if (kind == Limits.class || kind == ShownChange.class) {
                parts(type, field, mutations);
            } else {
                for (int bit = 0; bit < (kind == int.class ? 32 : 64); bit++) {
                    ExecutionEvent event = full(type);
                    flip(event, field, bit);
                    mutations.put(field.getName() + " bit " + bit, event);
                }
            }
        }
        return mutations;
    }

    private static void codes(EventType type, Map<String, ExecutionEvent> mutations) throws IllegalAccessException {
        for (EventType other : EventType.values()) {
            if (other != type) {
                mutations.put("type " + other, full(other));
            }
        }
        for (Code<?> code : CODES) {
            for (int value = -1; value < code.values.length; value++) {
                ExecutionEvent event = full(type);
                code.set(event, value);
                if (value != 0) {
                    mutations.put(code.name + " code " + value, event);
                }
            }
        }
        for (String flag : FLAGS.keySet()) {
            ExecutionEvent event = full(type);
            FLAGS.get(flag).accept(event, false);
            mutations.put(flag, event);
        }
    }

    private static void memos(EventType type, Field field, Map<String, ExecutionEvent> mutations)
            throws IllegalAccessException {
        for (int length = 0; length <= 32; length++) {
            ExecutionEvent event = full(type);
            Memo memo = (Memo) field.get(event);
            byte[] bytes = Arrays.copyOf(memo.bytes(), 32);
            Arrays.fill(bytes, memo.length(), 32, (byte) 0);
            if (memo.length() != length) {
                memo.set(bytes, 0, length);
                mutations.put(field.getName() + " length " + length, event);
            }
        }
        for (int at = 0; at < 3; at++) {
            ExecutionEvent event = full(type);
            ((Memo) field.get(event)).bytes()[at]++;
            mutations.put(field.getName() + " byte " + at, event);
        }
    }

    private static void parts(EventType type, Field field, Map<String, ExecutionEvent> mutations)
            throws IllegalAccessException {
        for (Field part : Fields.of(field.get(full(type)))) {
            ExecutionEvent event = full(type);
            flip(field.get(event), part, 7);
            mutations.put(field.getName() + "." + part.getName(), event);
        }
    }

    private static void flip(Object object, Field field, int bit) throws IllegalAccessException {
        if (field.getType() == int.class) {
            field.setInt(object, field.getInt(object) ^ 1 << bit);
        } else {
            field.setLong(object, field.getLong(object) ^ 1L << bit);
        }
    }
}
