package io.everbook.app.json;

import io.everbook.core.command.Command;
import io.everbook.core.command.CommandType;
import io.everbook.core.command.Limits;
import io.everbook.core.command.OrderType;
import io.everbook.core.command.SelfTradePrevention;
import io.everbook.core.command.TimeInForce;
import io.everbook.core.instrument.Instrument;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Writes commands as JSON Lines that {@link CommandReader} turns back into the same commands; fields at their defaults
 * are left out. Buffers whole lines. Used by one thread; the stream is the caller's to close, after {@link #flush()}.
 */
public final class CommandWriter {

    private static final byte[] START = JsonLines.ascii("{\"type\":\"");

    private final JsonLines lines;
    private final boolean numbered;

    /**
     * Writes to a stream.
     *
     * @param out receives large pieces of UTF-8 text
     */
    public CommandWriter(OutputStream out) {
        this(out, false);
    }

    private CommandWriter(OutputStream out, boolean numbered) {
        lines = new JsonLines(out);
        this.numbered = numbered;
    }

    /**
     * Makes a writer whose lines also have the command's sequence, for tools that look at a journal; {@link
     * CommandReader} does not take them, because a command gets its sequence from the journal.
     *
     * @param out receives large pieces of UTF-8 text
     * @return the writer
     */
    public static CommandWriter numbered(OutputStream out) {
        return new CommandWriter(out, true);
    }

    /**
     * Writes the definition of an instrument.
     *
     * @param instrument the instrument
     * @throws UncheckedIOException where the stream fails
     */
    public void define(Instrument instrument) {
        begin(CommandSchema.INSTRUMENT, instrument);
        lines.word(Field.TICK.key(), JsonLines.ascii(instrument.tick().toString()));
        lines.word(Field.LOT.key(), JsonLines.ascii(instrument.lot().toString()));
        if (instrument.maxOpenOrders() != Instrument.DEFAULT_MAX_OPEN_ORDERS) {
            lines.number(Field.MAX_OPEN_ORDERS.key(), instrument.maxOpenOrders());
        }
        end();
    }

    /**
     * Writes a command.
     *
     * @param command a command with all that its type requires; not kept
     * @param instrument what it is for
     * @throws UncheckedIOException where the stream fails
     */
    public void write(Command command, Instrument instrument) {
        CommandSchema schema = CommandSchema.of(command.type());
        begin(schema, instrument);
        if (numbered) {
            lines.number(EventKeys.SEQUENCE, command.sequence());
        }
        number(Field.PARTICIPANT, command.participantId());
        number(Field.REQUEST_ID, command.requestId());
        switch (schema) {
            case INSTRUMENT -> throw new IllegalArgumentException("an instrument's definition is no command");
            case NEW -> newOrder(command, instrument);
            case CANCEL -> order(command);
            case REPLACE -> replace(command, instrument);
            case MASS_CANCEL -> side(command);
            case INSTRUMENT_STATE -> word(Field.STATE, Vocabularies.INSTRUMENT_STATES, command.instrumentState());
            case PARTICIPANT_STATE -> word(Field.STATE, Vocabularies.PARTICIPANT_STATES, command.participantState());
            case LIMITS -> limits(command.limits(), instrument);
            case TIME -> {}
            case BOOK -> number(Field.DEPTH, command.quantityLots());
        }
        if (command.refusal() != null) {
            word(Field.REFUSAL, Vocabularies.REJECT_REASONS, command.refusal());
        }
        if (command.type() == CommandType.ADVANCE_TIME || command.timestampNanos() != 0) {
            lines.number(Field.TIMESTAMP.key(), command.timestampNanos());
        }
        end();
    }

    /**
     * Passes on what is buffered.
     *
     * @throws UncheckedIOException where the stream fails
     */
    public void flush() {
        try {
            lines.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void begin(CommandSchema schema, Instrument instrument) {
        lines.raw(START).raw(Vocabularies.COMMANDS.bytes(schema)).raw('"');
        lines.word(Field.SYMBOL.key(), instrument.symbol().getBytes(StandardCharsets.US_ASCII));
    }

    private void end() {
        try {
            lines.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void newOrder(Command order, Instrument instrument) {
        side(order);
        OrderType orderType = order.orderType();
        if (orderType != OrderType.LIMIT) {
            word(Field.ORDER_TYPE, Vocabularies.ORDER_TYPES, orderType);
        }
        TimeInForce absent = orderType == OrderType.MARKET ? TimeInForce.IOC : TimeInForce.GTC;
        if (order.timeInForce() != absent) {
            word(Field.TIME_IN_FORCE, Vocabularies.TIMES_IN_FORCE, order.timeInForce());
        }
        boolean stop = orderType == OrderType.STOP || orderType == OrderType.STOP_LIMIT;
        boolean limit = orderType == OrderType.LIMIT || orderType == OrderType.STOP_LIMIT;
        price(Field.PRICE, order.priceTicks(), limit, instrument);
        lines.decimal(Field.QUANTITY.key(), order.quantityLots(), instrument.lot());
        price(Field.TRIGGER_PRICE, order.triggerPriceTicks(), stop, instrument);
        quantity(Field.DISPLAY_QUANTITY, order.displayQuantityLots(), instrument);
        if (order.timeInForce() == TimeInForce.GTD || order.expireNanos() != 0) {
            lines.number(Field.EXPIRE_TIME.key(), order.expireNanos());
        }
        if (order.postOnly()) {
            lines.flag(Field.POST_ONLY.key(), true);
        }
        if (order.selfTradePrevention() != SelfTradePrevention.NONE) {
            word(Field.SELF_TRADE_PREVENTION, Vocabularies.SELF_TRADE_PREVENTIONS, order.selfTradePrevention());
        }
        if (order.memoLength() > 0) {
            lines.text(Field.MEMO.key(), order.memo(), order.memoLength());
        }
    }

    private void order(Command command) {
        number(Field.ORDER_ID, command.orderId());
        if (command.orderId() == 0) {
            number(Field.ORIG_REQUEST_ID, command.origRequestId());
        }
    }

    private void replace(Command command, Instrument instrument) {
        order(command);
        price(Field.PRICE, command.priceTicks(), false, instrument);
        quantity(Field.LEAVES_QUANTITY, command.leavesQuantityLots(), instrument);
        price(Field.TRIGGER_PRICE, command.triggerPriceTicks(), false, instrument);
        boolean nothing =
                command.priceTicks() == 0 && command.leavesQuantityLots() == 0 && command.triggerPriceTicks() == 0;
        if (nothing || command.leavesQuantityLots() == 0 && command.quantityLots() != 0) {
            lines.decimal(Field.QUANTITY.key(), command.quantityLots(), instrument.lot());
        }
    }

    private void limits(Limits limits, Instrument instrument) {
        price(Field.MIN_PRICE, limits.minPriceTicks(), false, instrument);
        price(Field.MAX_PRICE, limits.maxPriceTicks(), false, instrument);
        quantity(Field.MAX_QUANTITY, limits.maxQuantityLots(), instrument);
        if (limits.maxNotional() != 0) {
            NotionalText.write(lines, Field.MAX_NOTIONAL.key(), limits.maxNotional(), instrument);
        }
        number(Field.MAX_OPEN_ORDERS, limits.maxOpenOrders());
    }

    private void side(Command command) {
        if (command.side() != null) {
            word(Field.SIDE, Vocabularies.SIDES, command.side());
        }
    }

    private <E extends Enum<E>> void word(Field field, Vocabulary<E> vocabulary, E value) {
        lines.word(field.key(), vocabulary.bytes(value));
    }

    private void number(Field field, long value) {
        if (value != 0) {
            lines.number(field.key(), value);
        }
    }

    private void price(Field field, long ticks, boolean always, Instrument instrument) {
        if (always || ticks != 0) {
            lines.decimal(field.key(), ticks, instrument.tick());
        }
    }

    private void quantity(Field field, long lots, Instrument instrument) {
        if (lots != 0) {
            lines.decimal(field.key(), lots, instrument.lot());
        }
    }
}
