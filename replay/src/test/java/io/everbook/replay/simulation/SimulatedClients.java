package io.everbook.replay.simulation;

import io.everbook.core.command.Command;
import io.everbook.core.command.CommandType;
import io.everbook.core.command.InstrumentState;
import io.everbook.core.command.OrderType;
import io.everbook.core.command.ParticipantState;
import io.everbook.core.command.SelfTradePrevention;
import io.everbook.core.command.Side;
import io.everbook.core.command.TimeInForce;
import io.everbook.core.event.RejectReason;
import java.util.SplittableRandom;

/** Random clients: every type of command with every kind of order, mostly sensible, sometimes not. */
final class SimulatedClients {

    private static final int PARTICIPANTS = 5;
    private static final long START_NANOS = 1_700_000_000_000_000_000L;
    private static final Side[] SIDES = Side.values();
    private static final OrderType[] ORDER_TYPES = OrderType.values();
    private static final TimeInForce[] TIMES_IN_FORCE = TimeInForce.values();
    private static final SelfTradePrevention[] PREVENTIONS = SelfTradePrevention.values();
    private static final InstrumentState[] STATES = InstrumentState.values();
    private static final RejectReason[] REASONS = RejectReason.values();

    private final SplittableRandom random;
    private final long[] requestIds = new long[PARTICIPANTS + 1];
    private final byte[] memo = new byte[Command.MEMO_BYTES];

    SimulatedClients(SplittableRandom random) {
        this.random = random;
    }

    /**
     * Fills in the next command.
     *
     * @param command where to
     * @param marketIndex its market
     * @param lastSequence the last command of that market
     * @param nanos the virtual time
     */
    void next(Command command, int marketIndex, int lastSequence, long nanos) {
        int participant = 1 + random.nextInt(PARTICIPANTS);
        command.clear().marketIndex(marketIndex).timestampNanos(START_NANOS + nanos);
        command.participantId(participant).requestId(requestId(participant));
        int dice = random.nextInt(100);
        if (dice < 62) {
            enter(command);
        } else if (dice < 72) {
            some(command.type(CommandType.CANCEL_ORDER), lastSequence);
        } else if (dice < 84) {
            some(command.type(CommandType.REPLACE_ORDER), lastSequence);
            command.priceTicks(random.nextInt(3) == 0 ? 0 : price()).quantityLots(random.nextInt(20));
        } else if (dice < 94) {
            command.type(CommandType.ADVANCE_TIME).participantId(0).requestId(0);
        } else {
            control(command);
        }
        spoil(command);
    }

    private long requestId(int participant) {
        return switch (random.nextInt(12)) {
            case 0 -> 0;
            case 1 -> requestIds[participant];
            default -> ++requestIds[participant];
        };
    }

    private void enter(Command command) {
        command.type(CommandType.NEW_ORDER)
                .side(SIDES[random.nextInt(SIDES.length)])
                .orderType(OrderType.LIMIT)
                .timeInForce(TimeInForce.GTC)
                .selfTradePrevention(PREVENTIONS[random.nextInt(PREVENTIONS.length)])
                .priceTicks(price())
                .quantityLots(1 + random.nextInt(20));
        switch (random.nextInt(10)) {
            case 0 ->
                command.orderType(OrderType.MARKET).timeInForce(TimeInForce.IOC).priceTicks(0);
            case 1 -> command.orderType(OrderType.STOP).priceTicks(0).triggerPriceTicks(price());
            case 2 -> command.orderType(OrderType.STOP_LIMIT).triggerPriceTicks(price());
            case 3 -> command.displayQuantityLots(1 + random.nextInt(3));
            case 4 ->
                command.timeInForce(TimeInForce.GTD).expireNanos(command.timestampNanos() + random.nextInt(9_000_000));
            case 5 -> command.timeInForce(TIMES_IN_FORCE[random.nextInt(TIMES_IN_FORCE.length)]);
            case 6 -> command.postOnly(true);
            default -> {}
        }
        if (random.nextInt(3) == 0) {
            memo[0] = (byte) random.nextInt('a', 'z');
            memo[1] = memo[0];
            command.memo(memo, 1 + random.nextInt(memo.length));
        }
    }

    private void control(Command command) {
        switch (random.nextInt(4)) {
            case 0 -> command.type(CommandType.MASS_CANCEL).side(random.nextBoolean() ? null : Side.SELL);
            case 1 ->
                command.type(CommandType.SET_INSTRUMENT_STATE)
                        .instrumentState(
                                random.nextBoolean() ? InstrumentState.OPEN : STATES[random.nextInt(STATES.length)]);
            case 2 ->
                command.type(CommandType.SET_PARTICIPANT_STATE)
                        .participantState(random.nextInt(3) > 0 ? ParticipantState.ENABLED : ParticipantState.DISABLED);
            default -> {
                command.type(CommandType.SET_LIMITS);
                command.limits().priceBand(random.nextInt(90), 100 + random.nextInt(90));
                command.limits().maxQuantityLots(random.nextBoolean() ? 0 : 10 + random.nextInt(20));
                command.limits().maxOpenOrders(random.nextBoolean() ? 0 : random.nextInt(9));
            }
        }
    }

    /** What no client should send, and what a gateway refuses but has journaled all the same. */
    private void spoil(Command command) {
        switch (random.nextInt(150)) {
            case 0 -> command.refusal(REASONS[random.nextInt(REASONS.length)]);
            case 1 -> command.priceTicks(random.nextLong());
            case 2 -> command.quantityLots(random.nextLong());
            case 3 -> command.orderType(ORDER_TYPES[random.nextInt(ORDER_TYPES.length)]);
            case 4 -> command.displayQuantityLots(random.nextLong());
            case 5 -> command.participantId(-1);
            default -> {}
        }
    }

    private void some(Command command, int lastSequence) {
        if (random.nextInt(4) == 0) {
            command.origRequestId(1 + random.nextLong(requestIds[command.participantId()] + 1));
        } else {
            command.orderId(Math.max(1, lastSequence - random.nextInt(30)));
        }
    }

    private long price() {
        return 100 + random.nextInt(-12, 13);
    }
}
