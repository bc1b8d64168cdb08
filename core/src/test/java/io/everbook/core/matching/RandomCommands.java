package io.everbook.core.matching;

import io.everbook.core.command.Command;
import io.everbook.core.command.CommandType;
import io.everbook.core.command.InstrumentState;
import io.everbook.core.command.OrderType;
import io.everbook.core.command.SelfTradePrevention;
import io.everbook.core.command.Side;
import io.everbook.core.command.TimeInForce;
import io.everbook.core.event.RejectReason;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A random stream of every kind of command, good and bad. It looks at the oracle so that most cancels and replaces
 * find an order, and is the same stream for the same seed.
 */
final class RandomCommands {

    private static final byte[] LETTERS =
            "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ".getBytes(StandardCharsets.US_ASCII);
    private static final long OUTLIER_TICKS = 1_000_000_000_000L;

    private final SplittableRandom random;
    private final OracleMarket oracle;
    private final int participants;
    private final long priceRange;
    private final boolean extremes;
    private long timestampNanos = 1_700_000_000_000_000_000L;

    RandomCommands(long seed, OracleMarket oracle) {
        random = new SplittableRandom(seed);
        this.oracle = oracle;
        participants = random.nextInt(1, 7);
        long[] ranges = {2, 8, 8, 20, 130, 100_000};
        priceRange = ranges[random.nextInt(ranges.length)];
        extremes = random.nextInt(3) == 0;
    }

    Command next() {
        timestampNanos += random.nextInt(1_000);
        Command command = shape();
        command.timestampNanos(timestampNanos).marketIndex(3);
        if (isRare(400)) {
            command.refusal(RejectReason.values()[random.nextInt(RejectReason.values().length)]);
        }
        return command;
    }

    private Command shape() {
        if (oracle.state != InstrumentState.OPEN && random.nextInt(4) == 0) {
            return Orders.instrumentState(InstrumentState.OPEN);
        }
        if (!oracle.disabled.isEmpty() && random.nextInt(8) == 0) {
            return Orders.enable(oracle.disabled.iterator().next());
        }
        int dice = random.nextInt(1000);
        if (dice < 650) {
            return request(newOrder());
        } else if (dice < 770) {
            return request(name(Orders.from(CommandType.CANCEL_ORDER, participant())));
        } else if (dice < 980) {
            return request(replace());
        } else if (dice < 986) {
            return request(Orders.massCancel(participant()).side(anySide()));
        } else if (dice < 990) {
            return random.nextBoolean() ? Orders.disable(participant()) : Orders.enable(participant());
        } else if (dice < 993) {
            InstrumentState[] states = InstrumentState.values();
            return Orders.instrumentState(states[random.nextInt(states.length)]);
        }
        return odd();
    }

    private Command odd() {
        return switch (random.nextInt(8)) {
            case 0 -> Orders.from(null, participant());
            case 1 -> Orders.from(CommandType.SET_LIMITS, 0);
            case 2 -> Orders.from(CommandType.QUERY_BOOK, 0).quantityLots(5);
            case 3 -> Orders.from(CommandType.SET_PARTICIPANT_STATE, participant());
            case 4 -> Orders.from(CommandType.SET_INSTRUMENT_STATE, 0);
            case 5 -> Orders.disable(0);
            case 6 -> Orders.massCancel(-random.nextInt(2));
            default -> Orders.from(CommandType.ADVANCE_TIME, 0);
        };
    }

    private Command newOrder() {
        Command order = Orders.limit(participant(), random.nextBoolean() ? Side.BUY : Side.SELL, quantity(), price());
        int dice = random.nextInt(100);
        if (dice < 8) {
            order.timeInForce(TimeInForce.IOC);
        } else if (dice < 16) {
            order.timeInForce(TimeInForce.FOK);
        } else if (dice < 28) {
            order.orderType(OrderType.MARKET).timeInForce(random.nextBoolean() ? TimeInForce.IOC : TimeInForce.FOK);
            order.priceTicks(random.nextBoolean() ? 0 : price());
        } else if (dice < 40) {
            order.postOnly(true);
        } else if (dice < 43) {
            spoil(order);
        }
        return order;
    }

    private void spoil(Command order) {
        switch (random.nextInt(13)) {
            case 0 -> order.side(null);
            case 1 -> order.orderType(null);
            case 2 -> order.timeInForce(null);
            case 3 -> order.selfTradePrevention(null);
            case 4 -> order.selfTradePrevention(SelfTradePrevention.CANCEL_BOTH);
            case 5 -> order.orderType(OrderType.STOP).triggerPriceTicks(price());
            case 6 -> order.timeInForce(TimeInForce.GTD).expireNanos(timestampNanos + 5);
            case 7 -> order.displayQuantityLots(1);
            case 8 -> order.quantityLots(-random.nextLong(3));
            case 9 -> order.priceTicks(-random.nextLong(3));
            case 10 -> order.orderType(OrderType.MARKET);
            case 11 -> order.timeInForce(TimeInForce.IOC).postOnly(true);
            default -> order.timeInForce(TimeInForce.DAY);
        }
    }

    private Command replace() {
        Command command = name(Orders.from(CommandType.REPLACE_ORDER, participant()));
        if (random.nextInt(3) > 0) {
            command.priceTicks(isRare(50) ? -1 : price());
        }
        int dice = random.nextInt(6);
        if (dice < 3) {
            command.quantityLots(isRare(50) ? -1 : quantity());
        } else if (dice < 5) {
            command.leavesQuantityLots(isRare(50) ? -quantity() : quantity());
        }
        return command;
    }

    /** Names an open order, most often of the participant itself, by one of its two names. */
    private Command name(Command command) {
        List<OracleOrder> open = oracle.book.all();
        if (open.isEmpty() || isRare(12)) {
            return random.nextBoolean()
                    ? command.orderId(random.nextLong(-2, 2_000))
                    : command.origRequestId(random.nextLong(-2, 2_000));
        }
        OracleOrder order = open.get(random.nextInt(open.size()));
        if (!isRare(15)) {
            command.participantId(order.participantId);
        }
        boolean byRequest = order.requestId != 0 && random.nextBoolean();
        return byRequest ? command.origRequestId(order.requestId) : command.orderId(order.orderId);
    }

    /** Gives request id and memo. */
    private Command request(Command command) {
        long last = oracle.lastRequestIds.getOrDefault(command.participantId(), 0L);
        if (isRare(40)) {
            command.requestId(last - random.nextInt(2));
        } else if (random.nextInt(3) > 0) {
            command.requestId(last + random.nextInt(1, 4));
        }
        if (random.nextInt(3) == 0) {
            byte[] memo = new byte[random.nextInt(Command.MEMO_BYTES + 1)];
            for (int i = 0; i < memo.length; i++) {
                memo[i] = LETTERS[random.nextInt(LETTERS.length)];
            }
            command.memo(memo, memo.length);
        }
        return command;
    }

    private int participant() {
        return isRare(500) ? random.nextInt(-1, 1) : 1 + random.nextInt(participants) * 1_000_003;
    }

    private Side anySide() {
        return random.nextInt(3) == 0 ? null : random.nextBoolean() ? Side.BUY : Side.SELL;
    }

    private long price() {
        if (extremes && isRare(60)) {
            long[] prices = {1, 63, 64, 65, OUTLIER_TICKS, 1L << 40, 1L << 62, (1L << 62) + 1, Long.MAX_VALUE};
            return prices[random.nextInt(prices.length)];
        }
        return 1_000 + random.nextLong(priceRange);
    }

    private long quantity() {
        if (extremes && isRare(60)) {
            long[] quantities = {1L << 40, 1L << 61, (1L << 62) - 40, 1L << 62, (1L << 62) + 1, Long.MAX_VALUE};
            return quantities[random.nextInt(quantities.length)];
        }
        return 1 + random.nextLong(20);
    }

    private boolean isRare(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }
}
