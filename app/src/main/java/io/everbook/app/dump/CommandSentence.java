package io.everbook.app.dump;

import io.everbook.app.json.Words;
import io.everbook.core.command.Command;
import io.everbook.core.command.Limits;
import io.everbook.core.command.OrderType;
import io.everbook.core.command.SelfTradePrevention;
import io.everbook.core.instrument.Instrument;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** What a command asks for, in words, without who asks and when. */
public final class CommandSentence {

    private static final long NANOS = 1_000_000_000L;

    private CommandSentence() {}

    /** {@return the command in words; its prices and quantities as decimal text} */
    public static String of(Command command, Instrument instrument) {
        String what = command.type() == null ? "unknown command" : words(command, instrument);
        return command.refusal() == null ? what : what + ", refused at the gateway: " + command.refusal();
    }

    private static String words(Command command, Instrument instrument) {
        return switch (command.type()) {
            case NEW_ORDER -> newOrder(command, instrument);
            case CANCEL_ORDER -> "cancel " + order(command);
            case REPLACE_ORDER -> "replace " + order(command) + ":" + changes(command, instrument);
            case MASS_CANCEL ->
                "mass-cancel " + (command.side() == null ? "all orders" : Words.of(command.side()) + " orders");
            case SET_INSTRUMENT_STATE -> "instrument-state " + word(command.instrumentState());
            case SET_PARTICIPANT_STATE -> "participant-state " + word(command.participantState());
            case SET_LIMITS -> "limits:" + limits(command.limits(), instrument);
            case ADVANCE_TIME -> "time";
            case QUERY_BOOK -> "book";
        };
    }

    private static String newOrder(Command order, Instrument instrument) {
        StringBuilder text = new StringBuilder("new ").append(word(order.side()));
        text.append(' ').append(word(order.orderType()));
        text.append(' ').append(Decimals.shortQuantity(order.quantityLots(), instrument));
        if (order.priceTicks() != 0 || order.orderType() == OrderType.LIMIT) {
            text.append(" at ").append(Decimals.price(order.priceTicks(), instrument));
        }
        text.append(' ').append(word(order.timeInForce()));
        if (order.expireNanos() != 0) {
            text.append(" until ").append(instant(order.expireNanos()));
        }
        if (order.triggerPriceTicks() != 0) {
            text.append(", trigger ").append(Decimals.price(order.triggerPriceTicks(), instrument));
        }
        if (order.displayQuantityLots() != 0) {
            text.append(", shows ").append(Decimals.shortQuantity(order.displayQuantityLots(), instrument));
        }
        if (order.postOnly()) {
            text.append(", post-only");
        }
        if (order.selfTradePrevention() != SelfTradePrevention.NONE && order.selfTradePrevention() != null) {
            text.append(", self-trade ").append(Words.of(order.selfTradePrevention()));
        }
        if (order.memoLength() > 0) {
            text.append(", memo ").append(memo(order.memo(), order.memoLength()));
        }
        return text.toString();
    }

    private static String order(Command command) {
        return command.orderId() != 0 ? "order " + command.orderId() : "request " + command.origRequestId();
    }

    private static String changes(Command command, Instrument instrument) {
        StringBuilder text = new StringBuilder();
        add(text, " quantity ", command.quantityLots(), Decimals.shortQuantity(command.quantityLots(), instrument));
        add(
                text,
                " leaves ",
                command.leavesQuantityLots(),
                Decimals.shortQuantity(command.leavesQuantityLots(), instrument));
        add(text, " at ", command.priceTicks(), Decimals.price(command.priceTicks(), instrument));
        add(text, " trigger ", command.triggerPriceTicks(), Decimals.price(command.triggerPriceTicks(), instrument));
        return text.length() == 0 ? " nothing" : text.toString();
    }

    private static String limits(Limits limits, Instrument instrument) {
        StringBuilder text = new StringBuilder();
        add(text, " price from ", limits.minPriceTicks(), Decimals.price(limits.minPriceTicks(), instrument));
        add(text, " price to ", limits.maxPriceTicks(), Decimals.price(limits.maxPriceTicks(), instrument));
        add(
                text,
                " quantity to ",
                limits.maxQuantityLots(),
                Decimals.shortQuantity(limits.maxQuantityLots(), instrument));
        add(text, " notional to ticks*lots=", limits.maxNotional(), String.valueOf(limits.maxNotional()));
        add(text, " open orders to ", limits.maxOpenOrders(), String.valueOf(limits.maxOpenOrders()));
        return text.length() == 0 ? " none" : text.toString();
    }

    private static void add(StringBuilder text, String name, long value, String shown) {
        if (value != 0) {
            text.append(name).append(shown);
        }
    }

    private static String word(Enum<?> value) {
        return value == null ? "?" : Words.of(value);
    }

    /** {@return a client's text, printable, in quotes} */
    static String memo(byte[] bytes, int length) {
        String text = new String(bytes, 0, length, StandardCharsets.UTF_8);
        return '"' + text.replaceAll("\\p{Cntrl}", "?") + '"';
    }

    /** {@return a time in UTC, ISO-8601} */
    static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS), Math.floorMod(nanos, NANOS));
    }

    /** {@return the words of limits as events and commands have them} */
    static String limitsWords(Limits limits, Instrument instrument) {
        return "limits:" + limits(limits, instrument);
    }
}
