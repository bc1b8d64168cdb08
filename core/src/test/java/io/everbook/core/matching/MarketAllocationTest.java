package io.everbook.core.matching;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.everbook.core.command.Command;
import io.everbook.core.command.CommandType;
import io.everbook.core.command.OrderType;
import io.everbook.core.command.SelfTradePrevention;
import io.everbook.core.command.Side;
import io.everbook.core.command.TimeInForce;
import io.everbook.core.event.CancelReason;
import io.everbook.core.event.EventBatch;
import io.everbook.core.event.EventType;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** After warm-up a command allocates nothing. */
class MarketAllocationTest {

    private static final int COMMANDS = 200_000;
    private static final int RECENT = 512;
    private static final SelfTradePrevention[] PREVENTIONS = SelfTradePrevention.values();
    private static final byte[] MEMO = "an-order-of-mine".getBytes(StandardCharsets.US_ASCII);

    private final Market market = new Market(MarketScenario.INSTRUMENT);
    private final EventBatch events = new EventBatch();
    private final Command command = new Command();
    private final long[] requestIds = new long[8];
    private final long[] recentOrders = new long[RECENT];
    private final int[] recentOwners = new int[RECENT];
    private long random = 0x5DEE_CE66_D1CE_4E5BL;
    private final long[] eventCounts = new long[EventType.values().length + 1];
    private long expired;
    private long eventCount;

    @Test
    void shouldAllocateNothingPerCommandAfterWarmUp() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        run(COMMANDS);
        run(COMMANDS);
        threads.getThreadAllocatedBytes(thread);
        long tradesBefore = market.lastTradeId();
        // A compiler may leave some bytes in one round; what a command allocates is in each.
        long allocated = Long.MAX_VALUE;
        for (int round = 0; round < 3 && allocated > 0; round++) {
            long before = threads.getThreadAllocatedBytes(thread);
            run(COMMANDS);
            allocated = Math.min(allocated, threads.getThreadAllocatedBytes(thread) - before);
        }
        assertThat(allocated).isZero();
        assertThat(market.lastTradeId() - tradesBefore).isGreaterThan(COMMANDS / 10);
        assertThat(market.openOrderCount()).isBetween(100, 5_000);
        assertThat(eventCount).isGreaterThan(3L * COMMANDS);
        assertThat(eventCounts[EventType.TRIGGERED.code()]).isGreaterThan(COMMANDS / 100);
        assertThat(eventCounts[EventType.REFRESHED.code()]).isGreaterThan(COMMANDS / 100);
        assertThat(expired).isGreaterThan(COMMANDS / 100);
    }

    private void run(int count) {
        for (int i = 0; i < count; i++) {
            next(i % RECENT);
            market.apply(command.sequence(market.sequence() + 1), events);
            eventCount += events.size();
            for (int at = 0; at < events.size(); at++) {
                expired += events.event(at).cancelReason() == CancelReason.EXPIRED ? 1 : 0;
                eventCounts[events.event(at).type().code()]++;
            }
        }
    }

    /**
     * Fills in the next command: of 16, eight enter an order, four cancel one, three replace one, one takes the
     * market.
     */
    private void next(int place) {
        int dice = nextInt(16);
        int participant = 1 + nextInt(4);
        command.clear().participantId(participant).timestampNanos(market.sequence());
        if (dice < 8) {
            newOrder().timeInForce(TimeInForce.GTC);
            special();
            recentOrders[place] = market.sequence() + 1;
            recentOwners[place] = participant;
        } else if (dice < 12) {
            command.type(CommandType.CANCEL_ORDER)
                    .participantId(recentOwners[place])
                    .orderId(recentOrders[place]);
        } else if (dice < 15) {
            command.type(CommandType.REPLACE_ORDER)
                    .participantId(recentOwners[place])
                    .orderId(recentOrders[place])
                    .priceTicks(dice == 12 ? 0 : 1_000 + nextInt(60))
                    .leavesQuantityLots(1 + nextInt(30));
        } else if (nextInt(200) == 0) {
            command.type(CommandType.MASS_CANCEL);
        } else if (nextInt(10) == 0) {
            command.type(CommandType.ADVANCE_TIME);
        } else {
            newOrder().orderType(OrderType.MARKET).priceTicks(0);
            command.timeInForce(nextInt(2) == 0 ? TimeInForce.IOC : TimeInForce.FOK);
        }
    }

    /** Of 16 orders, three are icebergs, two stops, and four expire. */
    private void special() {
        int dice = nextInt(16);
        if (dice < 3) {
            command.displayQuantityLots(1 + nextInt((int) command.quantityLots()));
        } else if (dice == 3) {
            command.orderType(OrderType.STOP_LIMIT).triggerPriceTicks(1_000 + nextInt(40));
        } else if (dice == 4) {
            command.orderType(OrderType.STOP).triggerPriceTicks(1_000 + nextInt(40));
        } else if (dice == 5) {
            command.timeInForce(TimeInForce.DAY);
        } else if (dice < 9) {
            command.timeInForce(TimeInForce.GTD).expireNanos(market.sequence() + nextInt(2_000));
        }
    }

    private Command newOrder() {
        Side side = nextInt(2) == 0 ? Side.BUY : Side.SELL;
        return command.type(CommandType.NEW_ORDER)
                .requestId(++requestIds[command.participantId()])
                .side(side)
                .orderType(OrderType.LIMIT)
                .selfTradePrevention(nextInt(2) == 0 ? SelfTradePrevention.NONE : PREVENTIONS[nextInt(5)])
                .priceTicks((side == Side.BUY ? 1_000 : 1_020) + nextInt(40))
                .quantityLots(1 + nextInt(30))
                .memo(MEMO, nextInt(MEMO.length + 1));
    }

    private int nextInt(int bound) {
        random ^= random << 13;
        random ^= random >>> 7;
        random ^= random << 17;
        return (int) ((random >>> 1) % bound);
    }
}
