package io.everbook.core.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.everbook.core.InvariantViolation;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OwnerListsTest {

    private static final int OPERATIONS = 300_000;

    private final long seed = Long.getLong("everbook.book.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final OrderSlab slab = new OrderSlab();
    private Participants participants = new Participants();
    private OwnerLists lists = new OwnerLists(slab, participants);
    private long orderId;

    /** Of each participant its open orders, oldest first. */
    private final List<List<Entered>> model = new ArrayList<>();

    private final List<Long> requestIds = new ArrayList<>();

    private record Entered(int slot, long requestId) {}

    @Test
    void shouldListAndFindWhatAListDoesForManyParticipants() {
        churn(200, 60, 2, 0);
    }

    @Test
    void shouldListAndFindWhatAListDoesForOneParticipant() {
        churn(1, 60, 2, 0);
    }

    @Test
    void shouldListAndFindWhatAListDoesWhereTheOldestLeaveFirst() {
        churn(3, 52, 1, 10);
    }

    @Test
    void shouldListAndFindWhatAListDoesWhereMostRequestsAreFarApart() {
        churn(3, 60, 1L << 31, 1);
    }

    @Test
    void shouldListAndFindWhatAListDoesWhereFewStay() {
        churn(5, 50, 1, 0);
    }

    /** More pages than a chunk of the sequence of pages holds, emptied from the front, the back and all over. */
    @Test
    void shouldHoldAHundredThousandOrdersOfOneParticipant() {
        addParticipants(1);
        for (int i = 0; i < 100_000; i++) {
            add(0, i % 7 == 0 ? 0 : 1);
        }
        check(0);
        for (int i = 0; i < 20_000; i++) {
            remove(0, 0);
            remove(0, model.get(0).size() - 1);
        }
        check(0);
        for (int i = 0; i < 59_000; i++) {
            remove(0, random.nextInt(model.get(0).size()));
        }
        check(0);
        for (int i = 0; i < 5_000; i++) {
            add(0, 3);
        }
        check(0);
        while (!model.get(0).isEmpty()) {
            remove(0, model.get(0).size() / 2);
        }
        check(0);
    }

    /** Orders without a request, on both sides of one with a request, over several pages. */
    @Test
    void shouldFindARequestAmongOrdersThatHaveNone() {
        addParticipants(1);
        for (int before : List.of(0, 1, 31, 32, 33, 100)) {
            for (int behind : List.of(0, 1, 31, 32, 33, 100)) {
                for (int i = 0; i < before; i++) {
                    add(0, 0);
                }
                add(0, 1);
                Entered numbered = model.get(0).get(model.get(0).size() - 1);
                for (int i = 0; i < behind; i++) {
                    add(0, 0);
                }
                assertThat(lists.find(0, numbered.requestId)).isEqualTo(numbered.slot);
                assertThat(lists.find(0, numbered.requestId + 1)).isEqualTo(OrderSlab.NONE);
            }
        }
        check(0);
    }

    @Test
    void shouldFindNothingOfWhoHasNoOrders() {
        addParticipants(100);
        assertThat(lists.first(99)).isEqualTo(OrderSlab.NONE);
        assertThat(lists.find(99, 1)).isEqualTo(OrderSlab.NONE);
        add(3, 1);
        assertThat(lists.find(3, 0)).isEqualTo(OrderSlab.NONE);
        assertThat(lists.find(3, -1)).isEqualTo(OrderSlab.NONE);
        assertThat(lists.find(3, Long.MIN_VALUE)).isEqualTo(OrderSlab.NONE);
        assertThat(lists.find(3, Long.MAX_VALUE)).isEqualTo(OrderSlab.NONE);
        assertThat(lists.find(2, 1)).isEqualTo(OrderSlab.NONE);
    }

    @Test
    void shouldTakeNoRequestThatIsBehind() {
        addParticipants(1);
        add(0, 7);
        assertThatThrownBy(() -> lists.add(slab.allocate(), ++orderId, 0, 6)).isInstanceOf(InvariantViolation.class);
        check(0);
    }

    private void churn(int count, int addPercent, long longestStep, int oldestInTen) {
        System.out.println("owner lists: -Deverbook.book.seed=" + seed);
        addParticipants(count);
        OwnerLists other = new OwnerLists(slab, participants);
        for (int i = 0; i < OPERATIONS; i++) {
            if (random.nextInt(10_000) == 0) {
                // Goes on with a copy, made into what was copied before.
                other.copyFrom(lists);
                OwnerLists former = lists;
                lists = other;
                other = former;
            }
            int participant = random.nextInt(count);
            List<Entered> orders = model.get(participant);
            boolean growing = i / 50_000 % 2 == 0;
            if (orders.isEmpty() || random.nextInt(100) < (growing ? addPercent : 100 - addPercent)) {
                add(participant, random.nextInt(4) == 0 ? 0 : 1 + (long) (random.nextDouble() * longestStep));
            } else {
                remove(participant, random.nextInt(10) < oldestInTen ? 0 : random.nextInt(orders.size()));
            }
            if (random.nextInt(1_000) == 0) {
                check(participant);
            }
        }
        for (int participant = 0; participant < count; participant++) {
            check(participant);
        }
    }

    private void addParticipants(int count) {
        for (int i = 0; i < count; i++) {
            participants.findOrAdd(i + 1);
            model.add(new ArrayList<>());
            requestIds.add(0L);
        }
    }

    /** A step of 0 enters an order without a request; the slot may be one that an order of anybody has just left. */
    private void add(int participant, long requestStep) {
        int slot = slab.allocate();
        long requestId = requestStep == 0 ? 0 : requestIds.get(participant) + requestStep;
        if (requestId != 0) {
            requestIds.set(participant, requestId);
        }
        slab.word(slot, OrderSlab.REQUEST_ID, requestId);
        lists.add(slot, ++orderId, participant, requestId);
        model.get(participant).add(new Entered(slot, requestId));
    }

    private void remove(int participant, int at) {
        Entered order = model.get(participant).remove(at);
        lists.remove(order.slot, participant);
        slab.release(order.slot);
        if (order.requestId != 0) {
            assertThat(lists.find(participant, order.requestId)).isEqualTo(OrderSlab.NONE);
        }
        if (random.nextInt(10) == 0) {
            // Levels take slots that orders have left, too.
            slab.release(slab.allocateLevel());
        }
    }

    private void check(int participant) {
        List<Integer> listed = new ArrayList<>();
        for (int slot = lists.first(participant); slot != OrderSlab.NONE; slot = lists.next(slot, participant)) {
            listed.add(slot);
        }
        List<Entered> expected = model.get(participant);
        assertThat(listed).isEqualTo(expected.stream().map(Entered::slot).toList());
        assertThat(participants.openOrders(participant)).isEqualTo(expected.size());
        for (Entered order : expected) {
            if (order.requestId != 0) {
                assertThat(lists.find(participant, order.requestId)).isEqualTo(order.slot);
            }
        }
    }
}
