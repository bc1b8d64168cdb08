package io.everbook.core.book;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class OrderIndexTest {

    private static final int OPERATIONS = 200_000;
    private static final int COUNTERS = 700;

    private final long seed = Long.getLong("everbook.book.seed", System.nanoTime());
    private final Random random = new Random(seed);

    /** What an order is found by. */
    private record Name(int counter, long number) {}

    @Test
    void shouldFindWhatAHashMapFindsForSequences() {
        long[] orderId = {0};
        churn(new OrderIndex(4), () -> new Name(0, orderId[0] += 1 + random.nextInt(3)));
    }

    @Test
    void shouldFindWhatAHashMapFindsForSequencesWithLongGaps() {
        long[] orderId = {0};
        churn(new OrderIndex(4), () -> new Name(0, orderId[0] += random.nextInt(20) == 0 ? 1_000_000_007L : 1));
    }

    @Test
    void shouldFindWhatAHashMapFindsForNumbersThatComeBack() {
        churn(new OrderIndex(4), () -> new Name(0, (long) random.nextInt(1_000) << 32 | random.nextInt(40)));
    }

    @Test
    void shouldFindWhatAHashMapFindsForTheRequestsOfManyParticipants() {
        long[] requestIds = new long[COUNTERS];
        churn(new OrderIndex(3), () -> {
            int participant = random.nextInt(COUNTERS);
            return new Name(participant, requestIds[participant] += 1 + random.nextInt(3));
        });
    }

    /** The table of the pages found last still names the page when another has taken its place, or none. */
    @Test
    void shouldNotFindOnAPageThatWasGivenUp() {
        OrderIndex index = new OrderIndex(3);
        int[] pages = new int[64];
        for (int i = 0; i < 64; i++) {
            pages[i] = index.add(0, i, i);
            assertThat(index.find(0, i)).isEqualTo(i);
        }
        for (int i = 0; i < 8; i++) {
            assertThat(index.find(0, i)).isEqualTo(i);
        }
        for (int i = 0; i < 8; i++) {
            index.remove(pages[i], 0, i);
        }
        for (int i = 0; i < 8; i++) {
            assertThat(index.find(0, i)).isEqualTo(OrderIndex.NONE);
        }
        index.add(0, 1_000, 7);
        assertThat(index.find(0, 1_000)).isEqualTo(7);
        assertThat(index.find(0, 0)).isEqualTo(OrderIndex.NONE);
    }

    @Test
    void shouldFindTheLargestNumbersAndNothingForNegativeOnes() {
        OrderIndex index = new OrderIndex(3);
        for (int i = 0; i < 100; i++) {
            index.add(i % 2, Long.MAX_VALUE - i, i);
        }
        for (int i = 0; i < 100; i++) {
            assertThat(index.find(i % 2, Long.MAX_VALUE - i)).isEqualTo(i);
            assertThat(index.find(1 - i % 2, Long.MAX_VALUE - i)).isEqualTo(OrderIndex.NONE);
            assertThat(index.find(i % 2, -1L - i)).isEqualTo(OrderIndex.NONE);
        }
    }

    private void churn(OrderIndex index, Supplier<Name> newNames) {
        System.out.println("order index: -Deverbook.book.seed=" + seed);
        Map<Name, Integer> model = new HashMap<>();
        Map<Name, Integer> pages = new HashMap<>();
        List<Name> names = new ArrayList<>();
        for (int i = 0; i < OPERATIONS; i++) {
            boolean growing = i / 20_000 % 2 == 0;
            if (names.isEmpty() || random.nextInt(10) < (growing ? 7 : 3)) {
                Name name = newNames.get();
                if (model.putIfAbsent(name, i) == null) {
                    assertThat(find(index, name)).isEqualTo(OrderIndex.NONE);
                    pages.put(name, index.add(name.counter, name.number, i));
                    names.add(name);
                }
            } else {
                int at = random.nextInt(names.size());
                Name name = names.set(at, names.get(names.size() - 1));
                names.remove(names.size() - 1);
                index.remove(pages.remove(name), name.counter, name.number);
                model.remove(name);
                assertThat(find(index, name)).isEqualTo(OrderIndex.NONE);
            }
            if (!names.isEmpty()) {
                Name name = names.get(random.nextInt(names.size()));
                assertThat(find(index, name)).isEqualTo(model.get(name));
            }
        }
        model.forEach((name, slot) -> assertThat(find(index, name)).isEqualTo(slot));
    }

    private static int find(OrderIndex index, Name name) {
        return index.find(name.counter, name.number);
    }
}
