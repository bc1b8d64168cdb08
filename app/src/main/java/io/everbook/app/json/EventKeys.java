package io.everbook.app.json;

/** The names of the fields of events, as they stand behind another field. */
final class EventKeys {

    static final byte[] START = JsonLines.ascii("{\"event\":\"");
    static final byte[] SYMBOL = JsonLines.key("symbol");
    static final byte[] SEQUENCE = JsonLines.key("sequence");
    static final byte[] INDEX = JsonLines.key("index");
    static final byte[] LAST = JsonLines.key("last");
    static final byte[] TIMESTAMP = JsonLines.key("timestamp");
    static final byte[] ORDER_ID = JsonLines.key("orderId");
    static final byte[] PARTICIPANT = JsonLines.key("participant");
    static final byte[] REQUEST_ID = JsonLines.key("requestId");
    static final byte[] ORIG_REQUEST_ID = JsonLines.key("origRequestId");
    static final byte[] SIDE = JsonLines.key("side");
    static final byte[] ORDER_TYPE = JsonLines.key("orderType");
    static final byte[] TIME_IN_FORCE = JsonLines.key("timeInForce");
    static final byte[] POST_ONLY = JsonLines.key("postOnly");
    static final byte[] PRICE = JsonLines.key("price");
    static final byte[] QUANTITY = JsonLines.key("quantity");
    static final byte[] LEAVES_QUANTITY = JsonLines.key("leavesQuantity");
    static final byte[] PRIORITY_KEPT = JsonLines.key("priorityKept");
    static final byte[] TRADE_ID = JsonLines.key("tradeId");
    static final byte[] RESTING_ORDER_ID = JsonLines.key("restingOrderId");
    static final byte[] RESTING_PARTICIPANT = JsonLines.key("restingParticipant");
    static final byte[] RESTING_REQUEST_ID = JsonLines.key("restingRequestId");
    static final byte[] RESTING_LEAVES_QUANTITY = JsonLines.key("restingLeavesQuantity");
    static final byte[] MEMO = JsonLines.key("memo");
    static final byte[] RESTING_MEMO = JsonLines.key("restingMemo");
    static final byte[] COMMAND = JsonLines.key("command");
    static final byte[] REASON = JsonLines.key("reason");
    static final byte[] TEXT = JsonLines.key("text");
    static final byte[] ORDERS = JsonLines.key("orders");
    static final byte[] STATE = JsonLines.key("state");
    static final byte[] MIN_PRICE = JsonLines.key("minPrice");
    static final byte[] MAX_PRICE = JsonLines.key("maxPrice");
    static final byte[] MAX_QUANTITY = JsonLines.key("maxQuantity");
    static final byte[] MAX_NOTIONAL = JsonLines.key("maxNotional");
    static final byte[] MAX_OPEN_ORDERS = JsonLines.key("maxOpenOrders");
    static final byte[] DIGEST = JsonLines.key("digest");
    static final byte[] LAST_TRADE_ID = JsonLines.key("lastTradeId");
    static final byte[] LAST_TRADE_PRICE = JsonLines.key("lastTradePrice");
    static final byte[] OPEN_ORDERS = JsonLines.key("openOrders");
    static final byte[] BIDS = JsonLines.key("bids");
    static final byte[] ASKS = JsonLines.key("asks");

    /** The first field of a level, which stands behind none. */
    static final byte[] LEVEL_PRICE = JsonLines.ascii("{\"price\":");

    private EventKeys() {}
}
