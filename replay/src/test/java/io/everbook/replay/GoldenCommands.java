package io.everbook.replay;

import io.everbook.core.command.Command;
import io.everbook.core.command.CommandType;
import io.everbook.core.command.InstrumentState;
import io.everbook.core.command.OrderType;
import io.everbook.core.command.ParticipantState;
import io.everbook.core.command.SelfTradePrevention;
import io.everbook.core.command.Side;
import io.everbook.core.command.TimeInForce;
import io.everbook.core.event.RejectReason;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The commands behind the golden files: each kind of command and of order, each state that a snapshot holds. They must
 * never change; a new feature gets new golden files.
 */
final class GoldenCommands {

    private static final long START_NANOS = 1_700_000_000_000_000_000L;
    private static final long STEP_NANOS = 1_000_000L;
    private static final int FILLERS = 160;

    private final List<Consumer<Command>> script = new ArrayList<>();
    private long requestId;

    private GoldenCommands() {
        rules();
        specials();
        trades();
        states();
        fillers();
    }

    /** {@return fills the command of each sequence, from 1, but for sequence and time stamp} */
    static List<Consumer<Command>> script() {
        return new GoldenCommands().script;
    }

    /** Clears and fills a command. */
    static Command fill(List<Consumer<Command>> script, long sequence, Command command) {
        command.clear().sequence(sequence).timestampNanos(START_NANOS + sequence * STEP_NANOS);
        script.get((int) sequence - 1).accept(command);
        return command;
    }

    private void rules() {
        add(CommandType.SET_LIMITS, c -> {
            c.limits().priceBand(9_000, 11_000);
            c.limits().maxQuantityLots(1_000);
            c.limits().maxNotional(50_000_000);
            c.limits().maxOpenOrders(500);
        });
        add(CommandType.ADVANCE_TIME, c -> {});
        order(1, Side.BUY, 9_990, 100, c -> memo(c, "client order 1"));
        order(2, Side.SELL, 10_010, 100, c -> memo(c, "0123456789abcdef0123456789abcdef"));
        order(1, Side.BUY, 8_000, 1, c -> {});
        order(1, Side.BUY, 9_991, 2_000, c -> {});
        order(3, Side.BUY, 9_980, 10, c -> c.requestId(1));
        order(3, Side.SELL, 10_020, 10, c -> c.requestId(1));
        add(CommandType.NEW_ORDER, c -> c.participantId(2).refusal(RejectReason.OFF_TICK));
    }

    private void specials() {
        order(2, Side.SELL, 10_005, 90, c -> c.displayQuantityLots(20));
        order(4, Side.BUY, 9_985, 90, c -> c.displayQuantityLots(7).postOnly(true));
        order(3, Side.BUY, 9_970, 5, c -> c.timeInForce(TimeInForce.DAY));
        order(3, Side.SELL, 10_030, 5, c -> expires(c, 3_600_000));
        order(3, Side.SELL, 10_031, 6, c -> expires(c, 20));
        order(5, Side.BUY, 0, 15, c -> c.orderType(OrderType.STOP).triggerPriceTicks(10_300));
        order(5, Side.SELL, 9_690, 15, c -> c.orderType(OrderType.STOP_LIMIT).triggerPriceTicks(9_700));
        order(5, Side.BUY, 10_012, 4, c -> c.orderType(OrderType.STOP_LIMIT).triggerPriceTicks(10_009));
        for (SelfTradePrevention mode : SelfTradePrevention.values()) {
            order(6, Side.BUY, 9_960, 30, c -> c.selfTradePrevention(mode));
        }
    }

    private void trades() {
        order(1, Side.BUY, 10_005, 33, c -> c.timeInForce(TimeInForce.IOC));
        order(1, Side.SELL, 9_985, 40, c -> c.timeInForce(TimeInForce.FOK));
        order(1, Side.SELL, 9_900, 900, c -> c.timeInForce(TimeInForce.FOK));
        order(4, Side.BUY, 0, 60, c -> c.orderType(OrderType.MARKET).timeInForce(TimeInForce.IOC));
        order(
                2,
                Side.BUY,
                10_010,
                25,
                c -> c.timeInForce(TimeInForce.IOC).selfTradePrevention(SelfTradePrevention.DECREMENT_AND_CANCEL));
        add(
                CommandType.REPLACE_ORDER,
                c -> c.participantId(1).requestId(++requestId).orderId(3).leavesQuantityLots(50));
        add(
                CommandType.REPLACE_ORDER,
                c -> c.participantId(3)
                        .requestId(++requestId)
                        .orderId(12)
                        .priceTicks(9_971)
                        .quantityLots(6));
        add(
                CommandType.CANCEL_ORDER,
                c -> c.participantId(2).requestId(++requestId).orderId(4));
        add(
                CommandType.CANCEL_ORDER,
                c -> c.participantId(2).requestId(++requestId).orderId(4_000));
    }

    private void states() {
        order(7, Side.BUY, 9_950, 10, c -> {});
        order(7, Side.SELL, 10_050, 10, c -> {});
        add(CommandType.SET_PARTICIPANT_STATE, c -> c.participantId(7).participantState(ParticipantState.DISABLED));
        order(7, Side.BUY, 9_950, 10, c -> {});
        order(8, Side.SELL, 10_060, 10, c -> {});
        add(CommandType.MASS_CANCEL, c -> c.participantId(8).side(Side.SELL));
        add(CommandType.SET_INSTRUMENT_STATE, c -> c.instrumentState(InstrumentState.HALTED));
        order(1, Side.BUY, 9_950, 10, c -> {});
        add(CommandType.SET_INSTRUMENT_STATE, c -> c.instrumentState(InstrumentState.OPEN));
        add(CommandType.ADVANCE_TIME, c -> {});
    }

    private void fillers() {
        for (int i = 0; i < FILLERS; i++) {
            int n = i;
            if (i % 10 == 9) {
                order(
                        1 + i % 5,
                        i % 20 == 9 ? Side.BUY : Side.SELL,
                        i % 20 == 9 ? 10_020 : 9_980,
                        30,
                        c -> c.timeInForce(TimeInForce.IOC));
            } else if (i % 7 == 6) {
                add(
                        CommandType.CANCEL_ORDER,
                        c -> c.participantId(1 + (n - 5) % 5)
                                .requestId(++requestId)
                                .orderId(c.sequence() - 5));
            } else {
                order(
                        1 + i % 5,
                        i % 2 == 0 ? Side.BUY : Side.SELL,
                        i % 2 == 0 ? 9_999 - i % 37 : 10_001 + i % 41,
                        10 + i,
                        c -> memo(c, n % 3 == 0 ? "filler " + n : ""));
            }
        }
    }

    private void order(int participant, Side side, long priceTicks, long lots, Consumer<Command> more) {
        add(CommandType.NEW_ORDER, c -> {
            c.participantId(participant)
                    .requestId(++requestId)
                    .side(side)
                    .orderType(OrderType.LIMIT)
                    .timeInForce(TimeInForce.GTC)
                    .selfTradePrevention(SelfTradePrevention.NONE)
                    .priceTicks(priceTicks)
                    .quantityLots(lots);
            more.accept(c);
        });
    }

    private void add(CommandType type, Consumer<Command> more) {
        script.add(c -> more.accept(c.type(type)));
    }

    private static void expires(Command command, int millis) {
        command.timeInForce(TimeInForce.GTD).expireNanos(command.timestampNanos() + millis * STEP_NANOS);
    }

    private static void memo(Command command, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        command.memo(bytes, bytes.length);
    }
}
