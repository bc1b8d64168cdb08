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

    private static final long DAY_NANOS = 86_400_000_000_000L;

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
        tick();
        Command command = shape();
        command.marketIndex(3);
        if (command.timestampNanos() == 0) {
            command.timestampNanos(timestampNanos);
        }
        if (isRare(400)) {
            command.refusal(RejectReason.values()[random.nextInt(RejectReason.values().length)]);
        }
        return command;
    }

    /** Lets time pass; now and then it is midnight, or just before, or a day later. */
    private void tick() {
        timestampNanos += random.nextInt(1_000);
        if (isRare(1_500)) {
            long midnight = (timestampNanos / DAY_NANOS + 1) * DAY_NANOS;
            timestampNanos = midnight + (random.nextBoolean() ? random.nextInt(-1, 2) : random.nextLong(DAY_NANOS));
        }
    }

    private Command shape() {
        if (oracle.limits.maxQuantityLots() != 0 && random.nextInt(60) == 0) {
            return Orders.from(CommandType.SET_LIMITS, 0);
        }
        if (oracle.state != InstrumentState.OPEN && random.nextInt(4) == 0) {
            return Orders.instrumentState(InstrumentState.OPEN);
        }
        if (!oracle.disabled.isEmpty() && random.nextInt(8) == 0) {
            return Orders.enable(oracle.disabled.iterator().next());
        }
        int dice = random.nextInt(1020);
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
        } else if (dice >= 1_003) {
            return Orders.advanceTime(timestampNanos - (isRare(5) ? random.nextInt(200_000) : 0));
        } else if (dice >= 1_000) {
            return limits();
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
            default -> Orders.advanceTime(0);
        };
    }

    private Command limits() {
        Command command = Orders.from(CommandType.SET_LIMITS, 0);
        boolean odd = isRare(8);
        long low = odd ? -1 : random.nextBoolean() ? 0 : price();
        long high = random.nextInt(3) == 0 ? 0 : price() + (odd ? -5 : 5);
        long lots = isRare(10) ? -1 : 5 + random.nextInt(20);
        long notional = random.nextBoolean() ? 0 : 1_000L * random.nextInt(3, 20) + (odd ? -50_000 : 0);
        command.limits().priceBand(low, high);
        command.limits().maxQuantityLots(lots);
        command.limits().maxNotional(notional);
        command.limits().maxOpenOrders(random.nextInt(odd ? -2 : 0, 12));
        return command;
    }

    private Command newOrder() {
        Command order = Orders.limit(participant(), random.nextBoolean() ? Side.BUY : Side.SELL, quantity(), price());
        if (random.nextInt(2) == 0) {
            SelfTradePrevention[] modes = SelfTradePrevention.values();
            order.selfTradePrevention(modes[random.nextInt(modes.length)]);
        }
        int dice = random.nextInt(160);
        if (dice >= 100) {
            special(order, dice);
        } else if (dice < 8) {
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

    /** Makes stops, icebergs and orders that expire, also in one. */
    private void special(Command order, int dice) {
        if (dice < 120) {
            stop(order);
        }
        if (dice >= 115 && dice < 140) {
            order.displayQuantityLots(1 + random.nextInt(isRare(10) ? 30 : 4));
        }
        if (dice >= 137) {
            expiring(order);
        }
        if (isRare(30)) {
            spoil(order);
        }
    }

    private void stop(Command order) {
        long last = oracle.lastTradePriceTicks();
        order.triggerPriceTicks(last == 0 ? price() : Math.max(1, last + random.nextInt(-3, 4)));
        order.orderType(random.nextBoolean() ? OrderType.STOP : OrderType.STOP_LIMIT);
        if (order.orderType() == OrderType.STOP && random.nextInt(3) > 0) {
            order.priceTicks(0);
        } else if (random.nextBoolean()) {
            order.priceTicks(Math.max(1, order.triggerPriceTicks() + random.nextInt(-2, 3)));
        }
        if (random.nextBoolean()) {
            expiring(order);
        }
    }

    private void expiring(Command order) {
        if (random.nextInt(3) == 0) {
            order.timeInForce(TimeInForce.DAY);
            if (isRare(200)) {
                order.timestampNanos(Long.MAX_VALUE - random.nextInt(5));
            }
        } else {
            long soon = timestampNanos + random.nextInt(-3_000, 100_000);
            order.timeInForce(TimeInForce.GTD).expireNanos(random.nextBoolean() ? soon : soon / 10_000 * 10_000);
        }
    }

    private void spoil(Command order) {
        switch (random.nextInt(15)) {
            case 0 -> order.side(null);
            case 1 -> order.orderType(null);
            case 2 -> order.timeInForce(null);
            case 3 -> order.selfTradePrevention(null);
            case 4 -> order.expireNanos(timestampNanos + 5);
            case 5 -> order.triggerPriceTicks(price());
            case 6 -> order.timeInForce(TimeInForce.GTD).expireNanos(-random.nextLong(2));
            case 7 -> order.displayQuantityLots(random.nextBoolean() ? -1 : order.quantityLots() + 1);
            case 8 -> order.quantityLots(-random.nextLong(3));
            case 9 -> order.priceTicks(-random.nextLong(3));
            case 10 -> order.orderType(OrderType.MARKET);
            case 11 -> order.timeInForce(TimeInForce.IOC).postOnly(true);
            case 12 -> order.orderType(OrderType.STOP).triggerPriceTicks(-random.nextLong(2));
            case 13 -> order.quantityLots(2_000).displayQuantityLots(1);
            default -> order.timeInForce(TimeInForce.FOK).displayQuantityLots(1);
        }
    }

    private Command replace() {
        Command command = name(Orders.from(CommandType.REPLACE_ORDER, participant()));
        if (random.nextInt(3) > 0) {
            command.priceTicks(isRare(50) ? -1 : price());
        }
        if (isRare(8)) {
            command.triggerPriceTicks(
                    isRare(50) ? -1 : Math.max(1, oracle.lastTradePriceTicks() + random.nextInt(-3, 4)));
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
