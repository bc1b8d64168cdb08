package io.everbook.core.book;

import io.everbook.core.command.Side;
import java.util.function.Consumer;

/** Reads a book in priority order, for views and snapshots; it changes nothing. */
public final class BookWalk {

    private final OrderBook book;

    BookWalk(OrderBook book) {
        this.book = book;
    }

    /**
     * Reads the best levels of a side.
     *
     * @param side the side
     * @param depth how many levels at most
     * @return the levels, best first
     */
    public BookView.Levels levels(Side side, int depth) {
        BookSide bookSide = book.side(side);
        int count = Math.min(depth, bookSide.levelCount());
        long[] priceTicks = new long[count];
        long[] quantityLots = new long[count];
        int[] orderCount = new int[count];
        int level = bookSide.best();
        for (int i = 0; i < count; i++) {
            priceTicks[i] = bookSide.priceTicks(level);
            quantityLots[i] = bookSide.shownLots(level);
            orderCount[i] = bookSide.orderCount(level);
            level = bookSide.worse(level);
        }
        return new BookView.Levels(priceTicks, quantityLots, orderCount);
    }

    /**
     * Reads all orders of a side, best first, within a price in time priority.
     *
     * @param side the side
     * @param reader receives each order; the object is used again for the next
     */
    public void orders(Side side, Consumer<RestingOrder> reader) {
        read(book.side(side), reader);
    }

    /**
     * Reads all stop orders of a side that wait for their trigger: in the order in which they would be triggered.
     *
     * @param side the side
     * @param reader receives each order; the object is used again for the next
     */
    public void waiting(Side side, Consumer<RestingOrder> reader) {
        read(book.waiting(side), reader);
    }

    private void read(BookSide bookSide, Consumer<RestingOrder> reader) {
        RestingOrder order = new RestingOrder();
        for (int level = bookSide.best(); level != BookSide.NONE; level = bookSide.worse(level)) {
            int slot = bookSide.head(level);
            while (slot != level) {
                load(slot, order);
                reader.accept(order);
                slot = book.slab().next(slot, OrderSlab.LEVEL_QUEUE);
            }
        }
    }

    private void load(int slot, RestingOrder order) {
        OrderSlab slab = book.slab();
        int traits = slab.low(slot, OrderSlab.MEMO_AND_TRAITS);
        order.orderId = slab.word(slot, OrderSlab.ORDER_ID);
        order.requestId = slab.word(slot, OrderSlab.REQUEST_ID);
        order.participantId = book.participants().id(book.participantSlot(slot));
        order.side = Traits.side(traits);
        order.orderType = Traits.orderType(traits);
        order.timeInForce = Traits.timeInForce(traits);
        order.selfTradePrevention = Traits.selfTradePrevention(traits);
        order.postOnly = Traits.postOnly(traits);
        order.priceTicks = slab.word(slot, OrderSlab.PRICE);
        order.quantityLots = slab.word(slot, OrderSlab.QUANTITY);
        order.leavesQuantityLots = slab.word(slot, OrderSlab.LEAVES);
        order.shownQuantityLots = book.shownLots(slot);
        order.waiting = Traits.waiting(traits);
        order.displayQuantityLots = slab.word(slot, OrderSlab.DISPLAY);
        order.triggerPriceTicks = slab.word(slot, OrderSlab.TRIGGER);
        order.expireNanos = slab.word(slot, OrderSlab.EXPIRY);
        order.timestampNanos = slab.word(slot, OrderSlab.TIMESTAMP);
        book.memo(slot, order.memo);
    }
}
