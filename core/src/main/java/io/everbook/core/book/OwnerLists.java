package io.everbook.core.book;

import static io.everbook.core.book.OrderSlab.NONE;
import static io.everbook.core.book.OrderSlab.OWNER_LINKS;
import static io.everbook.core.book.OrderSlab.pair;

/** The open orders of each participant, linked in order of entry through the slab; their ends are the participant's. */
final class OwnerLists {

    private final OrderSlab slab;
    private final Participants participants;

    OwnerLists(OrderSlab slab, Participants participants) {
        this.slab = slab;
        this.participants = participants;
    }

    int first(int participantSlot) {
        return participants.firstOrder[participantSlot];
    }

    int next(int slot) {
        return slab.high(slot, OWNER_LINKS);
    }

    void add(int slot, int participantSlot) {
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

    void remove(int slot, int participantSlot) {
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

    /** Makes every list empty. */
    void clear() {
        for (int owner = 0; owner < participants.count(); owner++) {
            participants.firstOrder[owner] = NONE;
            participants.lastOrder[owner] = NONE;
            participants.openOrders[owner] = 0;
        }
    }
}
