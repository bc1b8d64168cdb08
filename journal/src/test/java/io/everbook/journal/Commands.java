package io.everbook.journal;

import io.everbook.core.command.Command;
import io.everbook.core.command.CommandType;
import io.everbook.core.command.InstrumentState;
import io.everbook.core.command.OrderType;
import io.everbook.core.command.ParticipantState;
import io.everbook.core.command.SelfTradePrevention;
import io.everbook.core.command.Side;
import io.everbook.core.command.TimeInForce;
import io.everbook.core.event.RejectReason;
import java.util.Arrays;
import java.util.Random;

/** Commands for tests, and how to compare them in every journaled field. */
final class Commands {

    private Commands() {}

    /** A limit order that is the same for the same sequence. */
    static Command order(long sequence) {
        return new Command()
                .clear()
                .type(CommandType.NEW_ORDER)
                .sequence(sequence)
                .timestampNanos(1_700_000_000_000_000_000L + sequence)
                .participantId((int) (1 + sequence % 7))
                .requestId(sequence)
                .side(sequence % 2 == 0 ? Side.BUY : Side.SELL)
                .orderType(OrderType.LIMIT)
                .timeInForce(TimeInForce.GTC)
                .priceTicks(10_000 + sequence % 50)
                .quantityLots(sequence);
    }

    static Command cancel(long sequence) {
        return new Command()
                .clear()
                .type(CommandType.CANCEL_ORDER)
                .sequence(sequence)
                .timestampNanos(sequence)
                .participantId(1)
                .orderId(sequence);
    }

    /** A command of any type with any fields set to any values. */
    static Command random(Random random, long sequence) {
        Command command = new Command().clear();
        CommandType[] types = CommandType.values();
        command.type(types[random.nextInt(types.length)]).sequence(sequence).timestampNanos(random.nextLong());
        command.participantId(any(random) ? random.nextInt() : 0)
                .requestId(number(random))
                .orderId(number(random))
                .origRequestId(number(random))
                .side(oneOf(random, Side.values()))
                .orderType(oneOf(random, OrderType.values()))
                .timeInForce(oneOf(random, TimeInForce.values()))
                .selfTradePrevention(oneOf(random, SelfTradePrevention.values()))
                .postOnly(any(random))
                .priceTicks(number(random))
                .quantityLots(number(random))
                .leavesQuantityLots(number(random))
                .triggerPriceTicks(number(random))
                .displayQuantityLots(number(random))
                .expireNanos(number(random))
                .instrumentState(oneOf(random, InstrumentState.values()))
                .participantState(oneOf(random, ParticipantState.values()))
                .refusal(oneOf(random, RejectReason.values()));
        if (any(random)) {
            command.limits().priceBand(number(random), number(random));
            command.limits().maxQuantityLots(number(random));
            command.limits().maxNotional(number(random));
            command.limits().maxOpenOrders(any(random) ? random.nextInt() : 0);
        }
        if (any(random)) {
            byte[] memo = new byte[random.nextInt(Command.MEMO_BYTES + 1)];
            random.nextBytes(memo);
            command.memo(memo, memo.length);
        }
        return command;
    }

    /** Every journaled field as text. */
    static String text(Command command) {
        return command.type() + " " + command.sequence() + " " + command.timestampNanos() + " "
                + command.participantId() + " " + command.requestId() + " " + command.orderId() + " "
                + command.origRequestId() + " " + command.side() + " " + command.orderType() + " "
                + command.timeInForce() + " " + command.selfTradePrevention() + " " + command.postOnly() + " "
                + command.priceTicks() + " " + command.quantityLots() + " " + command.leavesQuantityLots() + " "
                + command.triggerPriceTicks() + " " + command.displayQuantityLots() + " " + command.expireNanos()
                + " " + command.instrumentState() + " " + command.participantState() + " " + command.refusal() + " "
                + command.limits().minPriceTicks() + " " + command.limits().maxPriceTicks() + " "
                + command.limits().maxQuantityLots() + " " + command.limits().maxNotional() + " "
                + command.limits().maxOpenOrders() + " "
                + Arrays.toString(Arrays.copyOf(command.memo(), command.memoLength()));
    }

    private static boolean any(Random random) {
        return random.nextBoolean();
    }

    private static long number(Random random) {
        return any(random) ? random.nextLong() : 0;
    }

    private static <T> T oneOf(Random random, T[] values) {
        int index = random.nextInt(values.length + 1);
        return index == values.length ? null : values[index];
    }
}
