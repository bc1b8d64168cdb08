package io.everbook.app.dump;

import io.everbook.app.json.Words;
import io.everbook.core.command.Command;
import io.everbook.core.command.CommandType;
import io.everbook.core.command.Limits;
import io.everbook.core.instrument.Instrument;
import java.io.OutputStream;
import java.util.List;

/** Commands as comma-separated values, with the names and words of the JSON Lines; checkpoints are left out. */
public final class CsvDump implements DumpWriter {

    private static final List<String> COLUMNS = List.of(
            "sequence",
            "timestamp",
            "type",
            "participant",
            "requestId",
            "orderId",
            "origRequestId",
            "side",
            "orderType",
            "timeInForce",
            "price",
            "quantity",
            "leavesQuantity",
            "triggerPrice",
            "displayQuantity",
            "expireTime",
            "postOnly",
            "selfTradePrevention",
            "state",
            "minPrice",
            "maxPrice",
            "maxQuantity",
            "maxNotionalTicksTimesLots",
            "maxOpenOrders",
            "refusal",
            "memo");

    private final CsvRows rows;

    /**
     * Writes to a stream.
     *
     * @param out receives UTF-8 text, a row at a time; not closed
     */
    public CsvDump(OutputStream out) {
        rows = new CsvRows(out);
    }

    @Override
    public void define(Instrument instrument) {
        rows.head(COLUMNS);
    }

    @Override
    public void command(Command command, Instrument instrument) {
        rows.word(Long.toString(command.sequence()))
                .word(Long.toString(command.timestampNanos()))
                .word(command.type() == null ? null : Words.of(command.type()))
                .number(command.participantId())
                .number(command.requestId())
                .number(command.orderId())
                .number(command.origRequestId());
        boolean entered = command.type() == CommandType.NEW_ORDER;
        word(command.side());
        word(entered ? command.orderType() : null);
        word(entered ? command.timeInForce() : null);
        price(command.priceTicks(), instrument);
        quantity(command.quantityLots(), instrument);
        quantity(command.leavesQuantityLots(), instrument);
        price(command.triggerPriceTicks(), instrument);
        quantity(command.displayQuantityLots(), instrument);
        rows.number(command.expireNanos()).word(entered ? String.valueOf(command.postOnly()) : null);
        word(entered ? command.selfTradePrevention() : null);
        word(state(command));
        limits(command.limits(), instrument);
        rows.word(command.refusal() == null ? null : command.refusal().name())
                .text(command.memo(), command.memoLength())
                .end();
    }

    private static Enum<?> state(Command command) {
        return command.type() == CommandType.SET_INSTRUMENT_STATE
                ? command.instrumentState()
                : command.type() == CommandType.SET_PARTICIPANT_STATE ? command.participantState() : null;
    }

    private void limits(Limits limits, Instrument instrument) {
        price(limits.minPriceTicks(), instrument);
        price(limits.maxPriceTicks(), instrument);
        quantity(limits.maxQuantityLots(), instrument);
        rows.number(limits.maxNotional()).number(limits.maxOpenOrders());
    }

    private void word(Enum<?> value) {
        rows.word(value == null ? null : Words.of(value));
    }

    private void price(long ticks, Instrument instrument) {
        rows.word(ticks == 0 ? null : Decimals.price(ticks, instrument));
    }

    private void quantity(long lots, Instrument instrument) {
        rows.word(lots == 0 ? null : Decimals.quantity(lots, instrument));
    }

    @Override
    public void checkpoint(Instrument instrument, long sequence, long digest) {
        // No command; the text shows it.
    }

    @Override
    public void flush() {
        rows.flush();
    }
}
