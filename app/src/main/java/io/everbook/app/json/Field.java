package io.everbook.app.json;

import java.util.HashMap;
import java.util.Map;

/** The fields of commands, with the kind of JSON value that each takes. */
enum Field {
    TYPE("type", Kind.TEXT),
    SYMBOL("symbol", Kind.TEXT),
    TICK("tick", Kind.DECIMAL),
    LOT("lot", Kind.DECIMAL),
    PARTICIPANT("participant", 1, Integer.MAX_VALUE),
    REQUEST_ID("requestId", 1, Long.MAX_VALUE),
    ORDER_ID("orderId", 1, Long.MAX_VALUE),
    ORIG_REQUEST_ID("origRequestId", 1, Long.MAX_VALUE),
    SIDE("side", Kind.TEXT),
    ORDER_TYPE("orderType", Kind.TEXT),
    TIME_IN_FORCE("timeInForce", Kind.TEXT),
    PRICE("price", Kind.DECIMAL),
    QUANTITY("quantity", Kind.DECIMAL),
    LEAVES_QUANTITY("leavesQuantity", Kind.DECIMAL),
    TRIGGER_PRICE("triggerPrice", Kind.DECIMAL),
    DISPLAY_QUANTITY("displayQuantity", Kind.DECIMAL),
    EXPIRE_TIME("expireTime", 1, Long.MAX_VALUE),
    POST_ONLY("postOnly", Kind.FLAG),
    SELF_TRADE_PREVENTION("selfTradePrevention", Kind.TEXT),
    MEMO("memo", Kind.TEXT),
    STATE("state", Kind.TEXT),
    MIN_PRICE("minPrice", Kind.DECIMAL),
    MAX_PRICE("maxPrice", Kind.DECIMAL),
    MAX_QUANTITY("maxQuantity", Kind.DECIMAL),
    MAX_NOTIONAL("maxNotional", Kind.DECIMAL),
    MAX_OPEN_ORDERS("maxOpenOrders", 1, Integer.MAX_VALUE),
    DEPTH("depth", 1, 1000),
    REFUSAL("refusal", Kind.TEXT),
    TIMESTAMP("timestamp", 1, Long.MAX_VALUE);

    /** What JSON value a field takes. */
    enum Kind {
        /** A string. */
        TEXT,
        /** A string that holds a decimal number. */
        DECIMAL,
        /** A whole number. */
        INTEGER,
        /** True or false. */
        FLAG
    }

    private static final Map<String, Field> BY_NAME = byName();

    private final String jsonName;
    private final Kind kind;
    private final long min;
    private final long max;
    private final byte[] key;

    Field(String jsonName, Kind kind) {
        this(jsonName, kind, 0, 0);
    }

    Field(String jsonName, long min, long max) {
        this(jsonName, Kind.INTEGER, min, max);
    }

    Field(String jsonName, Kind kind, long min, long max) {
        this.jsonName = jsonName;
        this.kind = kind;
        this.min = min;
        this.max = max;
        key = JsonLines.key(jsonName);
    }

    String jsonName() {
        return jsonName;
    }

    Kind kind() {
        return kind;
    }

    /** {@return the smallest whole number accepted} */
    long min() {
        return min;
    }

    /** {@return the largest whole number accepted} */
    long max() {
        return max;
    }

    /** {@return the name as a writer puts it behind another field} */
    byte[] key() {
        return key;
    }

    /** {@return the bit of this field in a set of fields} */
    long bit() {
        return 1L << ordinal();
    }

    static Field ofName(String name) {
        return BY_NAME.get(name);
    }

    private static Map<String, Field> byName() {
        Map<String, Field> map = new HashMap<>();
        for (Field field : values()) {
            map.put(field.jsonName, field);
        }
        return map;
    }
}
