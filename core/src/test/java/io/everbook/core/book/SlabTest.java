package io.everbook.core.book;

import static org.assertj.core.api.Assertions.assertThat;

import io.everbook.core.event.Memo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The flat storage of orders, levels and memos: slots are told apart, and freed ones are used again. */
class SlabTest {

    private static final int SLOTS = 20_000;

    private final long seed = Long.getLong("everbook.book.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @Test
    void shouldKeepEveryWordOfEveryOrderApart() {
        OrderSlab slab = new OrderSlab();
        for (int i = 0; i < SLOTS; i++) {
            int slot = slab.allocate();
            assertThat(slot).isEqualTo(i);
            for (int word = OrderSlab.OWNER_AND_LEVEL; word <= OrderSlab.TIMESTAMP; word++) {
                slab.word(slot, word, slot * 100L + word);
            }
        }
        for (int slot = 0; slot < SLOTS; slot++) {
            for (int word = OrderSlab.OWNER_AND_LEVEL; word <= OrderSlab.TIMESTAMP; word++) {
                assertThat(slab.word(slot, word)).isEqualTo(slot * 100L + word);
            }
            assertThat(slab.chunk(slot)[OrderSlab.base(slot) + OrderSlab.PRICE])
                    .isEqualTo(slot * 100L + OrderSlab.PRICE);
        }
    }

    @Test
    void shouldKeepRareWordsApart() {
        OrderSlab slab = new OrderSlab();
        OrderSlab copy = new OrderSlab();
        for (int i = 0; i < SLOTS; i++) {
            int slot = slab.allocate();
            // Not in every chunk, so that some stay missing.
            for (int word = 0; word <= OrderSlab.TRIGGER && slot / 1_024 % 3 != 1; word++) {
                slab.rare(slot, word, slot * 10L + word);
                slab.word(slot, word, -1);
            }
        }
        copy.copyFrom(slab);
        for (int slot = 0; slot < SLOTS; slot++) {
            for (int word = 0; word <= OrderSlab.TRIGGER && slot / 1_024 % 3 != 1; word++) {
                assertThat(slab.rare(slot, word)).isEqualTo(slot * 10L + word);
                assertThat(copy.rare(slot, word)).isEqualTo(slot * 10L + word);
            }
        }
    }

    @Test
    void shouldUseFreedOrderSlotsAgainLastFreedFirst() {
        OrderSlab slab = new OrderSlab();
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
        OrderSlab slab = new OrderSlab();
        int slot = slab.allocate();
        int[] values = {0, 1, -1, Integer.MAX_VALUE, Integer.MIN_VALUE, 123_456_789};
        for (int high : values) {
            for (int low : values) {
                slab.word(slot, OrderSlab.OWNER_AND_LEVEL, OrderSlab.pair(1, 2));
                slab.high(slot, OrderSlab.OWNER_AND_LEVEL, high);
                slab.low(slot, OrderSlab.OWNER_AND_LEVEL, low);
                assertThat(slab.high(slot, OrderSlab.OWNER_AND_LEVEL)).isEqualTo(high);
                assertThat(slab.low(slot, OrderSlab.OWNER_AND_LEVEL)).isEqualTo(low);
                assertThat(slab.word(slot, OrderSlab.OWNER_AND_LEVEL)).isEqualTo(OrderSlab.pair(high, low));
            }
        }
    }

    @Test
    void shouldLoadEveryMemoAsStoredAndUseFreedSlotsAgain() {
        System.out.println("memo slab: -Deverbook.book.seed=" + seed);
        MemoSlab slab = new MemoSlab();
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
        MemoSlab slab = new MemoSlab();
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
    void shouldKeepQueuesInOrderWhicheverOrderLeaves() {
        System.out.println("queues: -Deverbook.book.seed=" + seed);
        OrderSlab slab = new OrderSlab();
        int[] levels = {slab.allocateLevel(), slab.allocateLevel(), slab.allocateLevel()};
        List<List<Integer>> model = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (int i = 0; i < SLOTS; i++) {
            int which = random.nextInt(3);
            List<Integer> queue = model.get(which);
            if (queue.isEmpty() || random.nextInt(100) < (i < SLOTS / 2 ? 60 : 40)) {
                int slot = slab.allocate();
                slab.append(slot, levels[which]);
                queue.add(slot);
            } else {
                int slot = queue.remove(random.nextInt(queue.size()));
                slab.unlink(slot);
                slab.release(slot);
            }
        }
        for (int which = 0; which < 3; which++) {
            int next = slab.next(levels[which]);
            for (int slot : model.get(which)) {
                assertThat(next).isEqualTo(slot);
                next = slab.next(next);
            }
            assertThat(next).isEqualTo(levels[which]);
        }
    }
}
