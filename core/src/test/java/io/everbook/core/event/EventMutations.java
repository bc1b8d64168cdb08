package io.everbook.core.event;

import io.everbook.core.Fields;
import io.everbook.core.command.Limits;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** Events that differ from one another in a single field, or in a single bit of it. */
public final class EventMutations {

    private static final Map<String, Integer> HIGHEST_CODES = Map.of(
            "type", EventType.values().length,
            "commandType", 9,
            "side", 2,
            "orderType", 4,
            "timeInForce", 7,
            "rejectReason", RejectReason.values().length,
            "cancelReason", CancelReason.values().length,
            "instrumentState", 3,
            "participantState", 2);

    private EventMutations() {}

    /** {@return an event of this type whose every other field is set} */
    public static ExecutionEvent full(EventType type) throws IllegalAccessException {
        ExecutionEvent event = new ExecutionEvent();
        Fields.fill(event);
        byte[] text = {10, 20, 30, 40, 50};
        event.memo().set(text, 0, 3);
        event.restingMemo().set(text, 2, 3);
        for (Field field : Fields.of(event)) {
            if (field.getName().equals("type")) {
                field.setByte(event, type.code());
            }
        }
        return event;
    }

    /**
     * {@return by a name that says what differs, all events that differ from the full one of this type in one place}
     */
    public static Map<String, ExecutionEvent> of(EventType type) throws IllegalAccessException {
        Map<String, ExecutionEvent> mutations = new TreeMap<>();
        for (Field field : Fields.of(full(type))) {
            Class<?> kind = field.getType();
            if (kind == byte.class) {
                codes(type, field, mutations);
            } else if (kind == boolean.class || kind == Object.class) {
                ExecutionEvent event = full(type);
                field.set(event, kind == boolean.class ? !field.getBoolean(event) : (Object) "other");
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

    private static void codes(EventType type, Field field, Map<String, ExecutionEvent> mutations)
            throws IllegalAccessException {
        for (int code = 0; code <= HIGHEST_CODES.getOrDefault(field.getName(), 2); code++) {
            ExecutionEvent event = full(type);
            if (field.getByte(event) != code && (code != 0 || !field.getName().equals("type"))) {
                field.setByte(event, (byte) code);
                mutations.put(field.getName() + " code " + code, event);
            }
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
