package io.everbook.app.demo;

import io.everbook.core.command.Command;
import io.everbook.core.command.CommandType;
import io.everbook.core.command.OrderType;
import io.everbook.core.command.SelfTradePrevention;
import io.everbook.core.command.Side;
import io.everbook.core.command.TimeInForce;
import java.util.SplittableRandom;

/**
 * The commands of a crowd of generated participants around a price that walks: mostly limit orders near the touch, many
 * cancels and replaces, some immediate and market orders. The same seed gives the same commands.
 */
public final class TraderFlow {

    private static final int PARTICIPANTS = 50;
    private static final int REMEMBERED = 4096;
    private static final long START_TICKS = 6_500_000L;
    private static final long LOTS_PER_UNIT = 1_000_000L;

    private final SplittableRandom random;
    private final long[] lastRequestIds = new long[PARTICIPANTS + 1];
    private final int[] owners = new int[REMEMBERED];
    private final long[] requestIds = new long[REMEMBERED];
    private int remembered;
    private long midTicks = START_TICKS;

    /**
     * Begins a flow.
     *
     * @param seed the same seed gives the same commands
     */
    public TraderFlow(long seed) {
        random = new SplittableRandom(seed);
    }

    /**
     * Makes the next command of the crowd.
     *
     * @param command cleared and filled; the market index and the time stamp are left to the caller
     */
    public void next(Command command) {
        midTicks += random.nextInt(3) - 1;
        int participant = 1 + random.nextInt(PARTICIPANTS);
        command.clear().participantId(participant).requestId(++lastRequestIds[participant]);
        int draw = random.nextInt(100);
        if (draw < 55 || remembered < PARTICIPANTS) {
            limit(command, participant);
        } else if (draw < 82) {
            amend(command.type(CommandType.CANCEL_ORDER));
        } else if (draw < 90) {
            amend(command.type(CommandType.REPLACE_ORDER).leavesQuantityLots(lots()));
        } else {
            take(command);
        }
    }

    private void limit(Command command, int participant) {
        boolean buys = random.nextBoolean();
        long away = 1 + (long) random.nextInt(20) * random.nextInt(20);
        order(command, buys ? Side.BUY : Side.SELL)
                .orderType(OrderType.LIMIT)
                .timeInForce(TimeInForce.GTC)
                .priceTicks(buys ? midTicks - away : midTicks + away);
        int place = remembered++ % REMEMBERED;
        owners[place] = participant;
        requestIds[place] = command.requestId();
    }

    private void take(Command command) {
        boolean buys = random.nextBoolean();
        order(command, buys ? Side.BUY : Side.SELL)
                .timeInForce(TimeInForce.IOC)
                .orderType(random.nextInt(4) == 0 ? OrderType.MARKET : OrderType.LIMIT);
        if (command.orderType() == OrderType.LIMIT) {
            command.priceTicks(buys ? midTicks + 30 : midTicks - 30);
        }
    }

    private Command order(Command command, Side side) {
        return command.type(CommandType.NEW_ORDER)
                .side(side)
                .selfTradePrevention(SelfTradePrevention.NONE)
                .quantityLots(lots());
    }

    private void amend(Command command) {
        int place = random.nextInt(Math.min(remembered, REMEMBERED));
        lastRequestIds[command.participantId()]--;
        command.participantId(owners[place])
                .origRequestId(requestIds[place])
                .requestId(++lastRequestIds[owners[place]]);
    }

    private long lots() {
        return LOTS_PER_UNIT * (1 + random.nextInt(100));
    }
}
