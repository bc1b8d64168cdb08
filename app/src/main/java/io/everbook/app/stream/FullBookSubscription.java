package io.everbook.app.stream;

import io.everbook.app.trading.ExecutionsPage.Place;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The orders of a market for one connection: a snapshot, then updates, each following the one before. What changes
 * while the connection has no room is remembered as ids, and sent as one update of what became of them; where there are
 * too many of them, as a snapshot.
 */
final class FullBookSubscription implements Subscription {

    private static final long NONE = -1;

    private final StreamConnection connection;
    private final Set<Long> ids = new LinkedHashSet<>();
    private long sentSequence = NONE;
    private long sentPlace;
    private boolean behind;

    FullBookSubscription(StreamConnection connection) {
        this.connection = connection;
    }

    @Override
    public Channel channel() {
        return Channel.FULL_BOOK;
    }

    @Override
    public StreamConnection connection() {
        return connection;
    }

    /** What is read from the engine again does not tell what changed meanwhile. */
    @Override
    public void gap(Place place) {
        begin();
    }

    @Override
    public void published(MarketStream market) {
        FullBook book = market.fullBook();
        if (sentSequence == NONE || !book.isPublished() || book.changed().isEmpty()) {
            return;
        }
        if (!behind && connection.outbox().hasRoom() && connection.outbox().offer(book.updateText())) {
            sent(book);
            return;
        }
        behind = true;
        ids.addAll(book.changed());
        market.probe().conflated();
        if (ids.size() > book.most()) {
            begin();
        }
    }

    @Override
    public void serve(MarketStream market) {
        FullBook book = market.fullBook();
        if (!book.isPublished()
                || sentSequence != NONE && !behind
                || !connection.outbox().hasRoom()) {
            return;
        }
        String text = sentSequence == NONE ? book.snapshotText() : book.updateText(sentSequence, sentPlace, ids);
        if (connection.outbox().offer(text)) {
            sent(book);
        }
    }

    private void sent(FullBook book) {
        sentSequence = book.sequence();
        sentPlace = book.place();
        ids.clear();
        behind = false;
    }

    private void begin() {
        sentSequence = NONE;
        ids.clear();
        behind = false;
    }
}
