package io.everbook.replay.timeline;

import io.everbook.core.command.Command;
import io.everbook.core.command.CommandType;
import io.everbook.core.command.Limits;
import io.everbook.core.event.RejectReason;
import java.util.EnumMap;
import java.util.Map;

/** The settings that the second timeline holds, and what they make of its commands. */
final class Pins {

    private final Map<Setting, Long> values = new EnumMap<>(Setting.class);
    private long tick = 1;
    private long lot = 1;

    void hold(Change.Set pin) {
        values.put(pin.setting(), pin.value());
        tick = values.getOrDefault(Setting.TICK, 1L);
        lot = values.getOrDefault(Setting.LOT, 1L);
    }

    /** Changes a command to what it would have been: refused by its gateway, or with the limits that are held. */
    void apply(Command command) {
        if (values.isEmpty() || command.refusal() != null) {
            return;
        }
        command.refusal(refusal(command));
        if (command.type() == CommandType.SET_LIMITS) {
            apply(command.limits());
        }
    }

    private void apply(Limits limits) {
        limits.priceBand(
                held(Setting.LIMIT_MIN_PRICE, limits.minPriceTicks()),
                held(Setting.LIMIT_MAX_PRICE, limits.maxPriceTicks()));
        limits.maxQuantityLots(held(Setting.LIMIT_MAX_QUANTITY, limits.maxQuantityLots()));
        limits.maxNotional(held(Setting.LIMIT_MAX_NOTIONAL, limits.maxNotional()));
        limits.maxOpenOrders((int) held(Setting.LIMIT_MAX_OPEN_ORDERS, limits.maxOpenOrders()));
    }

    private long held(Setting setting, long journaled) {
        return values.getOrDefault(setting, journaled);
    }

    /** What a gateway would have found, in the order in which gateways read the fields. */
    private RejectReason refusal(Command command) {
        return switch (command.type()) {
            case NEW_ORDER ->
                first(
                        price(command.priceTicks()),
                        price(command.triggerPriceTicks()),
                        quantity(command.quantityLots()),
                        quantity(command.displayQuantityLots()));
            case REPLACE_ORDER ->
                first(
                        price(command.priceTicks()),
                        quantity(command.quantityLots()),
                        quantity(command.leavesQuantityLots()),
                        price(command.triggerPriceTicks()));
            case SET_LIMITS ->
                first(
                        price(command.limits().minPriceTicks()),
                        price(command.limits().maxPriceTicks()),
                        quantity(command.limits().maxQuantityLots()),
                        null);
            case CANCEL_ORDER, MASS_CANCEL, SET_INSTRUMENT_STATE, SET_PARTICIPANT_STATE, ADVANCE_TIME, QUERY_BOOK ->
                null;
        };
    }

    private RejectReason price(long ticks) {
        return ticks % tick == 0 ? null : RejectReason.OFF_TICK;
    }

    private RejectReason quantity(long lots) {
        return lots % lot == 0 ? null : RejectReason.OFF_LOT;
    }

    private static RejectReason first(RejectReason one, RejectReason two, RejectReason three, RejectReason four) {
        if (one != null) {
            return one;
        }
        if (two != null) {
            return two;
        }
        return three != null ? three : four;
    }
}
