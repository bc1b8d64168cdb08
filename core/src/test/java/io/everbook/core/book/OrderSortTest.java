package io.everbook.core.book;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderSortTest {

    private final long seed = Long.getLong("everbook.book.seed", System.nanoTime());

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 100, 1 << 11, 1 << 12, 1L << 40, 1L << 62, Long.MAX_VALUE})
    void shouldSortSlotsByIdsOfAnyRange(long range) {
        System.out.println("order sort: -Deverbook.book.seed=" + seed);
        Random random = new Random(seed);
        for (int size : new int[] {0, 1, 2, 3, 1_000, 5_000}) {
            long[] ids = random.longs(size, 0, range).toArray();
            long[] given = ids.clone();
            int[] slots = OrderSort.sort(ids.clone(), IntStream.range(0, size).toArray());
            Arrays.sort(ids);
            assertThat(Arrays.stream(slots).mapToLong(slot -> given[slot]).toArray())
                    .isEqualTo(ids);
            assertThat(Arrays.stream(slots).distinct().count()).isEqualTo(size);
        }
    }
}
