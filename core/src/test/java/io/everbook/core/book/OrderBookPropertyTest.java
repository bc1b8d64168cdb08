package io.everbook.core.book;

import static org.assertj.core.api.Assertions.assertThat;

import io.everbook.core.command.Command;
import io.everbook.core.command.CommandType;
import io.everbook.core.command.OrderType;
import io.everbook.core.command.SelfTradePrevention;
import io.everbook.core.command.Side;
import io.everbook.core.command.TimeInForce;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whatever is done to a book, its walks, its two indexes and its owners' lists speak of the same orders. */
class OrderBookPropertyTest {

    private static final int OPERATIONS = 100_000;
    private static final int CHECK_INTERVAL = 500;
    private static final int OWNERS = 5;

    private final long seed = Long.getLong("everbook.book.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final Participants participants = new Participants();
    private final OrderBook book = new OrderBook(participants);
    private final List<Long> open = new ArrayList<>();
    private long lastOrderId;

    @Test
    void shouldKeepWalksIndexesAndOwnersConsistent() {
        System.out.println("order book: -Deverbook.book.seed=" + seed);
        for (int i = 0; i < OWNERS; i++) {
            participants.findOrAdd(1 + i * 7);
        }
        for (int i = 0; i < OPERATIONS; i++) {
            boolean growing = i / 20_000 % 2 == 0;
            if (open.isEmpty() || random.nextInt(20) < (growing ? 12 : 7)) {
                insert();
            } else {
                change();
            }
            if (i % CHECK_INTERVAL == 0) {
                check();
            }
        }
        check();
    }

    private void insert() {
        lastOrderId += 1 + random.nextInt(20);
        int owner = random.nextInt(OWNERS);
        long quantity = 1 + random.nextInt(100);
        Command order = new Command()
                .clear()
                .type(CommandType.NEW_ORDER)
                .sequence(lastOrderId)
                .participantId(participants.id(owner))
                .requestId(random.nextInt(3) == 0 ? 0 : lastOrderId * 3)
                .side(random.nextBoolean() ? Side.BUY : Side.SELL)
                .orderType(OrderType.LIMIT)
                .timeInForce(TimeInForce.GTC)
                .selfTradePrevention(SelfTradePrevention.NONE)
                .priceTicks(price())
                .quantityLots(quantity)
                .memo(new byte[] {(byte) lastOrderId}, random.nextInt(2));
        if (random.nextInt(3) == 0) {
            order.displayQuantityLots(1 + random.nextInt((int) quantity));
        }
        if (random.nextInt(4) == 0) {
            order.timeInForce(TimeInForce.GTD).expireNanos(lastOrderId + random.nextInt(50));
        }
        if (random.nextInt(4) == 0) {
            order.orderType(OrderType.STOP_LIMIT).triggerPriceTicks(price());
            book.insertWaiting(order, owner, quantity);
        } else {
            book.insert(order, owner, quantity, quantity);
        }
        open.add(lastOrderId);
    }

    private long price() {
        return random.nextInt(50) == 0 ? 1_000_000_000_000L : 1_000 + random.nextInt(200);
    }

    private void change() {
        int at = random.nextInt(open.size());
        int slot = book.find(open.get(at));
        long leaves = book.leavesLots(slot);
        switch (random.nextInt(5)) {
            case 0 -> reduce(slot);
            case 1 -> book.shrink(slot, book.quantityLots(slot), 1 + random.nextInt((int) leaves));
            case 2 -> {
                book.unqueue(slot);
                book.requeue(slot, price(), book.quantityLots(slot), leaves + 1);
            }
            case 3 -> trigger(slot);
            default -> book.remove(slot);
        }
        if (book.find(open.get(at)) == OrderBook.NONE) {
            open.set(at, open.get(open.size() - 1));
            open.remove(open.size() - 1);
        }
    }

    private void reduce(int slot) {
        if (book.isWaiting(slot)) {
            return;
        }
        long shown = book.shownLots(slot);
        long lots = random.nextInt(4) == 0 ? shown : 1 + random.nextInt((int) shown);
        boolean iceberg = book.displayLots(slot) > 0 && lots == shown && lots < book.leavesLots(slot);
        assertThat(book.reduce(slot, lots)).isEqualTo(iceberg);
        if (iceberg) {
            long slice = Math.min(book.displayLots(slot), book.leavesLots(slot));
            assertThat(book.refresh(slot)).isEqualTo(slice).isEqualTo(book.shownLots(slot));
        }
    }

    private void trigger(int slot) {
        if (book.isWaiting(slot)) {
            book.activate(slot);
            book.requeue(slot, book.priceTicks(slot), book.quantityLots(slot), book.leavesLots(slot));
        }
    }

    private void check() {
        assertThat(book.openOrderCount()).isEqualTo(open.size());
        Set<Long> walked = new HashSet<>();
        Map<Integer, Integer> ordersByOwner = new HashMap<>();
        for (Side side : Side.values()) {
            long[] total = new long[2];
            book.walk().orders(side, order -> {
                assertThat(order.waiting).isFalse();
                total[1] += order.shownQuantityLots;
                total[0] += checkOrder(order, side, walked, ordersByOwner);
            });
            List<Long> triggers = new ArrayList<>();
            book.walk().waiting(side, order -> {
                assertThat(order.waiting).isTrue();
                triggers.add(order.triggerPriceTicks);
                total[0] += checkOrder(order, side, walked, ordersByOwner);
            });
            assertThat(triggers)
                    .isSortedAccordingTo(side == Side.BUY ? Comparator.naturalOrder() : Comparator.reverseOrder());
            assertThat(book.totalLots(side)).isEqualTo(total[0]);
            checkLevels(side, total[1]);
        }
        assertThat(walked).isEqualTo(new HashSet<>(open));
        checkOwners(ordersByOwner);
    }

    private long checkOrder(RestingOrder order, Side side, Set<Long> walked, Map<Integer, Integer> ordersByOwner) {
        assertThat(order.side).isEqualTo(side);
        assertThat(walked.add(order.orderId)).isTrue();
        boolean iceberg = order.displayQuantityLots > 0 && !order.waiting;
        long most = iceberg ? Math.min(order.displayQuantityLots, order.leavesQuantityLots) : order.leavesQuantityLots;
        assertThat(order.shownQuantityLots).isBetween(iceberg ? 1 : most, most);
        ordersByOwner.merge(order.participantId, 1, Integer::sum);
        checkNames(order);
        return order.leavesQuantityLots;
    }

    private void checkNames(RestingOrder order) {
        int slot = book.find(order.orderId);
        assertThat(slot).isNotEqualTo(OrderBook.NONE);
        assertThat(book.orderId(slot)).isEqualTo(order.orderId);
        assertThat(book.priceTicks(slot)).isEqualTo(order.priceTicks);
        assertThat(book.leavesLots(slot)).isEqualTo(order.leavesQuantityLots).isPositive();
        if (order.requestId != 0) {
            assertThat(book.find(participants.find(order.participantId), order.requestId))
                    .isEqualTo(slot);
            int other = (participants.find(order.participantId) + 1) % OWNERS;
            assertThat(book.find(other, order.requestId)).isEqualTo(OrderBook.NONE);
        }
    }

    private void checkLevels(Side side, long shownLots) {
        BookView.Levels levels = book.walk().levels(side, Integer.MAX_VALUE);
        long total = 0;
        for (int i = 0; i < levels.depth(); i++) {
            total += levels.quantityLots()[i];
            assertThat(levels.orderCount()[i]).isPositive();
            long step = i == 0 ? 0 : levels.priceTicks()[i] - levels.priceTicks()[i - 1];
            assertThat(i == 0 || (side == Side.BUY ? step < 0 : step > 0)).isTrue();
        }
        assertThat(total).isEqualTo(shownLots);
    }

    private void checkOwners(Map<Integer, Integer> ordersByOwner) {
        for (int owner = 0; owner < OWNERS; owner++) {
            int count = 0;
            long previous = 0;
            for (int slot = book.firstOf(owner); slot != OrderBook.NONE; slot = book.nextOfSameOwner(slot)) {
                assertThat(book.participantSlot(slot)).isEqualTo(owner);
                assertThat(book.orderId(slot)).isGreaterThan(previous);
                previous = book.orderId(slot);
                count++;
            }
            assertThat(count).isEqualTo(ordersByOwner.getOrDefault(participants.id(owner), 0));
            assertThat(participants.openOrders(owner)).isEqualTo(count);
        }
    }
}
