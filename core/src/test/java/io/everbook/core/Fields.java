package io.everbook.core;

import io.everbook.core.command.Limits;
import io.everbook.core.event.Memo;
import io.everbook.core.event.ShownChange;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The instance fields of a mutable object, found by reflection, so that a test of "every field" also covers fields
 * that are added later.
 */
public final class Fields {

    private Fields() {}

    /** {@return all instance fields of an object, accessible} */
    public static List<Field> of(Object object) {
        List<Field> fields = new ArrayList<>();
        for (Field field : object.getClass().getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers())) {
                field.setAccessible(true);
                fields.add(field);
            }
        }
        return fields;
    }

    /** Gives every field a value that is not its default, and not that of its neighbours. */
    public static void fill(Object object) throws IllegalAccessException {
        int value = 2;
        for (Field field : of(object)) {
            if (field.getType() == Limits.class && field.get(object) == null) {
                field.set(object, new Limits());
            }
            Object now = field.get(object);
            if (field.getType() == byte.class) {
                field.setByte(object, (byte) (value % 2 + 1));
            } else if (field.getType() == boolean.class) {
                field.setBoolean(object, true);
            } else if (field.getType() == int.class) {
                field.setInt(object, value);
            } else if (field.getType() == long.class) {
                field.setLong(object, value * 1_000_003L);
            } else if (now instanceof byte[] bytes) {
                Arrays.fill(bytes, (byte) value);
            } else if (now instanceof Limits || now instanceof Memo || now instanceof ShownChange) {
                fill(now);
            } else if (field.getType().isEnum()) {
                field.set(object, field.getType().getEnumConstants()[1]);
            } else {
                field.set(object, "attached");
            }
            value++;
        }
    }

    /**
     * {@return the values of all fields by name, those of limits and memos under the name of the field that holds
     * them; limits that were not asked for yet are empty ones}
     */
    public static Map<String, Object> values(Object object) throws IllegalAccessException {
        Map<String, Object> values = new TreeMap<>();
        for (Field field : of(object)) {
            boolean lazy = field.getType() == Limits.class && field.get(object) == null;
            Object value = lazy ? new Limits() : field.get(object);
            if (value instanceof Memo memo) {
                values.put(field.getName(), Arrays.toString(Arrays.copyOf(memo.bytes(), memo.length())));
            } else if (value instanceof Limits || value instanceof ShownChange) {
                values(value).forEach((name, inner) -> values.put(field.getName() + "." + name, inner));
            } else if (value instanceof byte[] bytes) {
                values.put(field.getName(), Arrays.toString(bytes));
            } else {
                values.put(field.getName(), String.valueOf(value));
            }
        }
        return values;
    }
}
