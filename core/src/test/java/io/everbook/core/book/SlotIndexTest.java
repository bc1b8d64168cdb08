package io.everbook.core.book;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.LongSupplier;
import java.util.function.LongToIntFunction;
import org.junit.jupiter.api.Test;

class SlotIndexTest {

    private static final int OPERATIONS = 200_000;

    private final long seed = Long.getLong("everbook.book.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final Map<Long, Integer> model = new HashMap<>();
    private final List<Long> keys = new ArrayList<>();
    private final Map<Integer, Long> keyBySlot = new HashMap<>();
    private int nextSlot;

    @Test
    void shouldFindWhatAHashMapFindsForRandomNumbers() {
        churn(random::nextLong, SlotIndex::hash);
    }

    @Test
    void shouldFindWhatAHashMapFindsForNeighbours() {
        long[] number = {0};
        churn(() -> number[0] += 1 + random.nextInt(3), SlotIndex::hash);
    }

    @Test
    void shouldFindWhatAHashMapFindsWhenFewHashesAreShared() {
        churn(() -> random.nextInt(300), key -> (int) (key % 7) * 0x2000_0001);
    }

    @Test
    void shouldFindWhatAHashMapFindsForPairs() {
        churn(
                () -> (long) random.nextInt(5) << 32 | random.nextInt(5_000),
                key -> SlotIndex.hash(key >>> 32, key & 0xFFFF_FFFFL));
    }

    private void churn(LongSupplier newKeys, LongToIntFunction hash) {
        System.out.println("slot index: -Deverbook.book.seed=" + seed);
        SlotIndex index = new SlotIndex(8);
        SlotIndex other = new SlotIndex(8);
        for (int i = 0; i < OPERATIONS; i++) {
            if (random.nextInt(5_000) == 0) {
                // Goes on with a copy, made into what was copied before and has gone its own way since.
                other.copyFrom(index);
                SlotIndex former = index;
                index = other;
                other = former;
                for (int junk = random.nextInt(3_000); junk > 0; junk--) {
                    other.add(random.nextInt(), Integer.MAX_VALUE - 1);
                }
            }
            boolean growing = i / 20_000 % 2 == 0;
            if (keys.isEmpty() || random.nextInt(10) < (growing ? 7 : 3)) {
                long key = newKeys.getAsLong();
                if (!model.containsKey(key)) {
                    add(index, key, hash.applyAsInt(key));
                }
            } else {
                remove(index, hash);
            }
            if (!keys.isEmpty()) {
                long key = keys.get(random.nextInt(keys.size()));
                assertThat(find(index, key, hash.applyAsInt(key))).isEqualTo(model.get(key));
            }
        }
        for (Map.Entry<Long, Integer> entry : model.entrySet()) {
            assertThat(find(index, entry.getKey(), hash.applyAsInt(entry.getKey())))
                    .isEqualTo(entry.getValue());
        }
    }

    private void add(SlotIndex index, long key, int hash) {
        int slot = nextSlot++;
        index.add(hash, slot);
        keyBySlot.put(slot, key);
        model.put(key, slot);
        keys.add(key);
    }

    private void remove(SlotIndex index, LongToIntFunction hash) {
        int at = random.nextInt(keys.size());
        long key = keys.set(at, keys.get(keys.size() - 1));
        keys.remove(keys.size() - 1);
        index.remove(hash.applyAsInt(key), model.remove(key));
        assertThat(find(index, key, hash.applyAsInt(key))).isEqualTo(SlotIndex.NONE);
    }

    private int find(SlotIndex index, long key, int hash) {
        long entry = index.first(hash);
        while (entry != SlotIndex.NONE) {
            int slot = SlotIndex.slot(entry);
            if (keyBySlot.get(slot) == key) {
                return model.containsKey(key) ? slot : SlotIndex.NONE;
            }
            entry = index.next(hash, entry);
        }
        return SlotIndex.NONE;
    }

    @Test
    void shouldGiveEightNeighboursTheSameTableAndNeighbouringPlaces() {
        for (long first = 0; first < 8_000; first += 8) {
            for (int i = 0; i < 8; i++) {
                assertThat(SlotIndex.hash(first + i)).isEqualTo(SlotIndex.hash(first) + i);
                assertThat(SlotIndex.hash(7, first + i)).isEqualTo(SlotIndex.hash(7, first) + i);
            }
        }
    }

    @Test
    void shouldHoldMoreEqualHashesThanATableHasPlaces() {
        SlotIndex index = new SlotIndex(8);
        for (int i = 0; i < 3_000; i++) {
            index.add(i % 2 == 0 ? 0x1234_5678 : 0x1234_5679, i);
        }
        for (int i = 0; i < 3_000; i++) {
            index.add(SlotIndex.hash(i), 10_000 + i);
        }
        for (int i = 0; i < 3_000; i += 3) {
            index.remove(i % 2 == 0 ? 0x1234_5678 : 0x1234_5679, i);
        }
        int found = 0;
        for (long entry = index.first(0x1234_5678); entry != SlotIndex.NONE; entry = index.next(0x1234_5678, entry)) {
            assertThat(SlotIndex.slot(entry) % 2).isZero();
            found++;
        }
        assertThat(found).isEqualTo(1_000);
        for (int i = 0; i < 3_000; i++) {
            assertThat(index.first(SlotIndex.hash(i))).isNotEqualTo(SlotIndex.NONE);
        }
    }
}
