package io.everbook.core.book;

import java.util.Arrays;

/**
 * Flat storage of price levels: parallel arrays, freed places used again. A level is a queue of orders of one price.
 */
final class LevelSlab {

    static final int NONE = -1;

    long[] priceTicks = new long[256];
    long[] quantityLots = new long[256];
    long[] hiddenLots = new long[256];
    int[] orderCount = new int[256];
    int[] head = new int[256];
    int[] tail = new int[256];
    private int used;
    private int free = NONE;

    int allocate(long price) {
        int level = free;
        if (level == NONE) {
            level = used++;
            if (level == priceTicks.length) {
                grow();
            }
        } else {
            free = head[level];
        }
        priceTicks[level] = price;
        quantityLots[level] = 0;
        hiddenLots[level] = 0;
        orderCount[level] = 0;
        head[level] = NONE;
        tail[level] = NONE;
        return level;
    }

    void release(int level) {
        head[level] = free;
        free = level;
    }

    private void grow() {
        int capacity = priceTicks.length * 2;
        priceTicks = Arrays.copyOf(priceTicks, capacity);
        quantityLots = Arrays.copyOf(quantityLots, capacity);
        hiddenLots = Arrays.copyOf(hiddenLots, capacity);
        orderCount = Arrays.copyOf(orderCount, capacity);
        head = Arrays.copyOf(head, capacity);
        tail = Arrays.copyOf(tail, capacity);
    }
}
