package io.everbook.core.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.everbook.core.InvariantViolation;
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
    private final OrderSlab slab = new OrderSlab();
    private OrderIndex index = new OrderIndex(slab);
    private final Map<Long, Integer> model = new HashMap<>();
    private final List<Long> ids = new ArrayList<>();

    @Test
    void shouldFindWhatAHashMapFindsForSequences() {
        churn(() -> 1 + random.nextInt(3), 4);
    }

    @Test
    void shouldFindWhatAHashMapFindsWhereFewOfTheOldOrdersStay() {
        churn(() -> 1, 1);
    }

    @Test
    void shouldFindWhatAHashMapFindsWhereOrdersAreFewAmongTheIds() {
        churn(() -> 1 + random.nextInt(400), 4);
    }

    @Test
    void shouldFindWhatAHashMapFindsForSequencesWithLongGaps() {
        churn(() -> random.nextInt(3_000) == 0 ? 1L << random.nextInt(32) : 1, 4);
    }

    @Test
    void shouldFindWhatAHashMapFindsWhereAllStayAtFirst() {
        churn(() -> 1, 0);
    }

    /** The steps at both ends of a chunk of 1,024 ids and of a window of several. */
    @Test
    void shouldKeepAnOrderFromEachSideOfEachStep() {
        for (long gap : List.of(1L, 1_023L, 1_024L, 1_025L, 2_047L, 2_048L, 1L << 20, (1L << 20) + 1, 1L << 40)) {
            for (long first : List.of(1L, 1_022L, 1_023L, 1_024L, 4_095L, 4_096L)) {
                index = new OrderIndex(slab);
                model.clear();
                ids.clear();
                for (long id = first, i = 0; i < 200; id += gap, i++) {
                    add(id);
                    check(id);
                    check(first);
                    assertThat(index.find(id + 1)).isEqualTo(OrderSlab.NONE);
                    assertThat(index.find(id - 1024)).isEqualTo(model.getOrDefault(id - 1024, OrderSlab.NONE));
                }
                model.forEach((id, slot) -> assertThat(index.find(id)).isEqualTo(slot));
            }
        }
    }

    @Test
    void shouldFindNothingForNumbersThatAreNoIds() {
        for (int i = 1; i <= 3_000; i++) {
            add(i);
        }
        for (long id :
                List.of(0L, -1L, -1_024L, Long.MIN_VALUE, Long.MIN_VALUE + 2_000, Long.MAX_VALUE, 3_001L, 1L << 40)) {
            assertThat(index.find(id)).as("id " + id).isEqualTo(OrderSlab.NONE);
        }
    }

    @Test
    void shouldTakeNoIdTwiceAndNoneThatIsBehind() {
        add(5_000);
        for (long id : List.of(5_000L, 4_999L, 1L, 0L, -1L, Long.MIN_VALUE)) {
            assertThatThrownBy(() -> index.add(id, 1)).isInstanceOf(InvariantViolation.class);
        }
        assertThat(index.find(5_000)).isEqualTo(model.get(5_000L));
    }

    private void churn(LongSupplier steps, int lastingInTen) {
        System.out.println("order index: -Deverbook.book.seed=" + seed);
        OrderIndex other = new OrderIndex(slab);
        long id = 0;
        for (int i = 0; i < OPERATIONS; i++) {
            if (random.nextInt(5_000) == 0) {
                // Goes on with a copy, made into what was copied before.
                other.copyFrom(index);
                OrderIndex former = index;
                index = other;
                other = former;
            }
            boolean growing = i / 40_000 % 2 == 0;
            if (ids.isEmpty() || random.nextInt(10) < (growing ? 7 : 3)) {
                id += steps.getAsLong();
                add(id);
            } else {
                // Mostly one of the newest leaves; of those that are left some stay for long.
                boolean any = random.nextInt(10) < lastingInTen;
                remove(any ? random.nextInt(ids.size()) : ids.size() - 1);
            }
            check(id);
            if (!ids.isEmpty()) {
                check(ids.get(random.nextInt(ids.size())));
                check(ids.get(0) - 1);
            }
        }
        model.forEach((number, slot) -> assertThat(index.find(number)).isEqualTo(slot));
        while (!ids.isEmpty()) {
            remove(random.nextInt(ids.size()));
        }
    }

    private void add(long id) {
        int slot = slab.allocate();
        slab.word(slot, OrderSlab.ORDER_ID, id);
        index.add(id, slot);
        model.put(id, slot);
        ids.add(id);
    }

    private void remove(int at) {
        long id = ids.remove(at);
        int slot = model.remove(id);
        index.remove(id, slot);
        slab.release(slot);
        check(id);
    }

    private void check(long id) {
        assertThat(index.find(id)).as("id " + id).isEqualTo(model.getOrDefault(id, OrderSlab.NONE));
    }
}
