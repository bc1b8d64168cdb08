package io.everbook.core.book;

/**
 * Sorts slots by the ids of their orders: a radix sort by eleven bits at a time, which reads and writes in long runs,
 * and passes over the bits in which all ids agree.
 */
final class OrderSort {

    private static final int BITS = 11;
    private static final int MASK = (1 << BITS) - 1;

    private long[] ids;
    private int[] slots;

    private OrderSort(long[] ids, int[] slots) {
        this.ids = ids;
        this.slots = slots;
    }

    /** {@return the slots in ascending order of the ids, which have the same places; both arrays are used up} */
    static int[] sort(long[] ids, int[] slots) {
        return new OrderSort(ids, slots).sort();
    }

    private int[] sort() {
        long differing = 0;
        for (long id : ids) {
            differing |= id ^ ids[0];
        }
        long[] otherIds = new long[ids.length];
        int[] otherSlots = new int[ids.length];
        for (int shift = 0; shift < Long.SIZE; shift += BITS) {
            if ((differing >>> shift & MASK) != 0) {
                long[] sortedIds = otherIds;
                int[] sortedSlots = otherSlots;
                pass(shift, sortedIds, sortedSlots);
                otherIds = ids;
                otherSlots = slots;
                ids = sortedIds;
                slots = sortedSlots;
            }
        }
        return slots;
    }

    private void pass(int shift, long[] sortedIds, int[] sortedSlots) {
        int[] starts = new int[MASK + 2];
        for (long id : ids) {
            starts[((int) (id >>> shift) & MASK) + 1]++;
        }
        for (int i = 1; i < starts.length; i++) {
            starts[i] += starts[i - 1];
        }
        for (int i = 0; i < ids.length; i++) {
            int at = starts[(int) (ids[i] >>> shift) & MASK]++;
            sortedIds[at] = ids[i];
            sortedSlots[at] = slots[i];
        }
    }
}
