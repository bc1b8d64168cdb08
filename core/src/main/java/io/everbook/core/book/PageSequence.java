package io.everbook.core.book;

import java.util.Arrays;

/**
 * The pages of one participant in order, in chunks of at most 1,024, so that none of its operations moves more than one
 * of these: the last page, the page before or behind another, and a search by a word that is sorted from page to page.
 * A position is the number of a chunk | the place in it, valid until a page is removed.
 */
final class PageSequence {

    static final int NONE = -1;

    private static final int CHUNK_SHIFT = 10;
    private static final int CHUNK_MASK = (1 << CHUNK_SHIFT) - 1;

    private int[][] chunks = {new int[4]};
    private int[] counts = new int[1];
    /** How many chunks are in use; all but a lone first one have a page. */
    private int chunkCount = 1;

    /** {@return the last page, or {@link #NONE}} */
    int last() {
        int count = counts[chunkCount - 1];
        return count == 0 ? NONE : chunks[chunkCount - 1][count - 1];
    }

    /** Appends a page. */
    void append(int page) {
        if (counts[chunkCount - 1] == 1 << CHUNK_SHIFT) {
            addChunk();
        }
        int chunk = chunkCount - 1;
        if (counts[chunk] == chunks[chunk].length) {
            chunks[chunk] = Arrays.copyOf(chunks[chunk], counts[chunk] * 2);
        }
        chunks[chunk][counts[chunk]++] = page;
    }

    private void addChunk() {
        if (chunkCount == chunks.length) {
            chunks = Arrays.copyOf(chunks, chunkCount * 2);
            counts = Arrays.copyOf(counts, chunkCount * 2);
        }
        chunks[chunkCount] = new int[1 << CHUNK_SHIFT];
        counts[chunkCount++] = 0;
    }

    /** {@return the position of the first page, or the end where there is none} */
    static int first() {
        return 0;
    }

    /** {@return the page at a position, or {@link #NONE} at the end} */
    int at(int position) {
        int chunk = position >>> CHUNK_SHIFT;
        int place = position & CHUNK_MASK;
        return chunk < chunkCount && place < counts[chunk] ? chunks[chunk][place] : NONE;
    }

    /** {@return the position behind another} */
    int next(int position) {
        return normal(position >>> CHUNK_SHIFT, (position & CHUNK_MASK) + 1);
    }

    /** {@return the position before another, or {@link #NONE}} */
    int previous(int position) {
        if ((position & CHUNK_MASK) != 0) {
            return position - 1;
        }
        int chunk = (position >>> CHUNK_SHIFT) - 1;
        return chunk < 0 ? NONE : chunk << CHUNK_SHIFT | counts[chunk] - 1;
    }

    private int normal(int chunk, int place) {
        return place < counts[chunk] ? chunk << CHUNK_SHIFT | place : chunk + 1 << CHUNK_SHIFT;
    }

    /** {@return the position of the first page whose word is not smaller than a value, or the end} */
    int lowerBound(OwnerPages pages, int word, long value) {
        int low = 0;
        int high = chunkCount - 1;
        while (low < high) {
            int middle = low + high + 1 >>> 1;
            if (pages.head(chunks[middle][0], word) < value) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return normal(low, lowerBound(pages, word, value, chunks[low], counts[low]));
    }

    private static int lowerBound(OwnerPages pages, int word, long value, int[] chunk, int count) {
        int low = 0;
        int high = count;
        while (low < high) {
            int middle = low + high >>> 1;
            if (pages.head(chunk[middle], word) < value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Removes the page at a position. */
    void remove(int position) {
        int chunk = position >>> CHUNK_SHIFT;
        int place = position & CHUNK_MASK;
        System.arraycopy(chunks[chunk], place + 1, chunks[chunk], place, --counts[chunk] - place);
        if (counts[chunk] == 0 && chunkCount > 1) {
            System.arraycopy(chunks, chunk + 1, chunks, chunk, chunkCount - chunk - 1);
            System.arraycopy(counts, chunk + 1, counts, chunk, chunkCount - chunk - 1);
            chunkCount--;
            chunks[chunkCount] = null;
        }
    }

    /** {@return a copy, which shares nothing with this one} */
    PageSequence copy() {
        PageSequence copy = new PageSequence();
        copy.chunks = ArrayCopy.of(chunks, new int[0][]);
        copy.counts = counts.clone();
        copy.chunkCount = chunkCount;
        return copy;
    }
}
