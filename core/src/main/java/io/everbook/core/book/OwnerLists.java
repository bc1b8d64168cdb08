package io.everbook.core.book;

import static io.everbook.core.book.OrderSlab.NONE;
import static io.everbook.core.book.OrderSlab.OWNER_QUEUE;

/** The open orders of each participant, linked in order of entry through the slab, where it has an anchor. */
final class OwnerLists {

    private final OrderSlab slab;
    private final Participants participants;

    OwnerLists(OrderSlab slab, Participants participants) {
        this.slab = slab;
        this.participants = participants;
    }

    /** {@return a participant's oldest open order, or {@link OrderSlab#NONE}} */
    int first(int participantSlot) {
        int anchor = participants.anchor[participantSlot];
        return anchor == NONE ? NONE : after(anchor, anchor);
    }

    /** {@return the next open order of the same participant, or {@link OrderSlab#NONE}} */
    int next(int slot, int participantSlot) {
        return after(slot, participants.anchor[participantSlot]);
    }

    private int after(int slot, int anchor) {
        int next = slab.next(slot, OWNER_QUEUE);
        return next == anchor ? NONE : next;
    }

    void add(int slot, int participantSlot) {
        int anchor = participants.anchor[participantSlot];
        if (anchor == NONE) {
            anchor = slab.allocateAnchor();
            participants.anchor[participantSlot] = anchor;
        }
        slab.append(slot, anchor, OWNER_QUEUE);
        participants.openOrders[participantSlot]++;
    }

    void remove(int slot, int participantSlot) {
        slab.unlink(slot, OWNER_QUEUE);
        participants.openOrders[participantSlot]--;
    }
}
