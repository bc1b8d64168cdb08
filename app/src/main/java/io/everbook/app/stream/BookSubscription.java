package io.everbook.app.stream;

import io.everbook.app.stream.PublishedBook.Levels;
import java.util.Set;
import java.util.TreeSet;

/**
 * The levels of a market for one connection: a snapshot, then updates, each following the one before. What changes
 * while the connection has no room is remembered as prices, and sent as one update of what they are then; where there
 * are too many of them, as a snapshot.
 */
final class BookSubscription implements Subscription {

    private static final long NONE = -1;

    private final StreamConnection connection;
    private final int mostPrices;
    private final Set<Long> bids = new TreeSet<>();
    private final Set<Long> asks = new TreeSet<>();
    private long sentSequence = NONE;
    private boolean behind;

    BookSubscription(StreamConnection connection, int mostPrices) {
        this.connection = connection;
        this.mostPrices = mostPrices;
    }

    @Override
    public Channel channel() {
        return Channel.BOOK;
    }

    @Override
    public StreamConnection connection() {
        return connection;
    }

    @Override
    public void published(MarketStream market) {
        if (sentSequence == NONE || !market.bookChanged()) {
            return;
        }
        if (!behind && connection.outbox().hasRoom() && connection.outbox().offer(market.updateText())) {
            sentSequence = market.published().sequence();
            return;
        }
        behind = true;
        merge(market.published().bids(), bids);
        merge(market.published().asks(), asks);
        market.probe().conflated();
        if (bids.size() + asks.size() > mostPrices) {
            sentSequence = NONE;
            clear();
        }
    }

    @Override
    public void serve(MarketStream market) {
        if (sentSequence != NONE && !behind || !connection.outbox().hasRoom()) {
            return;
        }
        PublishedBook book = market.published();
        String text = sentSequence == NONE
                ? market.snapshotText()
                : StreamJson.update(book, market.instrument(), sentSequence, bids, asks);
        if (connection.outbox().offer(text)) {
            sentSequence = book.sequence();
            clear();
        }
    }

    private void clear() {
        bids.clear();
        asks.clear();
        behind = false;
    }

    private static void merge(Levels levels, Set<Long> prices) {
        for (int i = 0; i < levels.changedCount(); i++) {
            prices.add(levels.changedPrice(i));
        }
    }
}
