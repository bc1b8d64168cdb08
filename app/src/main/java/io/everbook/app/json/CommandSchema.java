package io.everbook.app.json;

import io.everbook.core.command.CommandType;
import java.util.ArrayList;
import java.util.List;

/** Which fields each type of command has. What depends on other fields is checked by {@link CommandDecoder}. */
enum CommandSchema {
    INSTRUMENT("instrument", null, List.of(Field.SYMBOL, Field.TICK, Field.LOT), List.of(Field.MAX_OPEN_ORDERS)),
    NEW(
            "new",
            CommandType.NEW_ORDER,
            List.of(Field.PARTICIPANT, Field.SIDE, Field.QUANTITY),
            List.of(
                    Field.SYMBOL,
                    Field.REQUEST_ID,
                    Field.ORDER_TYPE,
                    Field.TIME_IN_FORCE,
                    Field.PRICE,
                    Field.TRIGGER_PRICE,
                    Field.DISPLAY_QUANTITY,
                    Field.EXPIRE_TIME,
                    Field.POST_ONLY,
                    Field.SELF_TRADE_PREVENTION,
                    Field.MEMO,
                    Field.REFUSAL,
                    Field.TIMESTAMP)),
    CANCEL(
            "cancel",
            CommandType.CANCEL_ORDER,
            List.of(Field.PARTICIPANT),
            List.of(
                    Field.SYMBOL,
                    Field.REQUEST_ID,
                    Field.ORDER_ID,
                    Field.ORIG_REQUEST_ID,
                    Field.REFUSAL,
                    Field.TIMESTAMP)),
    REPLACE(
            "replace",
            CommandType.REPLACE_ORDER,
            List.of(Field.PARTICIPANT),
            List.of(
                    Field.SYMBOL,
                    Field.REQUEST_ID,
                    Field.ORDER_ID,
                    Field.ORIG_REQUEST_ID,
                    Field.PRICE,
                    Field.QUANTITY,
                    Field.LEAVES_QUANTITY,
                    Field.TRIGGER_PRICE,
                    Field.REFUSAL,
                    Field.TIMESTAMP)),
    MASS_CANCEL(
            "mass-cancel",
            CommandType.MASS_CANCEL,
            List.of(Field.PARTICIPANT),
            List.of(Field.SYMBOL, Field.REQUEST_ID, Field.SIDE, Field.REFUSAL, Field.TIMESTAMP)),
    INSTRUMENT_STATE(
            "instrument-state",
            CommandType.SET_INSTRUMENT_STATE,
            List.of(Field.STATE),
            List.of(Field.SYMBOL, Field.REFUSAL, Field.TIMESTAMP)),
    PARTICIPANT_STATE(
            "participant-state",
            CommandType.SET_PARTICIPANT_STATE,
            List.of(Field.PARTICIPANT, Field.STATE),
            List.of(Field.SYMBOL, Field.REFUSAL, Field.TIMESTAMP)),
    LIMITS(
            "limits",
            CommandType.SET_LIMITS,
            List.of(),
            List.of(
                    Field.SYMBOL,
                    Field.MIN_PRICE,
                    Field.MAX_PRICE,
                    Field.MAX_QUANTITY,
                    Field.MAX_NOTIONAL,
                    Field.MAX_OPEN_ORDERS,
                    Field.REFUSAL,
                    Field.TIMESTAMP)),
    TIME("time", CommandType.ADVANCE_TIME, List.of(Field.TIMESTAMP), List.of(Field.SYMBOL, Field.REFUSAL)),
    BOOK("book", CommandType.QUERY_BOOK, List.of(), List.of(Field.SYMBOL, Field.DEPTH, Field.TIMESTAMP));

    private final String jsonName;
    private final CommandType commandType;
    private final List<Field> required;
    private final List<Field> fields;
    private final long allowedBits;

    CommandSchema(String jsonName, CommandType commandType, List<Field> required, List<Field> optional) {
        this.jsonName = jsonName;
        this.commandType = commandType;
        this.required = required;
        List<Field> all = new ArrayList<>(List.of(Field.TYPE));
        all.addAll(required);
        all.addAll(optional);
        fields = List.copyOf(all);
        allowedBits = bits(fields);
    }

    String jsonName() {
        return jsonName;
    }

    /** {@return what the core calls it; null for the definition of an instrument} */
    CommandType commandType() {
        return commandType;
    }

    List<Field> required() {
        return required;
    }

    /** {@return all fields, the type first, then the required ones} */
    List<Field> fields() {
        return fields;
    }

    /** {@return the bits of all fields} */
    long allowedBits() {
        return allowedBits;
    }

    static CommandSchema of(CommandType type) {
        for (CommandSchema schema : values()) {
            if (schema.commandType == type) {
                return schema;
            }
        }
        throw new IllegalArgumentException("no line stands for this type of command: type=" + type);
    }

    private static long bits(List<Field> fields) {
        long bits = 0;
        for (Field field : fields) {
            bits |= field.bit();
        }
        return bits;
    }
}
