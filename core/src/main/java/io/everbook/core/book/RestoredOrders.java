package io.everbook.core.book;

import static io.everbook.core.Invariant.require;

/** Lists the orders of a restored book in order of entry, as if they had been entered one by one. */
final class RestoredOrders {

    /** Orders at places all over the memory are read in a loop of their own, where one need not wait for another. */
    private static final int LISTED_TOGETHER = 1_024;

    private RestoredOrders() {}

    static void list(OrderBook book, BookSide[] sides, int count) {
        int[] slots = new int[count];
        long[] orderIds = new long[count];
        OrderSlab slab = book.slab();
        int i = 0;
        for (BookSide side : sides) {
            for (int level = side.best(); level != OrderSlab.NONE; level = side.worse(level)) {
                for (int slot = side.head(level); slot != level; slot = slab.next(slot)) {
                    orderIds[i] = book.orderId(slot);
                    slots[i++] = slot;
                }
            }
        }
        listSorted(book, OrderSort.sort(orderIds, slots));
    }

    private static void listSorted(OrderBook book, int[] sorted) {
        long[] orderIds = new long[LISTED_TOGETHER];
        long[] requestIds = new long[LISTED_TOGETHER];
        int[] participantSlots = new int[LISTED_TOGETHER];
        long previous = 0;
        for (int from = 0; from < sorted.length; from += LISTED_TOGETHER) {
            int count = Math.min(LISTED_TOGETHER, sorted.length - from);
            for (int i = 0; i < count; i++) {
                int slot = sorted[from + i];
                orderIds[i] = book.orderId(slot);
                requestIds[i] = book.requestId(slot);
                participantSlots[i] = book.participantSlot(slot);
            }
            for (int i = 0; i < count; i++) {
                require(orderIds[i] > previous, "an order is restored once", orderIds[i]);
                previous = orderIds[i];
                book.list(sorted[from + i], orderIds[i], participantSlots[i], requestIds[i]);
            }
        }
    }
}
