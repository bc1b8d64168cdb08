package io.everbook.core.book;

import static io.everbook.core.book.OrderSlab.DISPLAY;
import static io.everbook.core.book.OrderSlab.EXPIRY;
import static io.everbook.core.book.OrderSlab.LEAVES;
import static io.everbook.core.book.OrderSlab.LINKS;
import static io.everbook.core.book.OrderSlab.MEMO_AND_TRAITS;
import static io.everbook.core.book.OrderSlab.ORDER_ID;
import static io.everbook.core.book.OrderSlab.OWNER_AND_LEVEL;
import static io.everbook.core.book.OrderSlab.OWNER_LINKS;
import static io.everbook.core.book.OrderSlab.PRICE;
import static io.everbook.core.book.OrderSlab.QUANTITY;
import static io.everbook.core.book.OrderSlab.REQUEST_ID;
import static io.everbook.core.book.OrderSlab.TIMESTAMP;
import static io.everbook.core.book.OrderSlab.TRIGGER;
import static io.everbook.core.book.OrderSlab.pair;

import io.everbook.core.command.Command;
import io.everbook.core.command.Side;
import io.everbook.core.event.Memo;
import java.util.Arrays;

/**
 * The open orders of one instrument in price-time priority. Orders are named by their slot, valid until the order is
 * removed. Every operation is of constant time, but for the rare one that opens or closes a page of 64 prices.
 */
public final class OrderBook {

    /** No order, no level. */
    public static final int NONE = OrderSlab.NONE;

    private final OrderSlab slab = new OrderSlab();
    private final MemoSlab memos = new MemoSlab();
    private final SlotIndex byOrderId = new SlotIndex(1 << 15);
    private final SlotIndex byRequest = new SlotIndex(1 << 10);
    private final BookSide bids = new BookSide(Side.BUY);
    private final BookSide asks = new BookSide(Side.SELL);
    private final Participants participants;
    private int openOrderCount;

    /**
     * Creates an empty book.
     *
     * @param participants the owners of orders, shared with the market
     */
    public OrderBook(Participants participants) {
        this.participants = participants;
    }

    /** {@return how many orders are open} */
    public int openOrderCount() {
        return openOrderCount;
    }

    /** {@return what is open on one side, in lots} */
    public long totalLots(Side side) {
        return side(side).totalLots();
    }

    /** {@return the slot of an order, or {@link #NONE}} */
    public int find(long orderId) {
        int hash = SlotIndex.hashOfOrderId(orderId);
        int at = byOrderId.find(hash, byOrderId.start(hash));
        while (at != SlotIndex.NONE) {
            int slot = byOrderId.slot(at);
            if (slab.word(slot, ORDER_ID) == orderId) {
                return slot;
            }
            at = byOrderId.find(hash, at + 1);
        }
        return NONE;
    }

    /** {@return the slot of the open order that a participant's request entered, or {@link #NONE}} */
    public int find(int participantSlot, long requestId) {
        int hash = SlotIndex.hash(participantSlot, requestId);
        int at = byRequest.find(hash, byRequest.start(hash));
        while (at != SlotIndex.NONE) {
            int slot = byRequest.slot(at);
            if (slab.word(slot, REQUEST_ID) == requestId && slab.high(slot, OWNER_AND_LEVEL) == participantSlot) {
                return slot;
            }
            at = byRequest.find(hash, at + 1);
        }
        return NONE;
    }

    /** {@return the order first in line on a side, or {@link #NONE}} */
    public int best(Side side) {
        BookSide bookSide = side(side);
        int level = bookSide.best();
        return level == NONE ? NONE : bookSide.levels.head[level];
    }

    /** {@return whether an order entering at this limit would trade with the best order of the given, opposite side} */
    public boolean crosses(Side opposite, long limitTicks) {
        BookSide bookSide = side(opposite);
        int level = bookSide.best();
        return level != NONE && bookSide.reaches(level, limitTicks);
    }

    /** {@return whether the given, opposite side holds at least this quantity up to this limit} */
    public boolean holds(Side opposite, long limitTicks, long lots) {
        BookSide bookSide = side(opposite);
        long open = 0;
        int level = bookSide.best();
        while (level != NONE && open < lots && bookSide.reaches(level, limitTicks)) {
            open += bookSide.levels.quantityLots[level];
            level = bookSide.worse(level);
        }
        return open >= lots;
    }

    /**
     * Enters what is left of an order at the back of its level.
     *
     * @param order the command that entered it; its sequence becomes the order's id; copied
     * @param participantSlot its owner
     * @param leavesLots what is open of it, more than 0
     */
    public void insert(Command order, int participantSlot, long leavesLots) {
        int slot = slab.allocate();
        long[] chunk = slab.chunk(slot);
        int base = OrderSlab.base(slot);
        Side side = order.side();
        chunk[base + ORDER_ID] = order.sequence();
        chunk[base + PRICE] = order.priceTicks();
        chunk[base + LEAVES] = leavesLots;
        chunk[base + QUANTITY] = order.quantityLots();
        chunk[base + REQUEST_ID] = order.requestId();
        chunk[base + MEMO_AND_TRAITS] = pair(memos.store(order.memo(), order.memoLength()), Traits.of(order));
        chunk[base + TIMESTAMP] = order.timestampNanos();
        chunk[base + DISPLAY] = order.displayQuantityLots();
        chunk[base + EXPIRY] = order.expireNanos();
        chunk[base + TRIGGER] = order.triggerPriceTicks();
        chunk[base + OWNER_AND_LEVEL] = pair(participantSlot, NONE);
        byOrderId.add(SlotIndex.hashOfOrderId(order.sequence()), slot);
        if (order.requestId() != 0) {
            byRequest.add(SlotIndex.hash(participantSlot, order.requestId()), slot);
        }
        own(slot, participantSlot);
        append(slot, side(side), leavesLots);
        openOrderCount++;
    }

    /**
     * Takes a traded or given-up part off an order, and the order out of the book where nothing is left.
     *
     * @param slot the order
     * @param lots how much, at most what is open
     */
    public void reduce(int slot, long lots) {
        long leaves = slab.word(slot, LEAVES) - lots;
        if (leaves == 0) {
            remove(slot);
            return;
        }
        slab.word(slot, LEAVES, leaves);
        sideOf(slot).addLots(slab.low(slot, OWNER_AND_LEVEL), -lots);
    }

    /**
     * Shrinks an order in its place.
     *
     * @param slot the order
     * @param quantityLots its new quantity, executed part included
     * @param leavesLots its new open quantity, more than 0 and at most the old one
     */
    public void shrink(int slot, long quantityLots, long leavesLots) {
        sideOf(slot).addLots(slab.low(slot, OWNER_AND_LEVEL), leavesLots - slab.word(slot, LEAVES));
        slab.word(slot, LEAVES, leavesLots);
        slab.word(slot, QUANTITY, quantityLots);
    }

    /** Takes an order out of its level, but not out of the book; {@link #requeue} or {@link #discard} must follow. */
    public void unqueue(int slot) {
        BookSide side = sideOf(slot);
        LevelSlab levels = side.levels;
        int level = slab.low(slot, OWNER_AND_LEVEL);
        side.addLots(level, -slab.word(slot, LEAVES));
        int next = slab.high(slot, LINKS);
        int previous = slab.low(slot, LINKS);
        if (previous == NONE) {
            levels.head[level] = next;
        } else {
            slab.high(previous, LINKS, next);
        }
        if (next == NONE) {
            levels.tail[level] = previous;
        } else {
            slab.low(next, LINKS, previous);
        }
        if (--levels.orderCount[level] == 0) {
            side.remove(level);
        }
    }

    /**
     * Puts an order that was taken out of its level at the back of another.
     *
     * @param slot the order
     * @param priceTicks its price from now on
     * @param quantityLots its quantity from now on, executed part included
     * @param leavesLots what is open of it, more than 0
     */
    public void requeue(int slot, long priceTicks, long quantityLots, long leavesLots) {
        slab.word(slot, PRICE, priceTicks);
        slab.word(slot, QUANTITY, quantityLots);
        slab.word(slot, LEAVES, leavesLots);
        append(slot, sideOf(slot), leavesLots);
    }

    /** Takes an order out of the book. */
    public void remove(int slot) {
        unqueue(slot);
        discard(slot);
    }

    /** Takes an order that is no longer in a level out of the book. */
    public void discard(int slot) {
        int participantSlot = slab.high(slot, OWNER_AND_LEVEL);
        disown(slot, participantSlot);
        long requestId = slab.word(slot, REQUEST_ID);
        if (requestId != 0) {
            byRequest.remove(SlotIndex.hash(participantSlot, requestId), slot);
        }
        byOrderId.remove(SlotIndex.hashOfOrderId(slab.word(slot, ORDER_ID)), slot);
        memos.release(slab.high(slot, MEMO_AND_TRAITS));
        slab.release(slot);
        openOrderCount--;
    }

    /** {@return the order's id} */
    public long orderId(int slot) {
        return slab.word(slot, ORDER_ID);
    }

    /** {@return the order's price in ticks} */
    public long priceTicks(int slot) {
        return slab.word(slot, PRICE);
    }

    /** {@return what is open of the order, in lots} */
    public long leavesLots(int slot) {
        return slab.word(slot, LEAVES);
    }

    /** {@return the order's quantity in lots, executed part included} */
    public long quantityLots(int slot) {
        return slab.word(slot, QUANTITY);
    }

    /** {@return the request that entered the order; 0 where unused} */
    public long requestId(int slot) {
        return slab.word(slot, REQUEST_ID);
    }

    /** {@return the slot of the order's owner} */
    public int participantSlot(int slot) {
        return slab.high(slot, OWNER_AND_LEVEL);
    }

    /** {@return the order's side} */
    public Side side(int slot) {
        return Traits.side(slab.low(slot, MEMO_AND_TRAITS));
    }

    /** {@return whether the order must not take liquidity} */
    public boolean postOnly(int slot) {
        return Traits.postOnly(slab.low(slot, MEMO_AND_TRAITS));
    }

    /** Copies the order's memo. */
    public void memo(int slot, Memo target) {
        memos.load(slab.high(slot, MEMO_AND_TRAITS), target);
    }

    /** {@return a participant's oldest open order, or {@link #NONE}} */
    public int firstOf(int participantSlot) {
        return participants.firstOrder[participantSlot];
    }

    /** {@return the same participant's next open order in order of entry, or {@link #NONE}} */
    public int nextOfSameOwner(int slot) {
        return slab.high(slot, OWNER_LINKS);
    }

    /**
     * Links every participant's orders anew in order of entry, which is the order of their ids: a book is restored in
     * priority order.
     */
    public void relinkOwners() {
        long[] orderIds = new long[openOrderCount];
        int count = 0;
        for (int owner = 0; owner < participants.count(); owner++) {
            for (int slot = firstOf(owner); slot != NONE; slot = nextOfSameOwner(slot)) {
                orderIds[count++] = orderId(slot);
            }
            participants.firstOrder[owner] = NONE;
            participants.lastOrder[owner] = NONE;
            participants.openOrders[owner] = 0;
        }
        Arrays.sort(orderIds);
        for (long orderId : orderIds) {
            int slot = find(orderId);
            own(slot, participantSlot(slot));
        }
    }

    /** {@return a walk over the levels and orders of this book, valid until the book changes} */
    public BookWalk walk() {
        return new BookWalk(this);
    }

    OrderSlab slab() {
        return slab;
    }

    Participants participants() {
        return participants;
    }

    BookSide side(Side side) {
        return side == Side.BUY ? bids : asks;
    }

    private BookSide sideOf(int slot) {
        return Traits.isBuy(slab.low(slot, MEMO_AND_TRAITS)) ? bids : asks;
    }

    private void append(int slot, BookSide side, long leavesLots) {
        LevelSlab levels = side.levels;
        int level = side.levelFor(slab.word(slot, PRICE));
        int previous = levels.tail[level];
        slab.word(slot, LINKS, pair(NONE, previous));
        slab.low(slot, OWNER_AND_LEVEL, level);
        if (previous == NONE) {
            levels.head[level] = slot;
        } else {
            slab.high(previous, LINKS, slot);
        }
        levels.tail[level] = slot;
        levels.orderCount[level]++;
        side.addLots(level, leavesLots);
    }

    private void own(int slot, int participantSlot) {
        int previous = participants.lastOrder[participantSlot];
        slab.word(slot, OWNER_LINKS, pair(NONE, previous));
        if (previous == NONE) {
            participants.firstOrder[participantSlot] = slot;
        } else {
            slab.high(previous, OWNER_LINKS, slot);
        }
        participants.lastOrder[participantSlot] = slot;
        participants.openOrders[participantSlot]++;
    }

    private void disown(int slot, int participantSlot) {
        int next = slab.high(slot, OWNER_LINKS);
        int previous = slab.low(slot, OWNER_LINKS);
        if (previous == NONE) {
            participants.firstOrder[participantSlot] = next;
        } else {
            slab.high(previous, OWNER_LINKS, next);
        }
        if (next == NONE) {
            participants.lastOrder[participantSlot] = previous;
        } else {
            slab.low(next, OWNER_LINKS, previous);
        }
        participants.openOrders[participantSlot]--;
    }
}
