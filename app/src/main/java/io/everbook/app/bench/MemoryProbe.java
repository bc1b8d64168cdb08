package io.everbook.app.bench;

import java.util.SplittableRandom;

/** Tells how much others use the machine: how long a load takes that waits for the one before, in 8 MiB. */
final class MemoryProbe {

    private static final int PLACES = 8 << 20 >> 2;
    private static final int LOADS = 2_000_000;

    private final int[] next = circle();

    /** {@return nanoseconds a load; a quiet machine has some 10 to 20} */
    static long loadNanos() {
        return new MemoryProbe().loadNanos(LOADS);
    }

    /**
     * Measures again, in memory that is at hand.
     *
     * @param loads how many loads, after as many that do not count
     * @return nanoseconds a load
     */
    long loadNanos(int loads) {
        int place = walk(0, loads);
        long start = System.nanoTime();
        place = walk(place, loads);
        long nanos = System.nanoTime() - start;
        // The loop's result is used, or the compiler would leave the loop out.
        return place < 0 ? 0 : nanos / loads;
    }

    private int walk(int from, int loads) {
        int place = from;
        for (int i = 0; i < loads; i++) {
            place = next[place];
        }
        return place;
    }

    /** {@return for each place the next one, all in one circle (Sattolo's shuffle)} */
    private static int[] circle() {
        int[] next = new int[PLACES];
        for (int i = 0; i < PLACES; i++) {
            next[i] = i;
        }
        SplittableRandom random = new SplittableRandom(PLACES);
        for (int i = PLACES - 1; i > 0; i--) {
            int other = random.nextInt(i);
            int place = next[i];
            next[i] = next[other];
            next[other] = place;
        }
        return next;
    }
}
