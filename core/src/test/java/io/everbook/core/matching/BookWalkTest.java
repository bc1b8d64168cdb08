package io.everbook.core.matching;

import static org.assertj.core.api.Assertions.assertThat;

import io.everbook.core.book.BookWalk;
import io.everbook.core.book.RestingOrder;
import io.everbook.core.command.Command;
import io.everbook.core.command.Side;
import io.everbook.core.event.EventBatch;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a query may read of a book, and that it reads no more than it was told. */
class BookWalkTest {

    private static final int OWNER = 1;
    private static final int OTHER = 2;

    private final MarketScenario scenario = new MarketScenario();
    private final EventBatch batch = new EventBatch();
    private final RestingOrder found = new RestingOrder();

    /** Orders 1, 3 and 5 are the owner's, 2 and 4 another's. */
    @BeforeEach
    void enterOrders() {
        scenario.given(
                Orders.buy(OWNER, 10, 100).requestId(71),
                Orders.buy(OTHER, 20, 101),
                Orders.buy(OWNER, 30, 101),
                Orders.sell(OTHER, 40, 105),
                Orders.stop(OWNER, Side.BUY, 50, 110));
    }

    @Test
    void shouldFindAnOrderByItsId() {
        assertThat(walk().order(3, found)).isTrue();
        assertThat(found.participantId).isEqualTo(OWNER);
        assertThat(found.quantityLots).isEqualTo(30);
        assertThat(walk().order(5, found)).isTrue();
        assertThat(found.waiting).isTrue();
        assertThat(walk().order(6, found)).isFalse();
    }

    @Test
    void shouldFindAnOrderByTheRequestOfItsOwnerOnly() {
        assertThat(walk().order(OWNER, 71, found)).isTrue();
        assertThat(found.orderId).isEqualTo(1);
        assertThat(walk().order(OTHER, 71, found)).isFalse();
        assertThat(walk().order(99, 71, found)).isFalse();
        assertThat(walk().order(OWNER, 72, found)).isFalse();
    }

    @Test
    void shouldReadAParticipantsOrdersPageByPage() {
        List<Long> ids = new ArrayList<>();
        assertThat(ordersOf(OWNER, 0, 2, ids)).isEqualTo(3);
        assertThat(ids).containsExactly(1L, 3L);
        assertThat(ordersOf(OWNER, 3, 2, ids)).isZero();
        assertThat(ids).containsExactly(1L, 3L, 5L);
        assertThat(ordersOf(99, 0, 2, ids)).isZero();
    }

    @Test
    void shouldReadASideInPartsWhereverTheyAreCut() {
        scenario.given(Orders.buy(OTHER, 5, 100), Orders.buy(OTHER, 5, 99));
        List<Long> whole = List.of(2L, 3L, 1L, 6L, 7L);
        for (int cut = 0; cut < whole.size(); cut++) {
            List<Long> ids = new ArrayList<>();
            assertThat(behind(Side.BUY, whole.get(cut), 100, ids)).isTrue();
            assertThat(ids).isEqualTo(whole.subList(cut + 1, whole.size()));
        }
        List<Long> ids = new ArrayList<>();
        behind(Side.BUY, 2, 2, ids);
        assertThat(ids).as("no more than was asked for").containsExactly(3L, 1L);
    }

    @Test
    void shouldNotReadBehindAnOrderThatDoesNotRestOnTheSide() {
        List<Long> ids = new ArrayList<>();
        assertThat(behind(Side.SELL, 2, 100, ids)).as("of the other side").isFalse();
        assertThat(behind(Side.BUY, 5, 100, ids)).as("not triggered yet").isFalse();
        assertThat(behind(Side.BUY, 99, 100, ids)).as("never was").isFalse();
        assertThat(ids).isEmpty();
    }

    private boolean behind(Side side, long orderId, int limit, List<Long> ids) {
        return walk().ordersBehind(side, orderId, limit, order -> ids.add(order.orderId));
    }

    @Test
    void shouldGoOnBehindAnOrderThatIsGone() {
        scenario.given(Orders.cancel(OWNER, 3));
        List<Long> ids = new ArrayList<>();
        assertThat(ordersOf(OWNER, 3, 2, ids)).isZero();
        assertThat(ids).containsExactly(5L);
    }

    @Test
    void shouldGiveUpWhereAnUnboundedSearchWouldHoldTradingBack() {
        for (int i = 0; i < 10_000; i++) {
            scenario.market().apply(nextOrder(), batch);
        }
        long last = scenario.market().sequence();
        List<Long> ids = new ArrayList<>();
        assertThat(ordersOf(OWNER, last - 1, 1, ids)).as("the order is there").isZero();
        assertThat(ordersOf(OWNER, last + 1, 1, ids)).as("the order is gone").isEqualTo(BookWalk.LOST);
        assertThat(ids).containsExactly(last);
    }

    @Test
    void shouldNotGoOnBehindAnotherParticipantsOrder() {
        List<Long> ids = new ArrayList<>();
        assertThat(ordersOf(OWNER, 2, 10, ids)).isZero();
        assertThat(ids).containsExactly(3L, 5L);
    }

    @Test
    void shouldReadTheFirstOrdersOfASideInPriorityOrder() {
        List<Long> ids = new ArrayList<>();
        walk().orders(Side.BUY, 2, order -> ids.add(order.orderId));
        assertThat(ids).containsExactly(2L, 3L);
        ids.clear();
        walk().orders(Side.BUY, 100, order -> ids.add(order.orderId));
        assertThat(ids).containsExactly(2L, 3L, 1L);
    }

    private Command nextOrder() {
        return Orders.buy(OWNER, 1, 50).sequence(scenario.market().sequence() + 1);
    }

    private long ordersOf(int participantId, long after, int most, List<Long> ids) {
        return walk().ordersOf(participantId, after, most, order -> ids.add(order.orderId));
    }

    private BookWalk walk() {
        return scenario.market().walk();
    }
}
