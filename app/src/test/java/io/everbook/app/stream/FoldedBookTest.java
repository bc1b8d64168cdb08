package io.everbook.app.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.everbook.core.book.BookView;
import io.everbook.core.command.Command;
import io.everbook.core.command.Side;
import io.everbook.core.event.EventBatch;
import io.everbook.core.event.ExecutionEvent;
import io.everbook.core.instrument.Instrument;
import io.everbook.core.matching.Market;
import io.everbook.core.matching.RandomStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Holds the book that is kept from events against the engine's, after each command of random streams. */
class FoldedBookTest {

    private static final Instrument BTC = Instrument.of("BTC-USD", "0.01", "0.00000001");
    private static final int STREAMS = Integer.getInteger("everbook.stream.seeds", 40);
    private static final int COMMANDS = 400;

    @Test
    void shouldBeTheEnginesBookAfterEachCommand() {
        long first = Long.getLong("everbook.seed", System.nanoTime());
        for (long seed = first; seed < first + STREAMS; seed++) {
            check(seed, Integer.MAX_VALUE >>> 1);
            check(seed, 3);
        }
    }

    /** Keeps few levels of each side, or all, and begins somewhere in the stream. */
    private static void check(long seed, int most) {
        Market market = new Market(BTC);
        EventBatch events = new EventBatch();
        FoldedBook book = new FoldedBook(most);
        List<Long> changed = new ArrayList<>();
        FoldedOrders orders = new FoldedOrders(changed);
        int begin = (int) Math.floorMod(seed, 50L);
        for (Command command : RandomStream.of(seed, COMMANDS, BTC).commands()) {
            command.sequence(market.sequence() + 1).marketIndex(0);
            market.apply(command, events);
            String where = "seed=" + seed + " most=" + most + " sequence=" + market.sequence();
            if (market.sequence() == begin + 1) {
                book.load(market.view(most), most);
                orders.take(orders.question(Integer.MAX_VALUE).read(market));
            } else if (market.sequence() > begin + 1) {
                for (int i = 0; i < events.size(); i++) {
                    assertThat(book.apply(events.event(i))).as(where).isTrue();
                    assertThat(orders.apply(events.event(i))).as(where).isTrue();
                }
                compare(where, market, orders);
                compare(where, market.view(Integer.MAX_VALUE), book);
            }
        }
    }

    private static void compare(String where, BookView view, FoldedBook book) {
        assertThat(book.sequence()).as(where).isEqualTo(view.sequence());
        assertThat(book.isSettled()).as(where).isTrue();
        compare(where + " bids", view.bids(), book.side(Side.BUY));
        compare(where + " asks", view.asks(), book.side(Side.SELL));
    }

    private static void compare(String where, Market market, FoldedOrders orders) {
        for (Side side : Side.values()) {
            List<String> expected = new ArrayList<>();
            market.walk()
                    .orders(
                            side,
                            Integer.MAX_VALUE,
                            order -> expected.add(
                                    order.orderId + " " + order.priceTicks + " " + order.shownQuantityLots));
            assertThat(orders.side(side).stream()
                            .map(order -> order.orderId() + " " + order.priceTicks() + " " + order.lots())
                            .toList())
                    .as(where)
                    .isEqualTo(expected);
        }
    }

    private static void compare(String where, BookView.Levels levels, Ladder ladder) {
        if (ladder.isWhole()) {
            assertThat(ladder.size()).as(where).isEqualTo(levels.depth());
        }
        for (int i = 0; i < ladder.size(); i++) {
            String level = where + " level=" + i;
            assertThat(ladder.priceTicks(i)).as(level).isEqualTo(levels.priceTicks()[i]);
            assertThat(ladder.quantityLots(i)).as(level).isEqualTo(levels.quantityLots()[i]);
            assertThat(ladder.orderCount(i)).as(level).isEqualTo(levels.orderCount()[i]);
        }
    }

    @Test
    void shouldNotTakeAnEventOutOfItsTurn() {
        FoldedBook book = new FoldedBook(10);
        Market market = new Market(BTC);
        book.load(market.view(10), 10);
        ExecutionEvent later = new ExecutionEvent().sequence(2).lastOfCommand(true);
        assertThat(book.apply(later)).isFalse();
        assertThat(book.sequence()).isZero();
    }
}
