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
import java.util.Random;

/**
 * Random commands of every kind, with every order type, time in force and self-trade prevention, limits, halts, kill
 * switches and passing days; the same seed gives the same ones. Each can be written as JSON Lines and read again.
 */
public final class MixedFlow {

    /** When the first command is sent, nanoseconds since the epoch. */
    public static final long START_NANOS = 1_700_000_000_000_000_000L;

    private static final int PARTICIPANTS = 7;
    private static final int RECENT = 60;
    private static final long STEP_NANOS = 600_000_000_000L;

    private final Random random;
    private final long[] requestIds = new long[PARTICIPANTS + 1];
    private final int[] whose;

    private MixedFlow(long seed, int count) {
        random = new Random(seed);
        whose = new int[count + 1];
    }

    /** {@return so many commands, numbered from 1} */
    public static List<Command> of(long seed, int count) {
        MixedFlow flow = new MixedFlow(seed, count);
        List<Command> commands = new ArrayList<>();
        for (int sequence = 1; sequence <= count; sequence++) {
            commands.add(flow.next(sequence));
        }
        return commands;
    }

    private Command next(int sequence) {
        Command command = new Command().clear().sequence(sequence).timestampNanos(START_NANOS + sequence * STEP_NANOS);
        int kind = random.nextInt(1000);
        if (kind >= 970) {
            return operate(command, kind);
        }
        int participant = 1 + random.nextInt(PARTICIPANTS);
        whose[sequence] = participant;
        if (random.nextInt(3) > 0) {
            requestIds[participant] += random.nextInt(20);
            command.requestId(requestIds[participant]);
        }
        command.participantId(participant);
        if (kind < 640) {
            enter(command);
        } else if (kind < 780) {
            name(command.type(CommandType.CANCEL_ORDER));
        } else if (kind < 960) {
            replace(command);
        } else {
            command.type(CommandType.MASS_CANCEL).side(random.nextBoolean() ? null : side());
        }
        if (random.nextInt(40) == 0) {
            command.refusal(RejectReason.OFF_TICK);
        }
        return command;
    }

    private Command operate(Command command, int kind) {
        if (kind < 985) {
            return command.type(CommandType.ADVANCE_TIME);
        }
        if (kind < 988) {
            return command.type(CommandType.SET_PARTICIPANT_STATE)
                    .participantId(1 + random.nextInt(PARTICIPANTS))
                    .participantState(ParticipantState.DISABLED);
        }
        if (kind < 993) {
            return command.type(CommandType.SET_PARTICIPANT_STATE)
                    .participantId(1 + random.nextInt(PARTICIPANTS))
                    .participantState(ParticipantState.ENABLED);
        }
        if (kind < 997) {
            command.type(CommandType.SET_LIMITS).limits().priceBand(random.nextInt(3) * 940, 1_060);
            command.limits().maxQuantityLots(random.nextInt(2) * 45);
            command.limits().maxNotional(random.nextInt(2) * 44_000);
            command.limits().maxOpenOrders(random.nextInt(2) * 12);
            return command;
        }
        boolean halt = random.nextInt(3) == 0;
        return command.type(CommandType.SET_INSTRUMENT_STATE)
                .instrumentState(halt ? InstrumentState.HALTED : InstrumentState.OPEN);
    }

    private void enter(Command command) {
        int kind = random.nextInt(10);
        OrderType type = kind == 0
                ? OrderType.MARKET
                : kind == 1 ? OrderType.STOP : kind == 2 ? OrderType.STOP_LIMIT : OrderType.LIMIT;
        boolean priced = type == OrderType.LIMIT || type == OrderType.STOP_LIMIT;
        boolean stop = type == OrderType.STOP || type == OrderType.STOP_LIMIT;
        command.type(CommandType.NEW_ORDER)
                .side(side())
                .orderType(type)
                .timeInForce(timeInForce(type, command))
                .selfTradePrevention(SelfTradePrevention.ofCode(1 + random.nextInt(5)))
                .priceTicks(priced || random.nextInt(4) == 0 ? price() : 0)
                .triggerPriceTicks(stop ? price() : 0)
                .quantityLots(1 + random.nextInt(50));
        boolean canHide =
                priced && command.timeInForce() != TimeInForce.IOC && command.timeInForce() != TimeInForce.FOK;
        if (canHide && random.nextInt(5) == 0) {
            command.displayQuantityLots(1 + random.nextInt((int) command.quantityLots()));
        }
        command.postOnly(type == OrderType.LIMIT && canHide && random.nextInt(8) == 0);
        if (random.nextInt(3) == 0) {
            byte[] memo = ("memo-" + random.nextInt(12)).getBytes(StandardCharsets.UTF_8);
            command.memo(memo, memo.length);
        }
    }

    private TimeInForce timeInForce(OrderType type, Command command) {
        if (type == OrderType.MARKET) {
            return random.nextBoolean() ? TimeInForce.IOC : TimeInForce.FOK;
        }
        int kind = random.nextInt(10);
        if (kind == 0) {
            return TimeInForce.DAY;
        }
        if (kind == 1) {
            command.expireNanos(command.timestampNanos() + random.nextInt(100) * STEP_NANOS);
            return TimeInForce.GTD;
        }
        boolean stop = type != OrderType.LIMIT;
        return kind < 4 && !stop ? kind == 2 ? TimeInForce.IOC : TimeInForce.FOK : TimeInForce.GTC;
    }

    private void replace(Command command) {
        name(command.type(CommandType.REPLACE_ORDER));
        if (random.nextBoolean()) {
            command.priceTicks(price());
        }
        int kind = random.nextInt(3);
        if (kind == 0) {
            command.quantityLots(1 + random.nextInt(50));
        } else if (kind == 1 || command.priceTicks() == 0) {
            command.leavesQuantityLots(1 + random.nextInt(50));
        }
    }

    /** Names a recent order, mostly one's own. */
    private void name(Command command) {
        int sequence = (int) command.sequence();
        int named = 1 + Math.max(0, sequence - 1 - random.nextInt(RECENT));
        for (int i = 0; i < RECENT && named > 1 && whose[named] != command.participantId(); i++) {
            named--;
        }
        if (random.nextInt(4) == 0) {
            command.origRequestId(Math.max(1, requestIds[command.participantId()] - random.nextInt(60)));
        } else {
            command.orderId(named);
        }
    }

    private Side side() {
        return random.nextBoolean() ? Side.BUY : Side.SELL;
    }

    private long price() {
        return 1_000 + random.nextInt(80) - 40;
    }
}
