package io.everbook.core.book;

import static io.everbook.core.book.OrderSlab.DISPLAY;
import static io.everbook.core.book.OrderSlab.EXPIRY;
import static io.everbook.core.book.OrderSlab.LEAVES;
import static io.everbook.core.book.OrderSlab.MEMO_AND_TRAITS;
import static io.everbook.core.book.OrderSlab.ORDER_ID;
import static io.everbook.core.book.OrderSlab.OWNER_AND_LEVEL;
import static io.everbook.core.book.OrderSlab.PRICE;
import static io.everbook.core.book.OrderSlab.QUANTITY;
import static io.everbook.core.book.OrderSlab.REQUEST_ID;
import static io.everbook.core.book.OrderSlab.SHOWN;
import static io.everbook.core.book.OrderSlab.TIMESTAMP;
import static io.everbook.core.book.OrderSlab.TRIGGER;
import static io.everbook.core.book.OrderSlab.pair;

import io.everbook.core.command.Command;
import io.everbook.core.command.OrderType;
import io.everbook.core.command.SelfTradePrevention;
import io.everbook.core.command.Side;
import io.everbook.core.event.ExecutionEvent;
import io.everbook.core.event.Memo;

/**
 * The open orders of one instrument in price-time priority. Orders are named by their slot, valid until the order is
 * removed. Every operation is of constant time, but for the rare one that opens or closes a page of 64 prices.
 */
public final class OrderBook {

    /** No order, no level. */
    public static final int NONE = OrderSlab.NONE;

    private final OrderSlab slab = new OrderSlab();
    private final MemoSlab memos = new MemoSlab();
    private final OrderIndex byOrderId = new OrderIndex(slab);
    private final BookSide buyStops = BookSide.waiting(slab, Side.BUY);
    private final BookSide sellStops = BookSide.waiting(slab, Side.SELL);
    /** Indexed by {@link Traits#queue(int)}. */
    private final BookSide[] sides = {
        BookSide.resting(slab, Side.BUY), BookSide.resting(slab, Side.SELL), buyStops, sellStops
    };

    private final ExpiryQueue expiry = new ExpiryQueue(this);
    private final Liquidity liquidity = new Liquidity(this);
    private final Participants participants;
    private final OwnerLists owners;
    private int openOrderCount;

    /**
     * Creates an empty book.
     *
     * @param participants the owners of orders, shared with the market
     */
    public OrderBook(Participants participants) {
        this.participants = participants;
        owners = new OwnerLists(slab, participants);
    }

    /** {@return how many orders are open} */
    public int openOrderCount() {
        return openOrderCount;
    }

    /** {@return what is open on one side, hidden and waiting quantity included, in lots} */
    public long totalLots(Side side) {
        return side(side).totalLots() + waiting(side).totalLots();
    }

    /** {@return the slot of an order, or {@link #NONE}} */
    public int find(long orderId) {
        return byOrderId.find(orderId);
    }

    /** {@return the slot of the open order that a participant's request entered, or {@link #NONE}} */
    public int find(int participantSlot, long requestId) {
        return owners.find(participantSlot, requestId);
    }

    /** {@return the order first in line on a side, or {@link #NONE}} */
    public int best(Side side) {
        BookSide bookSide = side(side);
        int level = bookSide.best();
        return level == NONE ? NONE : bookSide.head(level);
    }

    /** {@return whether an order entering at this limit would trade with the best order of the given, opposite side} */
    public boolean crosses(Side opposite, long limitTicks) {
        return side(opposite).crosses(limitTicks);
    }

    /**
     * Enters what is left of an order at the back of its level.
     *
     * @param order the command that entered it; its sequence becomes the order's id; copied
     * @param participantSlot its owner
     * @param quantityLots its quantity, executed part included
     * @param leavesLots what is open of it, more than 0
     */
    public void insert(Command order, int participantSlot, long quantityLots, long leavesLots) {
        int slot = enter(order, participantSlot, quantityLots, leavesLots);
        showFirstSlice(slot, leavesLots);
        append(slot);
    }

    /**
     * Enters a stop order that waits for its trigger.
     *
     * @param order the command that entered it; its sequence becomes the order's id; copied
     * @param participantSlot its owner
     * @param quantityLots its quantity
     */
    public void insertWaiting(Command order, int participantSlot, long quantityLots) {
        int slot = enter(order, participantSlot, quantityLots, quantityLots);
        slab.low(slot, MEMO_AND_TRAITS, Traits.withWaiting(traits(slot)));
        append(slot);
    }

    /**
     * Puts back an order of a snapshot, at the back of its level. It is found only after {@link #listRestored()}.
     *
     * @param order the command that entered it, its expiry set where it has one; copied
     * @param participantSlot its owner
     * @param state the order as it was: its open and shown quantity, and whether it waits
     */
    public void restore(Command order, int participantSlot, RestingOrder state) {
        int slot = store(order, participantSlot, state.quantityLots, state.leavesQuantityLots);
        if (Traits.iceberg(traits(slot))) {
            slab.rare(slot, SHOWN, state.shownQuantityLots);
        }
        if (state.waiting) {
            slab.low(slot, MEMO_AND_TRAITS, Traits.withWaiting(traits(slot)));
        }
        append(slot);
    }

    private int enter(Command order, int participantSlot, long quantityLots, long leavesLots) {
        int slot = store(order, participantSlot, quantityLots, leavesLots);
        list(slot, order.sequence(), participantSlot, order.requestId());
        return slot;
    }

    /** Makes an order found by its id, by its owner, and by its owner's request. */
    void list(int slot, long orderId, int participantSlot, long requestId) {
        byOrderId.add(orderId, slot);
        owners.add(slot, orderId, participantSlot, requestId);
    }

    private int store(Command order, int participantSlot, long quantityLots, long leavesLots) {
        int slot = slab.allocate();
        long[] chunk = slab.chunk(slot);
        int base = OrderSlab.base(slot);
        chunk[base + ORDER_ID] = order.sequence();
        chunk[base + PRICE] = order.priceTicks();
        chunk[base + LEAVES] = leavesLots;
        chunk[base + QUANTITY] = quantityLots;
        chunk[base + REQUEST_ID] = order.requestId();
        chunk[base + MEMO_AND_TRAITS] = pair(memos.store(order.memo(), order.memoLength()), Traits.of(order));
        chunk[base + TIMESTAMP] = order.timestampNanos();
        chunk[base + OWNER_AND_LEVEL] = pair(participantSlot, NONE);
        storeRare(slot, order);
        openOrderCount++;
        return slot;
    }

    private void storeRare(int slot, Command order) {
        int traits = traits(slot);
        if (Traits.iceberg(traits)) {
            slab.rare(slot, DISPLAY, order.displayQuantityLots());
        }
        if (Traits.hasTrigger(traits)) {
            slab.rare(slot, TRIGGER, order.triggerPriceTicks());
        }
        if (Traits.expires(traits)) {
            long expiryNanos = Expiry.of(order);
            slab.rare(slot, EXPIRY, expiryNanos);
            expiry.add(expiryNanos, order.sequence());
        }
    }

    private void showFirstSlice(int slot, long leavesLots) {
        if (Traits.iceberg(traits(slot))) {
            slab.rare(slot, SHOWN, Math.min(slab.rare(slot, DISPLAY), leavesLots));
        }
    }

    /**
     * Takes a traded part off what an order shows, and the order out of the book where nothing is left.
     *
     * @param slot the order
     * @param lots how much, at most what is shown
     * @return whether the order is an iceberg that shows nothing now, so that {@link #refresh} must follow
     */
    public boolean reduce(int slot, long lots) {
        long leaves = slab.word(slot, LEAVES) - lots;
        if (leaves == 0) {
            remove(slot);
            return false;
        }
        slab.word(slot, LEAVES, leaves);
        sideOf(slot).addLots(slab.low(slot, OWNER_AND_LEVEL), -lots, 0);
        if (!Traits.iceberg(traits(slot))) {
            return false;
        }
        long shown = slab.rare(slot, SHOWN) - lots;
        slab.rare(slot, SHOWN, shown);
        return shown == 0;
    }

    /** Shows the next slice of an iceberg, at the back of its level; {@return the slice in lots} */
    public long refresh(int slot) {
        unqueue(slot);
        showFirstSlice(slot, slab.word(slot, LEAVES));
        append(slot);
        return slab.rare(slot, SHOWN);
    }

    /**
     * Shrinks an order in its place.
     *
     * @param slot the order
     * @param quantityLots its new quantity, executed part included
     * @param leavesLots its new open quantity, more than 0 and at most the old one
     */
    public void shrink(int slot, long quantityLots, long leavesLots) {
        long shown = shownLots(slot);
        long newShown = Math.min(shown, leavesLots);
        long hidden = slab.word(slot, LEAVES) - shown;
        sideOf(slot).addLots(slab.low(slot, OWNER_AND_LEVEL), newShown - shown, leavesLots - newShown - hidden);
        slab.word(slot, LEAVES, leavesLots);
        slab.word(slot, QUANTITY, quantityLots);
        if (Traits.iceberg(traits(slot))) {
            slab.rare(slot, SHOWN, newShown);
        }
    }

    /** Takes an order out of its level, but not out of the book; {@link #requeue} or {@link #discard} must follow. */
    public void unqueue(int slot) {
        long[] order = slab.chunk(slot);
        int base = OrderSlab.base(slot);
        int traits = (int) order[base + MEMO_AND_TRAITS];
        long leaves = order[base + LEAVES];
        long shown = shownLots(slot, traits, leaves);
        sides[Traits.queue(traits)].remove(slot, (int) order[base + OWNER_AND_LEVEL], shown, leaves - shown);
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
        showFirstSlice(slot, leavesLots);
        append(slot);
    }

    /** Sets the trigger of a waiting order that was taken out of its level. */
    public void trigger(int slot, long triggerTicks) {
        slab.low(slot, MEMO_AND_TRAITS, Traits.withTrigger(traits(slot)));
        slab.rare(slot, TRIGGER, triggerTicks);
    }

    /** {@return the waiting order that this last price triggers next: buys first, then sells; or {@link #NONE}} */
    public int triggered(long lastPriceTicks) {
        if (buyStops.crosses(lastPriceTicks)) {
            return buyStops.head(buyStops.best());
        }
        return sellStops.crosses(lastPriceTicks) ? sellStops.head(sellStops.best()) : NONE;
    }

    /** Makes a waiting order an active one that is in no level; {@link #requeue} or {@link #discard} must follow. */
    public void activate(int slot) {
        unqueue(slot);
        slab.low(slot, MEMO_AND_TRAITS, Traits.withoutWaiting(traits(slot)));
    }

    /** {@return the next order whose time is over, the first to expire in front, or {@link #NONE}} */
    public int firstExpired(long timeNanos) {
        return expiry.firstExpired(timeNanos);
    }

    /** Takes an order out of the book. */
    public void remove(int slot) {
        unqueue(slot);
        discard(slot);
    }

    /** Takes an order that is no longer in a level out of the book. */
    public void discard(int slot) {
        long[] order = slab.chunk(slot);
        int base = OrderSlab.base(slot);
        int memoAndTraits = base + MEMO_AND_TRAITS;
        byOrderId.remove(order[base + ORDER_ID], slot);
        owners.remove(slot, (int) (order[base + OWNER_AND_LEVEL] >>> 32));
        if (Traits.expires((int) order[memoAndTraits])) {
            expiry.left();
        }
        memos.release((int) (order[memoAndTraits] >>> 32));
        slab.release(slot);
        openOrderCount--;
    }

    /**
     * Fills an event with what it says of the order that it is about: owner, ids, side, price and memo.
     *
     * @param slot the order
     * @param event the event to fill
     */
    public void describe(int slot, ExecutionEvent event) {
        long[] order = slab.chunk(slot);
        int base = OrderSlab.base(slot);
        long memoAndTraits = order[base + MEMO_AND_TRAITS];
        event.participantId(participants.id((int) (order[base + OWNER_AND_LEVEL] >>> 32)))
                .orderId(order[base + ORDER_ID])
                .origRequestId(order[base + REQUEST_ID])
                .side(Traits.side((int) memoAndTraits))
                .priceTicks(order[base + PRICE]);
        memos.load((int) (memoAndTraits >>> 32), event.memo());
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
        return Traits.postOnly(traits(slot));
    }

    /** {@return whether the order waits for its trigger} */
    public boolean isWaiting(int slot) {
        return Traits.waiting(traits(slot));
    }

    /** {@return how the order is priced} */
    public OrderType orderType(int slot) {
        return Traits.orderType(traits(slot));
    }

    /** {@return what the order does when it meets its own participant} */
    public SelfTradePrevention selfTradePrevention(int slot) {
        return Traits.selfTradePrevention(traits(slot));
    }

    /** {@return the price that triggers the order, in ticks; 0 where there is none} */
    public long triggerTicks(int slot) {
        return Traits.hasTrigger(traits(slot)) ? slab.rare(slot, TRIGGER) : 0;
    }

    /** {@return when the order expires, in nanoseconds since the epoch; 0 where it does not} */
    long expiryNanos(int slot) {
        return Traits.expires(traits(slot)) ? slab.rare(slot, EXPIRY) : 0;
    }

    /** {@return how much of the order can be seen, in lots; all that is open unless it is an iceberg} */
    public long shownLots(int slot) {
        return shownLots(slot, traits(slot), slab.word(slot, LEAVES));
    }

    private long shownLots(int slot, int traits, long leavesLots) {
        return Traits.iceberg(traits) && !Traits.waiting(traits) ? slab.rare(slot, SHOWN) : leavesLots;
    }

    /** {@return how much of the order is shown at a time, in lots; 0 unless it is an iceberg} */
    public long displayLots(int slot) {
        return Traits.iceberg(traits(slot)) ? slab.rare(slot, DISPLAY) : 0;
    }

    private int traits(int slot) {
        return slab.low(slot, MEMO_AND_TRAITS);
    }

    /** Copies the order's memo. */
    public void memo(int slot, Memo target) {
        memos.load(slab.high(slot, MEMO_AND_TRAITS), target);
    }

    /** {@return a participant's oldest open order, or {@link #NONE}} */
    public int firstOf(int participantSlot) {
        return owners.first(participantSlot);
    }

    /** {@return the same participant's next open order in order of entry, or {@link #NONE}} */
    public int nextOfSameOwner(int slot) {
        return owners.next(slot, participantSlot(slot));
    }

    /**
     * Ends a restoring: lists all orders in order of entry, which is the order of their ids, since a book is restored
     * in priority order.
     *
     * @throws io.everbook.core.InvariantViolation where an order was restored twice
     */
    public void listRestored() {
        RestoredOrders.list(this, sides, openOrderCount);
    }

    /**
     * Takes over the state of another book, which stays as it is, array by array: slots and all else are the same.
     *
     * @param other the book; its participants have been copied already
     */
    public void copyFrom(OrderBook other) {
        slab.copyFrom(other.slab);
        memos.copyFrom(other.memos);
        byOrderId.copyFrom(other.byOrderId);
        owners.copyFrom(other.owners);
        for (int i = 0; i < sides.length; i++) {
            sides[i].copyFrom(other.sides[i]);
        }
        expiry.copyFrom(other.expiry);
        openOrderCount = other.openOrderCount;
    }

    /** {@return the reader of what an incoming order could trade with} */
    public Liquidity liquidity() {
        return liquidity;
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
        return sides[side.code() - 1];
    }

    BookSide waiting(Side side) {
        return sides[side.code() + 1];
    }

    private BookSide sideOf(int slot) {
        return sides[Traits.queue(traits(slot))];
    }

    private void append(int slot) {
        long[] order = slab.chunk(slot);
        int base = OrderSlab.base(slot);
        int traits = (int) order[base + MEMO_AND_TRAITS];
        long leaves = order[base + LEAVES];
        long shown = shownLots(slot, traits, leaves);
        long price = Traits.waiting(traits) ? triggerTicks(slot) : order[base + PRICE];
        int level = sides[Traits.queue(traits)].append(slot, price, shown, leaves - shown);
        order[base + OWNER_AND_LEVEL] = pair((int) (order[base + OWNER_AND_LEVEL] >>> 32), level);
    }
}
