package io.everbook.app.lobster;

import java.nio.file.Path;

/**
 * What to import, and how.
 *
 * @param messages the message file, plain or gzipped
 * @param orderBook the order-book file of the same rows, plain or gzipped; null where there is none, and then no house
 *     orders are made
 * @param queryDepth how many levels of the book to query after each message, before the picture is corrected to the
 *     order-book file; 0 for no queries, at most 1000
 */
public record LobsterDay(Path messages, Path orderBook, int queryDepth) {

    private static final int MAX_DEPTH = 1000;

    /** Checks the range. */
    public LobsterDay {
        if (queryDepth < 0 || queryDepth > MAX_DEPTH) {
            throw new IllegalArgumentException("queryDepth must be 0 to " + MAX_DEPTH + ": queryDepth=" + queryDepth);
        }
    }
}
