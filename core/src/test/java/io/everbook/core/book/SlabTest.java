package io.everbook.core.book;

import static org.assertj.core.api.Assertions.assertThat;

import io.everbook.core.event.Memo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The flat storage of orders, memos and levels: slots are told apart, and freed ones are used again. */
class SlabTest {

    private static final int SLOTS = 20_000;

    private final long seed = Long.getLong("everbook.book.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @Test
    void shouldKeepEveryWordOfEveryOrderApart() {
        OrderSlab slab = new OrderSlab(1 << 20);
        for (int i = 0; i < SLOTS; i++) {
            int slot = slab.allocate();
            assertThat(slot).isEqualTo(i);
            for (int word = OrderSlab.ORDER_ID; word <= OrderSlab.TRIGGER; word++) {
                slab.word(slot, word, slot * 100L + word);
            }
        }
        for (int slot = 0; slot < SLOTS; slot++) {
            for (int word = OrderSlab.ORDER_ID; word <= OrderSlab.TRIGGER; word++) {
                assertThat(slab.word(slot, word)).isEqualTo(slot * 100L + word);
            }
            assertThat(slab.chunk(slot)[OrderSlab.base(slot) + OrderSlab.PRICE]).isEqualTo(slot * 100L + 1);
        }
    }

    @Test
    void shouldUseFreedOrderSlotsAgainLastFreedFirst() {
        OrderSlab slab = new OrderSlab(1 << 20);
        for (int i = 0; i < 10; i++) {
            slab.allocate();
        }
        slab.release(3);
        slab.release(7);
        slab.release(0);
        assertThat(List.of(slab.allocate(), slab.allocate(), slab.allocate(), slab.allocate()))
                .containsExactly(0, 7, 3, 10);
    }

    @Test
    void shouldKeepBothHalvesOfAPair() {
        OrderSlab slab = new OrderSlab(1 << 20);
        int slot = slab.allocate();
        int[] values = {0, 1, -1, Integer.MAX_VALUE, Integer.MIN_VALUE, 123_456_789};
        for (int high : values) {
            for (int low : values) {
                slab.word(slot, OrderSlab.LINKS, OrderSlab.pair(1, 2));
                slab.high(slot, OrderSlab.LINKS, high);
                slab.low(slot, OrderSlab.LINKS, low);
                assertThat(slab.high(slot, OrderSlab.LINKS)).isEqualTo(high);
                assertThat(slab.low(slot, OrderSlab.LINKS)).isEqualTo(low);
                assertThat(slab.word(slot, OrderSlab.LINKS)).isEqualTo(OrderSlab.pair(high, low));
            }
        }
    }

    @Test
    void shouldLoadEveryMemoAsStoredAndUseFreedSlotsAgain() {
        System.out.println("memo slab: -Deverbook.book.seed=" + seed);
        MemoSlab slab = new MemoSlab(1 << 20);
        Map<Integer, byte[]> stored = new HashMap<>();
        Memo loaded = new Memo();
        int mostStored = 0;
        for (int i = 0; i < 5 * SLOTS; i++) {
            if (stored.isEmpty() || random.nextInt(10) < (i < SLOTS ? 9 : 4)) {
                byte[] memo = new byte[1 + random.nextInt(32)];
                random.nextBytes(memo);
                int slot = slab.store(memo, memo.length);
                assertThat(stored.put(slot, memo)).isNull();
                mostStored = Math.max(mostStored, stored.size());
                assertThat(slot).isBetween(1, mostStored);
            } else {
                int slot = stored.keySet().iterator().next();
                slab.load(slot, loaded);
                assertThat(loaded.contentEquals(stored.remove(slot))).isTrue();
                slab.release(slot);
            }
        }
        stored.forEach((slot, memo) -> {
            slab.load(slot, loaded);
            assertThat(loaded.contentEquals(memo)).isTrue();
        });
    }

    @Test
    void shouldStoreNothingForAnEmptyMemo() {
        MemoSlab slab = new MemoSlab(1 << 20);
        assertThat(slab.store(new byte[32], 0)).isEqualTo(MemoSlab.NONE);
        slab.release(MemoSlab.NONE);
        slab.release(MemoSlab.NONE);
        Memo memo = new Memo();
        memo.set(new byte[] {1}, 0, 1);
        slab.load(MemoSlab.NONE, memo);
        assertThat(memo.length()).isZero();
        int one = slab.store(new byte[] {1}, 1);
        assertThat(slab.store(new byte[] {2}, 1)).isNotEqualTo(one).isNotEqualTo(MemoSlab.NONE);
    }

    @Test
    void shouldUseFreedLevelsAgainEmptied() {
        LevelSlab levels = new LevelSlab();
        Set<Integer> seen = new HashSet<>();
        List<Integer> open = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            int level = levels.allocate(i);
            assertThat(seen.add(level)).isTrue();
            open.add(level);
        }
        for (int level : open) {
            assertThat(levels.priceTicks[level]).isEqualTo(open.indexOf(level));
            levels.quantityLots[level] = 5;
            levels.orderCount[level] = 5;
            levels.head[level] = 5;
            levels.tail[level] = 5;
        }
        levels.release(17);
        int again = levels.allocate(99);
        assertThat(again).isEqualTo(17);
        assertThat(levels.priceTicks[again]).isEqualTo(99);
        assertThat(levels.quantityLots[again]).isZero();
        assertThat(levels.orderCount[again]).isZero();
        assertThat(levels.head[again]).isEqualTo(LevelSlab.NONE);
        assertThat(levels.tail[again]).isEqualTo(LevelSlab.NONE);
        assertThat(levels.allocate(1)).isEqualTo(1_000);
    }
}
