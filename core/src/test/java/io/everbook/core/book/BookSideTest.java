package io.everbook.core.book;

import static org.assertj.core.api.Assertions.assertThat;

import io.everbook.core.command.Side;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BookSideTest {

    private static final int OPERATIONS = 60_000;
    private static final int WALK_INTERVAL = 500;
    private static final long MAX_TICKS = 1L << 62;

    private final long seed = Long.getLong("everbook.book.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @ParameterizedTest
    @EnumSource(Side.class)
    void shouldAgreeWithATreeOverNarrowPrices(Side side) {
        churn(side, () -> 10_000 + random.nextInt(150));
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void shouldAgreeWithATreeOverWidePrices(Side side) {
        churn(side, () -> 1 + random.nextInt(100_000));
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void shouldAgreeWithATreeWithOutliers(Side side) {
        long[] outliers = {1, 2, 63, 64, 65, 1_000_000_000_000L, 1_000_000_000_001L, MAX_TICKS - 1, MAX_TICKS};
        churn(
                side,
                () -> random.nextInt(5) == 0 ? outliers[random.nextInt(outliers.length)] : 500 + random.nextInt(1_000));
    }

    private void churn(Side side, LongSupplier prices) {
        System.out.println("book side: -Deverbook.book.seed=" + seed);
        BookSide bookSide = BookSide.resting(new OrderSlab(), side);
        TreeMap<Long, Integer> model = new TreeMap<>(side == Side.BUY ? Comparator.reverseOrder() : null);
        List<Long> open = new ArrayList<>();
        for (int i = 0; i < OPERATIONS; i++) {
            boolean growing = i / 10_000 % 2 == 0;
            if (open.isEmpty() || random.nextInt(10) < (growing ? 7 : 3)) {
                open(bookSide, model, open, prices.getAsLong());
            } else {
                close(bookSide, model, open);
            }
            check(bookSide, model, i % WALK_INTERVAL == 0);
        }
        while (!open.isEmpty()) {
            close(bookSide, model, open);
        }
        check(bookSide, model, true);
    }

    private static void open(BookSide bookSide, TreeMap<Long, Integer> model, List<Long> open, long price) {
        int level = bookSide.levelFor(price);
        assertThat(bookSide.priceTicks(level)).isEqualTo(price);
        Integer known = model.putIfAbsent(price, level);
        if (known == null) {
            open.add(price);
            assertThat(bookSide.orderCount(level)).isZero();
            assertThat(bookSide.shownLots(level)).isZero();
        } else {
            assertThat(level).isEqualTo(known);
        }
    }

    private void close(BookSide bookSide, TreeMap<Long, Integer> model, List<Long> open) {
        boolean best = random.nextBoolean();
        long price = best ? model.firstKey() : open.get(random.nextInt(open.size()));
        open.remove((Object) price);
        bookSide.close(model.remove(price));
    }

    private static void check(BookSide bookSide, TreeMap<Long, Integer> model, boolean walk) {
        assertThat(bookSide.levelCount()).isEqualTo(model.size());
        int best = model.isEmpty() ? BookSide.NONE : model.firstEntry().getValue();
        assertThat(bookSide.best()).isEqualTo(best);
        if (walk) {
            int level = bookSide.best();
            for (int expected : model.values()) {
                assertThat(level).isEqualTo(expected);
                level = bookSide.worse(level);
            }
            assertThat(level).isEqualTo(BookSide.NONE);
        }
    }

    @Test
    void shouldReachEqualAndBetterPricesOnly() {
        BookSide bids = BookSide.resting(new OrderSlab(), Side.BUY);
        int bid = bids.levelFor(100);
        assertThat(bids.reaches(bid, 99)).isTrue();
        assertThat(bids.reaches(bid, 100)).isTrue();
        assertThat(bids.reaches(bid, 101)).isFalse();
        BookSide asks = BookSide.resting(new OrderSlab(), Side.SELL);
        int ask = asks.levelFor(100);
        assertThat(asks.reaches(ask, 101)).isTrue();
        assertThat(asks.reaches(ask, 100)).isTrue();
        assertThat(asks.reaches(ask, 99)).isFalse();
        assertThat(asks.reaches(asks.levelFor(MAX_TICKS), MAX_TICKS)).isTrue();
    }

    @Test
    void shouldSumWhatIsOpen() {
        BookSide bids = BookSide.resting(new OrderSlab(), Side.BUY);
        bids.addLots(bids.levelFor(100), 5, 0);
        bids.addLots(bids.levelFor(99), 7, 0);
        bids.addLots(bids.levelFor(100), -2, 0);
        assertThat(bids.totalLots()).isEqualTo(10);
        assertThat(bids.shownLots(bids.best())).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void shouldKnowWhichLevelComesBehindTheBest(Side side) {
        long better = side == Side.BUY ? 1 : -1;
        BookSide levels = BookSide.resting(new OrderSlab(), side);
        int far = levels.levelFor(1_000);
        int near = levels.levelFor(1_000 + 300 * better);
        int between = levels.levelFor(1_000 + 200 * better);
        levels.close(near);
        assertThat(levels.best()).isEqualTo(between);
        near = levels.levelFor(1_000 + 300 * better);
        levels.close(between);
        levels.close(near);
        assertThat(levels.best()).isEqualTo(far);
        levels.close(far);
        assertThat(levels.best()).isEqualTo(BookSide.NONE);
    }

    @Test
    void shouldTakeOverWhichLevelComesBehindTheBest() {
        OrderSlab slab = new OrderSlab();
        BookSide bids = BookSide.resting(slab, Side.BUY);
        OrderSlab copiedSlab = new OrderSlab();
        BookSide copied = BookSide.resting(copiedSlab, Side.BUY);
        int first = bids.levelFor(100);
        int second = bids.levelFor(400);
        copiedSlab.copyFrom(slab);
        copied.copyFrom(bids);
        // The one copied before is in front of what the second copy takes over.
        int between = bids.levelFor(300);
        copiedSlab.copyFrom(slab);
        copied.copyFrom(bids);
        copied.close(second);
        assertThat(copied.best()).isEqualTo(between);
        copied.close(between);
        assertThat(copied.best()).isEqualTo(first);
    }
}
