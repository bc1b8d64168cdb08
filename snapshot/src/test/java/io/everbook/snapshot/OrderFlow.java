package io.everbook.snapshot;

import io.everbook.core.command.Command;
import io.everbook.core.command.CommandType;
import io.everbook.core.command.OrderType;
import io.everbook.core.command.ParticipantState;
import io.everbook.core.command.SelfTradePrevention;
import io.everbook.core.command.Side;
import io.everbook.core.command.TimeInForce;
import java.util.Random;

/** Random commands that build a book, trade in it and are refused now and then; the same seed gives the same ones. */
final class OrderFlow {

    private static final int PARTICIPANTS = 9;

    private final Random random;
    private final long[] requestIds = new long[PARTICIPANTS + 1];

    OrderFlow(long seed) {
        random = new Random(seed);
    }

    Command next(Command command, long sequence) {
        command.clear().sequence(sequence).timestampNanos(1_700_000_000_000_000_000L + sequence * 1_000);
        int participant = 1 + random.nextInt(PARTICIPANTS);
        command.participantId(participant).requestId(++requestIds[participant]);
        int kind = random.nextInt(100);
        if (kind < 70) {
            enter(command);
        } else if (kind < 85) {
            command.type(CommandType.CANCEL_ORDER).orderId(some(sequence));
        } else if (kind < 97) {
            command.type(CommandType.REPLACE_ORDER)
                    .orderId(some(sequence))
                    .priceTicks(price())
                    .quantityLots(1 + random.nextInt(50));
        } else if (kind < 99) {
            command.type(CommandType.ADVANCE_TIME);
        } else {
            command.type(CommandType.SET_PARTICIPANT_STATE)
                    .participantState(random.nextBoolean() ? ParticipantState.ENABLED : ParticipantState.DISABLED);
        }
        return command;
    }

    private void enter(Command command) {
        boolean market = random.nextInt(20) == 0;
        command.type(CommandType.NEW_ORDER)
                .side(random.nextBoolean() ? Side.BUY : Side.SELL)
                .orderType(market ? OrderType.MARKET : OrderType.LIMIT)
                .timeInForce(market || random.nextInt(10) == 0 ? TimeInForce.IOC : TimeInForce.GTC)
                .selfTradePrevention(SelfTradePrevention.NONE)
                .priceTicks(market ? 0 : price())
                .quantityLots(1 + random.nextInt(50));
        if (!market && random.nextInt(8) == 0) {
            command.timeInForce(TimeInForce.GTC).postOnly(true);
        }
        if (!market && !command.postOnly()) {
            special(command);
        }
        if (random.nextInt(3) == 0) {
            byte[] memo = new byte[1 + random.nextInt(Command.MEMO_BYTES)];
            random.nextBytes(memo);
            command.memo(memo, memo.length);
        }
    }

    /** Makes stops, icebergs, orders that expire and orders that avoid their own participant's. */
    private void special(Command command) {
        SelfTradePrevention[] modes = SelfTradePrevention.values();
        command.selfTradePrevention(modes[random.nextInt(modes.length)]);
        switch (random.nextInt(6)) {
            case 0 ->
                command.timeInForce(TimeInForce.GTC)
                        .orderType(random.nextBoolean() ? OrderType.STOP : OrderType.STOP_LIMIT)
                        .triggerPriceTicks(price());
            case 1 -> command.timeInForce(TimeInForce.GTC).displayQuantityLots(1 + random.nextInt(9));
            case 2 -> command.timeInForce(TimeInForce.DAY);
            case 3 -> {
                command.timeInForce(TimeInForce.GTD);
                command.expireNanos(command.timestampNanos() + 1 + random.nextInt(1_000_000));
            }
            default -> {}
        }
    }

    private long price() {
        return 10_000 + random.nextInt(200) - 100;
    }

    private long some(long sequence) {
        return 1 + random.nextInt((int) Math.max(1, sequence));
    }
}
