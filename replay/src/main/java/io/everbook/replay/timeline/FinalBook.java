package io.everbook.replay.timeline;

import io.everbook.core.book.BookView;
import io.everbook.core.matching.Market;

/**
 * How a timeline ends.
 *
 * @param sequence its last command, in its own numbers
 * @param digest its digest
 * @param view its best levels
 */
public record FinalBook(long sequence, long digest, BookView view) {

    static FinalBook of(Market market, int depth) {
        return new FinalBook(market.sequence(), market.digest(), market.view(depth));
    }
}
