package io.everbook.app.json;

import io.everbook.core.command.Command;
import io.everbook.core.command.OrderType;
import io.everbook.core.command.SelfTradePrevention;
import io.everbook.core.command.TimeInForce;
import io.everbook.core.event.RejectReason;
import io.everbook.core.instrument.DecimalUnit;
import io.everbook.core.instrument.Instrument;
import java.util.List;

/** Makes a command, or the definition of an instrument, of the fields of a line. */
final class CommandDecoder {

    private static final int DEFAULT_DEPTH = 10;

    private final InstrumentDirectory directory;
    private final LineFields fields;
    private final DecimalFields decimals;
    private final MemoBytes memo = new MemoBytes();

    /** The instrument of the last line: most streams speak of one at a time. */
    private Instrument instrument;

    private int marketIndex;

    CommandDecoder(InstrumentDirectory directory, LineFields fields) {
        this.directory = directory;
        this.fields = fields;
        decimals = new DecimalFields(fields);
    }

    /** {@return what kind of line it is, after checking that all its fields belong and none is missing} */
    CommandSchema schema() {
        CommandSchema schema = type();
        check(schema, Field.REFUSAL.bit(), 0);
        return schema;
    }

    /** {@return what kind of line it says it is} */
    CommandSchema type() {
        if (!fields.has(Field.TYPE)) {
            throw fields.invalid("missing field \"type\": one of " + String.join(", ", Vocabularies.COMMANDS.words()));
        }
        return word(Field.TYPE, Vocabularies.COMMANDS);
    }

    /**
     * Checks that all fields belong to a kind of line and none is missing.
     *
     * @param unadvertised bits of fields that an error does not propose
     * @param reserved bits of fields that are not the text's to set, and not missing from it
     */
    void check(CommandSchema schema, long unadvertised, long reserved) {
        requireKnownFields(schema, unadvertised | reserved, reserved);
        for (Field field : schema.required()) {
            require(fields.has(field) || (reserved & field.bit()) != 0, field, schema.jsonName());
        }
    }

    Instrument instrument() {
        int maxOpenOrders = (int) fields.number(Field.MAX_OPEN_ORDERS, Instrument.DEFAULT_MAX_OPEN_ORDERS);
        try {
            return new Instrument(
                    fields.text(Field.SYMBOL).toString(), unit(Field.TICK), unit(Field.LOT), maxOpenOrders);
        } catch (IllegalArgumentException e) {
            throw fields.invalid(e.getMessage());
        }
    }

    void decode(CommandSchema schema, Command target) {
        findMarket();
        target.clear()
                .type(schema.commandType())
                .marketIndex(marketIndex)
                .participantId((int) fields.number(Field.PARTICIPANT, 0))
                .requestId(fields.number(Field.REQUEST_ID, 0))
                .timestampNanos(fields.number(Field.TIMESTAMP, 0));
        decimals.begin(instrument);
        switch (schema) {
            case INSTRUMENT -> throw new IllegalArgumentException("an instrument's definition is no command");
            case NEW -> newOrder(target);
            case CANCEL -> order(target);
            case REPLACE -> replace(target);
            case MASS_CANCEL -> side(target);
            case INSTRUMENT_STATE -> target.instrumentState(word(Field.STATE, Vocabularies.INSTRUMENT_STATES));
            case PARTICIPANT_STATE -> target.participantState(word(Field.STATE, Vocabularies.PARTICIPANT_STATES));
            case LIMITS -> decimals.limits(target.limits());
            case TIME -> target.timestampNanos(fields.number(Field.TIMESTAMP, 0));
            case BOOK -> target.quantityLots(fields.number(Field.DEPTH, DEFAULT_DEPTH));
        }
        RejectReason found = decimals.refusal();
        target.refusal(fields.has(Field.REFUSAL) ? word(Field.REFUSAL, Vocabularies.REJECT_REASONS) : found);
    }

    private void newOrder(Command target) {
        OrderType orderType =
                fields.has(Field.ORDER_TYPE) ? word(Field.ORDER_TYPE, Vocabularies.ORDER_TYPES) : OrderType.LIMIT;
        TimeInForce absent = orderType == OrderType.MARKET ? TimeInForce.IOC : TimeInForce.GTC;
        TimeInForce timeInForce =
                fields.has(Field.TIME_IN_FORCE) ? word(Field.TIME_IN_FORCE, Vocabularies.TIMES_IN_FORCE) : absent;
        requireFor(orderType, timeInForce);
        side(target);
        boolean limit = orderType == OrderType.LIMIT || orderType == OrderType.STOP_LIMIT;
        target.priceTicks(limit ? decimals.requiredPrice(Field.PRICE) : decimals.optionalPrice(Field.PRICE))
                .triggerPriceTicks(
                        isStop(orderType)
                                ? decimals.requiredPrice(Field.TRIGGER_PRICE)
                                : decimals.optionalPrice(Field.TRIGGER_PRICE))
                .quantityLots(decimals.requiredQuantity(Field.QUANTITY))
                .displayQuantityLots(decimals.optionalQuantity(Field.DISPLAY_QUANTITY))
                .orderType(orderType)
                .timeInForce(timeInForce)
                .expireNanos(fields.number(Field.EXPIRE_TIME, 0))
                .postOnly(fields.flag(Field.POST_ONLY))
                .selfTradePrevention(SelfTradePrevention.NONE);
        if (fields.has(Field.SELF_TRADE_PREVENTION)) {
            target.selfTradePrevention(word(Field.SELF_TRADE_PREVENTION, Vocabularies.SELF_TRADE_PREVENTIONS));
        }
        if (fields.has(Field.MEMO)) {
            memo(target);
        }
    }

    private void requireFor(OrderType orderType, TimeInForce timeInForce) {
        String order = "new with orderType " + Vocabularies.ORDER_TYPES.word(orderType);
        if (orderType == OrderType.LIMIT || orderType == OrderType.STOP_LIMIT) {
            require(fields.has(Field.PRICE), Field.PRICE, order);
        }
        if (isStop(orderType)) {
            require(fields.has(Field.TRIGGER_PRICE), Field.TRIGGER_PRICE, order);
        }
        if (timeInForce == TimeInForce.GTD) {
            require(fields.has(Field.EXPIRE_TIME), Field.EXPIRE_TIME, "new with timeInForce gtd");
        }
    }

    private static boolean isStop(OrderType orderType) {
        return orderType == OrderType.STOP || orderType == OrderType.STOP_LIMIT;
    }

    private void replace(Command target) {
        order(target);
        boolean quantity = fields.has(Field.QUANTITY);
        boolean leaves = fields.has(Field.LEAVES_QUANTITY);
        if (quantity && leaves) {
            throw fields.invalid("replace has both \"quantity\" (executed part included) and \"leavesQuantity\""
                    + " (what shall stay open): write one of them");
        }
        if (!quantity && !leaves && !fields.has(Field.PRICE) && !fields.has(Field.TRIGGER_PRICE)) {
            throw fields.invalid("replace changes nothing: write \"price\", \"quantity\", \"leavesQuantity\" or"
                    + " \"triggerPrice\"");
        }
        target.priceTicks(decimals.optionalPrice(Field.PRICE))
                .quantityLots(decimals.optionalQuantity(Field.QUANTITY))
                .leavesQuantityLots(decimals.optionalQuantity(Field.LEAVES_QUANTITY))
                .triggerPriceTicks(decimals.optionalPrice(Field.TRIGGER_PRICE));
    }

    private void order(Command target) {
        if (fields.has(Field.ORDER_ID) == fields.has(Field.ORIG_REQUEST_ID)) {
            throw fields.invalid("name the order by one of \"orderId\" and \"origRequestId\"");
        }
        target.orderId(fields.number(Field.ORDER_ID, 0)).origRequestId(fields.number(Field.ORIG_REQUEST_ID, 0));
    }

    private void side(Command target) {
        target.side(fields.has(Field.SIDE) ? word(Field.SIDE, Vocabularies.SIDES) : null);
    }

    private void memo(Command target) {
        Text text = fields.text(Field.MEMO);
        int length = memo.encode(text);
        if (length == MemoBytes.TOO_LONG) {
            throw fields.invalid(
                    "memo is longer than " + Command.MEMO_BYTES + " bytes of UTF-8: memo=" + Spelling.quote(text));
        }
        if (length == MemoBytes.UNPAIRED_SURROGATE) {
            throw fields.invalid("memo has half a surrogate pair, which is no character");
        }
        target.memo(memo.bytes(), length);
    }

    private void findMarket() {
        if (!fields.has(Field.SYMBOL)) {
            marketIndex = directory.soleMarketIndex();
            if (marketIndex < 0) {
                int count = directory.instruments().size();
                String detail = "missing field \"symbol\": it may be left out only where exactly one instrument is"
                        + " defined: instruments=" + count;
                throw count == 0 ? fields.unknownSymbol(detail, "") : fields.invalid(detail);
            }
            instrument = directory.instruments().get(marketIndex);
            return;
        }
        Text symbol = fields.text(Field.SYMBOL);
        if (instrument != null && instrument.symbol().contentEquals(symbol)) {
            return;
        }
        int found = directory.marketIndex(symbol.toString());
        if (found < 0) {
            throw fields.unknownSymbol(
                    "unknown symbol " + Spelling.quote(symbol)
                            + ": define it first by an \"instrument\" line: instruments="
                            + directory.instruments().size(),
                    symbol.toString());
        }
        instrument = directory.instruments().get(found);
        marketIndex = found;
    }

    private void requireKnownFields(CommandSchema schema, long unadvertised, long reserved) {
        String unknown = fields.unknownName();
        long misplaced = fields.present() & (~schema.allowedBits() | reserved);
        if (unknown == null && misplaced != 0) {
            unknown = Field.values()[Long.numberOfTrailingZeros(misplaced)].jsonName();
        }
        if (unknown != null) {
            List<String> names = schema.fields().stream()
                    .filter(field -> (field.bit() & unadvertised) == 0)
                    .map(Field::jsonName)
                    .toList();
            throw fields.invalid("unknown field " + Spelling.quote(unknown) + " in " + schema.jsonName() + ": "
                    + Spelling.advice(unknown, names));
        }
    }

    private void require(boolean there, Field field, String where) {
        if (!there) {
            throw fields.invalid("missing field \"" + field.jsonName() + "\" in " + where);
        }
    }

    private <E extends Enum<E>> E word(Field field, Vocabulary<E> vocabulary) {
        Text text = fields.text(field);
        E value = vocabulary.value(text);
        if (value == null) {
            throw fields.invalid(
                    "unknown " + field.jsonName() + " " + Spelling.quote(text) + ": " + vocabulary.advice(text));
        }
        return value;
    }

    private DecimalUnit unit(Field field) {
        try {
            return DecimalUnit.of(fields.text(field).toString());
        } catch (IllegalArgumentException e) {
            throw fields.invalid(field.jsonName() + " must be a positive decimal number of at most 12 decimals: "
                    + field.jsonName() + "=" + Spelling.quote(fields.text(field)));
        }
    }
}
