package io.everbook.core.book;

import io.everbook.core.command.Side;
import java.util.function.Consumer;

/** Reads a book in priority order, for views and snapshots; it changes nothing. */
public final class BookWalk {

    /** The place to go on from cannot be found. */
    public static final long LOST = -1;

    private static final int MOST_PASSED = 10_000;

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

    /**
     * Reads the orders first in line on a side.
     *
     * @param side the side
     * @param limit how many at most
     * @param reader receives each order; the object is used again for the next
     */
    public void orders(Side side, int limit, Consumer<RestingOrder> reader) {
        BookSide bookSide = book.side(side);
        int best = bookSide.best();
        if (best != BookSide.NONE) {
            read(bookSide, best, bookSide.head(best), limit, reader);
        }
    }

    /**
     * Reads the orders that stand behind one of them, so that a long side can be read in parts.
     *
     * @param side the side
     * @param orderId the order to go on behind
     * @param limit how many at most
     * @param reader receives each order; the object is used again for the next
     * @return whether that order rests on this side: else nothing is read
     */
    public boolean ordersBehind(Side side, long orderId, int limit, Consumer<RestingOrder> reader) {
        int slot = book.find(orderId);
        if (slot == OrderBook.NONE) {
            return false;
        }
        int traits = book.slab().low(slot, OrderSlab.MEMO_AND_TRAITS);
        if (Traits.waiting(traits) || Traits.side(traits) != side) {
            return false;
        }
        BookSide bookSide = book.side(side);
        int level = bookSide.levelFor(book.slab().word(slot, OrderSlab.PRICE));
        read(bookSide, level, book.slab().next(slot), limit, reader);
        return true;
    }

    private void read(BookSide bookSide, int from, int first, int limit, Consumer<RestingOrder> reader) {
        RestingOrder order = new RestingOrder();
        int left = limit;
        int slot = first;
        for (int level = from; level != BookSide.NONE && left > 0; ) {
            for (; slot != level && left > 0; left--) {
                load(slot, order);
                reader.accept(order);
                slot = book.slab().next(slot);
            }
            level = bookSide.worse(level);
            slot = level == BookSide.NONE ? slot : bookSide.head(level);
        }
    }

    /**
     * Reads one order.
     *
     * @param orderId its id
     * @param target where it is put
     * @return whether it is open
     */
    public boolean order(long orderId, RestingOrder target) {
        int slot = book.find(orderId);
        if (slot == OrderBook.NONE) {
            return false;
        }
        load(slot, target);
        return true;
    }

    /**
     * Reads one order by the request that entered it.
     *
     * @param participantId its owner
     * @param requestId the request
     * @param target where it is put
     * @return whether it is open
     */
    public boolean order(int participantId, long requestId, RestingOrder target) {
        int participantSlot = book.participants().find(participantId);
        int slot = participantSlot == Participants.NONE ? OrderBook.NONE : book.find(participantSlot, requestId);
        if (slot == OrderBook.NONE) {
            return false;
        }
        load(slot, target);
        return true;
    }

    /**
     * Reads open orders of a participant in order of entry, those that wait for their trigger included.
     *
     * @param participantId the participant
     * @param afterOrderId where to go on: behind this id; 0 for the first
     * @param limit how many at most, 1 or more
     * @param reader receives each order; the object is used again for the next
     * @return the id after which to go on; 0 where there is no further order; {@link #LOST} where the order to go on
     *     behind is gone and so many older ones are open that its place cannot be found in bounded time
     */
    public long ordersOf(int participantId, long afterOrderId, int limit, Consumer<RestingOrder> reader) {
        int participantSlot = book.participants().find(participantId);
        int slot = participantSlot == Participants.NONE ? OrderBook.NONE : start(participantSlot, afterOrderId);
        for (int passed = 0; slot != OrderBook.NONE && book.orderId(slot) <= afterOrderId; passed++) {
            if (passed == MOST_PASSED) {
                return LOST;
            }
            slot = book.nextOfSameOwner(slot);
        }
        RestingOrder order = new RestingOrder();
        for (int left = limit; slot != OrderBook.NONE && left > 0; left--) {
            load(slot, order);
            reader.accept(order);
            slot = book.nextOfSameOwner(slot);
        }
        return slot == OrderBook.NONE ? 0 : order.orderId;
    }

    /** {@return where to begin: behind the order itself where it is still open, else at the participant's first} */
    private int start(int participantSlot, long afterOrderId) {
        int slot = afterOrderId == 0 ? OrderBook.NONE : book.find(afterOrderId);
        boolean own = slot != OrderBook.NONE && book.participantSlot(slot) == participantSlot;
        return own ? book.nextOfSameOwner(slot) : book.firstOf(participantSlot);
    }

    private void read(BookSide bookSide, Consumer<RestingOrder> reader) {
        RestingOrder order = new RestingOrder();
        for (int level = bookSide.best(); level != BookSide.NONE; level = bookSide.worse(level)) {
            int slot = bookSide.head(level);
            while (slot != level) {
                load(slot, order);
                reader.accept(order);
                slot = book.slab().next(slot);
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
        order.displayQuantityLots = book.displayLots(slot);
        order.triggerPriceTicks = book.triggerTicks(slot);
        order.expireNanos = book.expiryNanos(slot);
        order.timestampNanos = slab.word(slot, OrderSlab.TIMESTAMP);
        book.memo(slot, order.memo);
    }
}
