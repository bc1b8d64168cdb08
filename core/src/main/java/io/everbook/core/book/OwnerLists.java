package io.everbook.core.book;

import static io.everbook.core.book.OrderSlab.OWNER_PAGE;
import static io.everbook.core.book.OrderSlab.OWNER_PLACE;
import static io.everbook.core.book.OwnerPages.FIRST_ORDER;
import static io.everbook.core.book.OwnerPages.FIRST_REQUEST;

import java.util.Arrays;

/**
 * The open orders of each participant in order of entry, which is that of its requests too, so that an order is found
 * by its request among them. Listing an order writes next to the one listed before; its leaving touches nothing that
 * lies elsewhere. Pages on which few orders are open are merged with their neighbours.
 */
final class OwnerLists {

    /** Two pages with at most this many open orders each become one, which again has as many places free. */
    private static final int SPARSE = OwnerPages.PLACES / 4;

    private final OrderSlab slab;
    private final Participants participants;
    private final OwnerPages pages;
    /** By participant; null before its first order. */
    private PageSequence[] sequences = new PageSequence[64];

    OwnerLists(OrderSlab slab, Participants participants) {
        this.slab = slab;
        this.participants = participants;
        pages = new OwnerPages(slab);
    }

    /** {@return a participant's oldest open order, or {@link OrderSlab#NONE}} */
    int first(int participantSlot) {
        PageSequence sequence = participantSlot < sequences.length ? sequences[participantSlot] : null;
        return sequence == null ? OrderSlab.NONE : firstFrom(sequence, PageSequence.first());
    }

    /** {@return the next open order of the same participant, or {@link OrderSlab#NONE}} */
    int next(int slot, int participantSlot) {
        int page = slab.link(slot, OWNER_PAGE);
        int next = pages.nextOpen(page, slab.link(slot, OWNER_PLACE) + 1);
        if (next != OrderSlab.NONE) {
            return next;
        }
        PageSequence sequence = sequences[participantSlot];
        return firstFrom(sequence, sequence.next(position(sequence, page)));
    }

    private int firstFrom(PageSequence sequence, int from) {
        int position = from;
        for (int page = sequence.at(position); page != OwnerPages.NONE; page = sequence.at(position)) {
            int slot = pages.nextOpen(page, 0);
            if (slot != OrderSlab.NONE) {
                return slot;
            }
            position = sequence.next(position);
        }
        return OrderSlab.NONE;
    }

    /** {@return the open order that a participant's request, 1 or more, entered, or {@link OrderSlab#NONE}} */
    int find(int participantSlot, long requestId) {
        PageSequence sequence = participantSlot < sequences.length ? sequences[participantSlot] : null;
        if (sequence == null || requestId < 1) {
            return OrderSlab.NONE;
        }
        // On the first page that begins with it, or else on the one before: behind its first request.
        int position = sequence.lowerBound(pages, FIRST_REQUEST, requestId);
        int page = sequence.at(position);
        int slot = page == OwnerPages.NONE ? OrderSlab.NONE : pages.find(page, requestId);
        if (slot == OrderSlab.NONE) {
            int before = sequence.previous(position);
            slot = before == PageSequence.NONE ? OrderSlab.NONE : pages.find(sequence.at(before), requestId);
        }
        return slot;
    }

    /** Lists an order that was entered after all others; a request of 0 is none. */
    void add(int slot, long orderId, int participantSlot, long requestId) {
        int page = participants.lastPage[participantSlot];
        if (page == OwnerPages.NONE || !pages.add(page, slot, orderId, requestId)) {
            addToNewPage(page, slot, orderId, participantSlot, requestId);
        }
        participants.openOrders[participantSlot]++;
    }

    private void addToNewPage(int last, int slot, long orderId, int participantSlot, long requestId) {
        int page = pages.allocate(last == OwnerPages.NONE ? 0 : pages.head(last, OwnerPages.LAST_REQUEST));
        pages.add(page, slot, orderId, requestId);
        sequenceOf(participantSlot).append(page);
        participants.lastPage[participantSlot] = page;
    }

    private PageSequence sequenceOf(int participantSlot) {
        if (participantSlot >= sequences.length) {
            sequences = Arrays.copyOf(sequences, Math.max(participantSlot + 1, sequences.length * 2));
        }
        PageSequence sequence = sequences[participantSlot];
        if (sequence == null) {
            sequence = new PageSequence();
            sequences[participantSlot] = sequence;
        }
        return sequence;
    }

    /** Takes an order off its owner's list. */
    void remove(int slot, int participantSlot) {
        int page = slab.link(slot, OWNER_PAGE);
        int open = pages.remove(page, slot);
        participants.openOrders[participantSlot]--;
        if (open == 0 || open == SPARSE || open == SPARSE / 2) {
            thinOut(page, open, participantSlot);
        }
    }

    /** Gives up a page on which nothing is open, or merges one on which little is; the last one is still filled. */
    private void thinOut(int page, int open, int participantSlot) {
        PageSequence sequence = sequences[participantSlot];
        boolean isLast = page == participants.lastPage[participantSlot];
        if (open == 0 && isLast) {
            pages.restart(page);
        } else if (open == 0) {
            sequence.remove(position(sequence, page));
            pages.release(page);
        } else if (!isLast) {
            int position = position(sequence, page);
            if (!mergeWithNext(sequence, position)) {
                int previous = sequence.previous(position);
                if (previous != PageSequence.NONE) {
                    mergeWithNext(sequence, previous);
                }
            }
        }
    }

    private boolean mergeWithNext(PageSequence sequence, int position) {
        int page = sequence.at(position);
        int nextPosition = sequence.next(position);
        int next = sequence.at(nextPosition);
        boolean sparse = next != sequence.last() && pages.open(page) <= SPARSE && pages.open(next) <= SPARSE;
        if (!sparse || !pages.fit(page, next)) {
            return false;
        }
        pages.merge(page, next);
        sequence.remove(nextPosition);
        return true;
    }

    private int position(PageSequence sequence, int page) {
        return sequence.lowerBound(pages, FIRST_ORDER, pages.head(page, FIRST_ORDER));
    }

    /** Takes over the state of another, which stays as it is; the participants have been copied already. */
    void copyFrom(OwnerLists other) {
        pages.copyFrom(other.pages);
        sequences = new PageSequence[other.sequences.length];
        for (int i = 0; i < sequences.length; i++) {
            sequences[i] = other.sequences[i] == null ? null : other.sequences[i].copy();
        }
    }
}
