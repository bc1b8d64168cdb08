package io.everbook.app.bench;

import io.everbook.core.command.Command;
import io.everbook.core.command.CommandType;
import io.everbook.core.command.OrderType;
import io.everbook.core.command.SelfTradePrevention;
import io.everbook.core.command.Side;
import io.everbook.core.command.TimeInForce;
import java.util.SplittableRandom;

/**
 * Commands that fill a book and then keep it at its size: of a hundred, 45 rest near the middle, 40 cancel and 5 reduce
 * one of those, 10 take what is best. The same counts make the same commands. A caller applies each of them, in this
 * order, since orders are named by the sequence that they get.
 */
final class SteadyFlow {

    private static final long SEED = 20_240_901;
    private static final int PARTICIPANTS = 1_000;
    private static final long MID_TICKS = 1_000_000;
    private static final int FAR_LEVELS = 20_000;
    private static final int NEAR_LEVELS = 50;
    private static final int REMEMBERED = 4096;
    private static final int MAX_LOTS = 100;
    private static final long START_NANOS = 1_700_000_000_000_000_000L;
    private static final long STEP_NANOS = 1_000;

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final long[] requestIds = new long[PARTICIPANTS + 1];
    private final long[] orderIds = new long[REMEMBERED];
    private final int[] owners = new int[REMEMBERED];
    private int remembered;
    private long sequence;

    /** {@return a flow that has made so many resting orders already} */
    static SteadyFlow filled(int orders) {
        SteadyFlow flow = new SteadyFlow();
        Command command = new Command();
        for (int i = 0; i < orders; i++) {
            flow.fill(command);
        }
        return flow;
    }

    /** Makes an order that rests where trading does not come. */
    void fill(Command command) {
        rest(command, NEAR_LEVELS + 1 + random.nextInt(FAR_LEVELS));
    }

    /** Makes the next command of steady trading. */
    void next(Command command) {
        int draw = random.nextInt(100);
        if (draw < 45 || remembered == 0) {
            rest(command, 1 + random.nextInt(NEAR_LEVELS));
            remember(command);
        } else if (draw < 85) {
            cancel(command);
        } else if (draw < 90) {
            reduce(command);
        } else {
            take(command);
        }
    }

    private void rest(Command command, int distance) {
        boolean buys = random.nextBoolean();
        order(command, buys)
                .timeInForce(TimeInForce.GTC)
                .priceTicks(buys ? MID_TICKS - distance : MID_TICKS + distance);
    }

    private void take(Command command) {
        boolean buys = random.nextBoolean();
        order(command, buys)
                .timeInForce(TimeInForce.IOC)
                .priceTicks(buys ? MID_TICKS + NEAR_LEVELS : MID_TICKS - NEAR_LEVELS);
    }

    private Command order(Command command, boolean buys) {
        return begin(command, CommandType.NEW_ORDER, 1 + random.nextInt(PARTICIPANTS))
                .side(buys ? Side.BUY : Side.SELL)
                .orderType(OrderType.LIMIT)
                .selfTradePrevention(SelfTradePrevention.NONE)
                .quantityLots(1 + random.nextInt(MAX_LOTS));
    }

    private void remember(Command command) {
        int place = remembered < REMEMBERED ? remembered++ : random.nextInt(REMEMBERED);
        orderIds[place] = sequence;
        owners[place] = command.participantId();
    }

    private void cancel(Command command) {
        int place = random.nextInt(remembered);
        begin(command, CommandType.CANCEL_ORDER, owners[place]).orderId(orderIds[place]);
        remembered--;
        orderIds[place] = orderIds[remembered];
        owners[place] = owners[remembered];
    }

    private void reduce(Command command) {
        int place = random.nextInt(remembered);
        begin(command, CommandType.REPLACE_ORDER, owners[place])
                .orderId(orderIds[place])
                .leavesQuantityLots(1);
    }

    private Command begin(Command command, CommandType type, int participantId) {
        sequence++;
        return command.clear()
                .type(type)
                .timestampNanos(START_NANOS + sequence * STEP_NANOS)
                .participantId(participantId)
                .requestId(++requestIds[participantId]);
    }
}
