package io.everbook.replay.timeline;

import java.util.List;

/**
 * What the commands, and so the orders, of one timeline are called in the other. Both are numbered densely, since the
 * market knows no other way: so behind each change the numbers of the second timeline are off by a constant. Commands
 * that only the second has are called -1, -2 and so on, in their order.
 */
final class OrderIds {

    /** Names no order, in place of one that was dropped: no journal becomes that long. */
    private static final long NOBODY = Long.MAX_VALUE;

    /** Ids from here on were never given, and are their own translation. */
    private static final long NEVER_GIVEN = 1L << 62;

    private final List<Edit> edits;
    private final long[] newStart;
    private final long[] insertedBefore;

    /** Prepares the translation of edits, which are in order of their sequences. */
    OrderIds(List<Edit> edits) {
        this.edits = edits;
        newStart = new long[edits.size()];
        insertedBefore = new long[edits.size()];
        long shift = 0;
        long inserted = 0;
        for (int i = 0; i < newStart.length; i++) {
            Edit edit = edits.get(i);
            newStart[i] = edit.sequence() + shift;
            insertedBefore[i] = inserted;
            shift += edit.added() - (edit.dropped() ? 1 : 0);
            inserted += edit.added();
        }
    }

    /** {@return the second timeline's number of a command of the first; for a dropped one, one that no order has} */
    long toChanged(long id) {
        int i = last(id, true);
        if (i < 0 || id >= NEVER_GIVEN) {
            return id;
        }
        Edit edit = edits.get(i);
        if (id == edit.sequence()) {
            return edit.dropped() ? NOBODY : newStart[i] + edit.before().size();
        }
        return newStart[i] + edit.size() + (id - edit.sequence() - 1);
    }

    /** {@return the number in the first timeline of a command of the second; a negative one for an inserted one} */
    long toOriginal(long id) {
        int i = last(id, false);
        if (i < 0 || id >= NEVER_GIVEN) {
            return id;
        }
        Edit edit = edits.get(i);
        long place = id - newStart[i];
        long before = edit.before().size();
        if (place < before) {
            return -(insertedBefore[i] + place + 1);
        }
        if (place >= edit.size()) {
            return edit.sequence() + 1 + (place - edit.size());
        }
        if (!edit.dropped() && place == before) {
            return edit.sequence();
        }
        return -(insertedBefore[i] + place + (edit.dropped() ? 1 : 0));
    }

    /** The last edit at or before a number of the first timeline, or of the second; -1 for none. */
    private int last(long id, boolean original) {
        int low = 0;
        int high = newStart.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            long start = original ? edits.get(middle).sequence() : newStart[middle];
            if (start <= id) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - 1;
    }
}
