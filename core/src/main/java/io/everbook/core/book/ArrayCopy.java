package io.everbook.core.book;

/**
 * Copies tables that are kept in chunks, of which some may be missing, into the chunks that a former copy left where
 * they are as large.
 */
final class ArrayCopy {

    private ArrayCopy() {}

    /** {@return the same as the first, in chunks of the second as far as it has them} */
    static long[][] of(long[][] from, long[][] former) {
        long[][] copy = new long[from.length][];
        for (int i = 0; i < from.length; i++) {
            if (from[i] != null) {
                boolean fits = i < former.length && former[i] != null && former[i].length == from[i].length;
                copy[i] = fits ? former[i] : new long[from[i].length];
                System.arraycopy(from[i], 0, copy[i], 0, from[i].length);
            }
        }
        return copy;
    }

    /** {@return the same as the first, in chunks of the second as far as it has them} */
    static int[][] of(int[][] from, int[][] former) {
        int[][] copy = new int[from.length][];
        for (int i = 0; i < from.length; i++) {
            if (from[i] != null) {
                boolean fits = i < former.length && former[i] != null && former[i].length == from[i].length;
                copy[i] = fits ? former[i] : new int[from[i].length];
                System.arraycopy(from[i], 0, copy[i], 0, from[i].length);
            }
        }
        return copy;
    }

    /** {@return the same as the first, in chunks of the second as far as it has them} */
    static byte[][] of(byte[][] from, byte[][] former) {
        byte[][] copy = new byte[from.length][];
        for (int i = 0; i < from.length; i++) {
            if (from[i] != null) {
                boolean fits = i < former.length && former[i] != null && former[i].length == from[i].length;
                copy[i] = fits ? former[i] : new byte[from[i].length];
                System.arraycopy(from[i], 0, copy[i], 0, from[i].length);
            }
        }
        return copy;
    }
}
