package io.everbook.core.book;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

class OrderIndexTest {

    private static final int OPERATIONS = 200_000;

    private final long seed = Long.getLong("everbook.book.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @Test
    void shouldFindWhatAHashMapFindsForSequences() {
        long[] orderId = {0};
        churn(() -> orderId[0] += 1 + random.nextInt(3));
    }

    @Test
    void shouldFindWhatAHashMapFindsForSequencesWithLongGaps() {
        long[] orderId = {0};
        churn(() -> orderId[0] += random.nextInt(20) == 0 ? 1_000_000_007L : 1);
    }

    @Test
    void shouldFindWhatAHashMapFindsForIdsThatComeBack() {
        churn(() -> (long) random.nextInt(1_000) << 32 | random.nextInt(40));
    }

    private void churn(LongSupplier newIds) {
        System.out.println("order index: -Deverbook.book.seed=" + seed);
        OrderIndex index = new OrderIndex();
        Map<Long, Integer> model = new HashMap<>();
        List<Long> ids = new ArrayList<>();
        for (int i = 0; i < OPERATIONS; i++) {
            boolean growing = i / 20_000 % 2 == 0;
            if (ids.isEmpty() || random.nextInt(10) < (growing ? 7 : 3)) {
                long id = newIds.getAsLong();
                if (model.putIfAbsent(id, i) == null) {
                    assertThat(index.find(id)).isEqualTo(OrderIndex.NONE);
                    index.add(id, i);
                    ids.add(id);
                }
            } else {
                int at = random.nextInt(ids.size());
                long id = ids.set(at, ids.get(ids.size() - 1));
                ids.remove(ids.size() - 1);
                index.remove(id);
                model.remove(id);
                assertThat(index.find(id)).isEqualTo(OrderIndex.NONE);
            }
            if (!ids.isEmpty()) {
                long id = ids.get(random.nextInt(ids.size()));
                assertThat(index.find(id)).isEqualTo(model.get(id));
            }
        }
        model.forEach((id, slot) -> assertThat(index.find(id)).isEqualTo(slot));
    }
}
