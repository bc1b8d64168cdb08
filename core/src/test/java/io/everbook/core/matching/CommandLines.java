package io.everbook.core.matching;

import io.everbook.core.command.Command;
import io.everbook.core.command.CommandType;
import io.everbook.core.command.Limits;
import io.everbook.core.command.OrderType;
import io.everbook.core.command.SelfTradePrevention;
import io.everbook.core.command.TimeInForce;
import io.everbook.core.instrument.DecimalUnit;
import io.everbook.core.instrument.Instrument;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * Recorded commands as the JSON Lines that {@code everbook match} takes, so that a stream on which market and oracle
 * differ can be given to the engine. Written apart from the application's own writer, which core must not know.
 */
public final class CommandLines {

    private static final long MAX_UNITS = 1L << 62;

    private final Instrument instrument;

    /**
     * Speaks of one instrument.
     *
     * @param instrument the instrument
     */
    public CommandLines(Instrument instrument) {
        this.instrument = instrument;
    }

    /** {@return the definition of the instrument, then the commands in their order, a line each} */
    public String text(List<Command> commands) {
        StringBuilder text = new StringBuilder("{\"type\":\"instrument\"");
        word(text, "symbol", instrument.symbol());
        word(text, "tick", instrument.tick().toString());
        word(text, "lot", instrument.lot().toString());
        number(text, "maxOpenOrders", instrument.maxOpenOrders());
        text.append("}\n");
        for (Command command : commands) {
            text.append(line(command)).append('\n');
        }
        return text.toString();
    }

    /** {@return whether a line can say the command; what has no number, word or name, and a query, is none} */
    public boolean isSayable(Command command) {
        CommandType type = command.type();
        if (type == null || command.requestId() < 0 || command.timestampNanos() < 0) {
            return false;
        }
        boolean owned = type.compareTo(CommandType.MASS_CANCEL) <= 0;
        if ((owned || type == CommandType.SET_PARTICIPANT_STATE) && command.participantId() <= 0) {
            return false;
        }
        return switch (type) {
            case NEW_ORDER -> isSayableOrder(command);
            case CANCEL_ORDER -> namesOneOrder(command);
            case REPLACE_ORDER -> isSayableReplace(command);
            case MASS_CANCEL -> true;
            case SET_INSTRUMENT_STATE -> command.instrumentState() != null;
            case SET_PARTICIPANT_STATE -> command.participantState() != null;
            case SET_LIMITS -> isSayable(command.limits());
            case ADVANCE_TIME -> command.timestampNanos() > 0;
            case QUERY_BOOK -> false;
        };
    }

    private boolean isSayableOrder(Command order) {
        return order.side() != null
                && order.orderType() != null
                && order.timeInForce() != null
                && order.selfTradePrevention() != null
                && isInRange(order.quantityLots(), instrument.lot())
                && isInRange(order.priceTicks(), instrument.tick())
                && isInRange(order.triggerPriceTicks(), instrument.tick())
                && isInRange(order.displayQuantityLots(), instrument.lot())
                && order.expireNanos() >= (order.timeInForce() == TimeInForce.GTD ? 1 : 0);
    }

    private boolean isSayableReplace(Command command) {
        boolean changes =
                command.priceTicks() != 0 || command.triggerPriceTicks() != 0 || command.leavesQuantityLots() != 0;
        return namesOneOrder(command)
                && isInRange(command.priceTicks(), instrument.tick())
                && isInRange(command.triggerPriceTicks(), instrument.tick())
                && isInRange(command.quantityLots(), instrument.lot())
                && isInRange(command.leavesQuantityLots(), instrument.lot())
                && (changes || command.quantityLots() != 0)
                && command.memoLength() == 0;
    }

    private static boolean namesOneOrder(Command command) {
        return command.orderId() >= 0
                && command.origRequestId() >= 0
                && (command.orderId() != 0) != (command.origRequestId() != 0);
    }

    private static boolean isInRange(long steps, DecimalUnit unit) {
        return steps >= 0 && steps <= MAX_UNITS / unit.units();
    }

    private boolean isSayable(Limits limits) {
        return isInRange(limits.minPriceTicks(), instrument.tick())
                && isInRange(limits.maxPriceTicks(), instrument.tick())
                && isInRange(limits.maxQuantityLots(), instrument.lot())
                && limits.maxNotional() >= 0
                && limits.maxOpenOrders() >= 0;
    }

    private String line(Command command) {
        StringBuilder text =
                new StringBuilder("{\"type\":\"").append(name(command.type())).append('"');
        number(text, "participant", command.participantId());
        number(text, "requestId", command.requestId());
        number(text, "orderId", command.orderId());
        number(text, "origRequestId", command.origRequestId());
        word(text, "side", command.side());
        if (command.type() == CommandType.NEW_ORDER) {
            newOrder(text, command);
        } else if (command.type() == CommandType.REPLACE_ORDER) {
            price(text, "price", command.priceTicks());
            quantity(text, "quantity", command.quantityLots());
            quantity(text, "leavesQuantity", command.leavesQuantityLots());
            price(text, "triggerPrice", command.triggerPriceTicks());
        } else if (command.type() == CommandType.SET_LIMITS) {
            limits(text, command.limits());
        }
        word(text, "state", command.instrumentState());
        word(text, "state", command.participantState());
        if (command.refusal() != null) {
            word(text, "refusal", command.refusal().name());
        }
        number(text, "timestamp", command.timestampNanos());
        return text.append('}').toString();
    }

    private void newOrder(StringBuilder text, Command order) {
        boolean stop = order.orderType() == OrderType.STOP || order.orderType() == OrderType.STOP_LIMIT;
        boolean limit = order.orderType() == OrderType.LIMIT || order.orderType() == OrderType.STOP_LIMIT;
        word(text, "orderType", order.orderType());
        word(text, "timeInForce", order.timeInForce());
        decimal(text, "price", order.priceTicks(), instrument.tick(), limit);
        decimal(text, "triggerPrice", order.triggerPriceTicks(), instrument.tick(), stop);
        decimal(text, "quantity", order.quantityLots(), instrument.lot(), true);
        quantity(text, "displayQuantity", order.displayQuantityLots());
        number(text, "expireTime", order.expireNanos());
        if (order.postOnly()) {
            text.append(",\"postOnly\":true");
        }
        if (order.selfTradePrevention() != SelfTradePrevention.NONE) {
            word(text, "selfTradePrevention", order.selfTradePrevention());
        }
        if (order.memoLength() > 0) {
            word(text, "memo", new String(order.memo(), 0, order.memoLength(), StandardCharsets.US_ASCII));
        }
    }

    private void limits(StringBuilder text, Limits limits) {
        price(text, "minPrice", limits.minPriceTicks());
        price(text, "maxPrice", limits.maxPriceTicks());
        quantity(text, "maxQuantity", limits.maxQuantityLots());
        if (limits.maxNotional() != 0) {
            BigDecimal unit = value(1, instrument.tick()).multiply(value(1, instrument.lot()));
            word(
                    text,
                    "maxNotional",
                    unit.multiply(BigDecimal.valueOf(limits.maxNotional())).toPlainString());
        }
        number(text, "maxOpenOrders", limits.maxOpenOrders());
    }

    private static String name(CommandType type) {
        return switch (type) {
            case NEW_ORDER -> "new";
            case CANCEL_ORDER -> "cancel";
            case REPLACE_ORDER -> "replace";
            case MASS_CANCEL -> "mass-cancel";
            case SET_INSTRUMENT_STATE -> "instrument-state";
            case SET_PARTICIPANT_STATE -> "participant-state";
            case SET_LIMITS -> "limits";
            case ADVANCE_TIME -> "time";
            case QUERY_BOOK -> "book";
        };
    }

    private void price(StringBuilder text, String name, long ticks) {
        decimal(text, name, ticks, instrument.tick(), false);
    }

    private void quantity(StringBuilder text, String name, long lots) {
        decimal(text, name, lots, instrument.lot(), false);
    }

    private static void decimal(StringBuilder text, String name, long steps, DecimalUnit unit, boolean always) {
        if (always || steps != 0) {
            word(text, name, value(steps, unit).toPlainString());
        }
    }

    private static BigDecimal value(long steps, DecimalUnit unit) {
        return BigDecimal.valueOf(steps).multiply(BigDecimal.valueOf(unit.units(), unit.scale()));
    }

    private static void word(StringBuilder text, String name, Enum<?> value) {
        if (value != null) {
            word(text, name, value.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        }
    }

    private static void word(StringBuilder text, String name, String value) {
        text.append(",\"").append(name).append("\":\"").append(value).append('"');
    }

    private static void number(StringBuilder text, String name, long value) {
        if (value != 0) {
            text.append(",\"").append(name).append("\":").append(value);
        }
    }
}
