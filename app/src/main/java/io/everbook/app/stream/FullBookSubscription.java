package io.everbook.app.stream;

import io.everbook.app.trading.ExecutionsPage.Place;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The orders of a market for one connection: an image, then updates, each following the one before. The image goes out
 * in parts as there is room, each as the orders are then, with updates of what was sent before in between; so a book
 * of any size takes no room of its own. What changes while the connection has no room is remembered as ids, and sent as
 * one update of what became of them; where there are too many of them, as a new image.
 */
final class FullBookSubscription implements Subscription {

    private static final long NONE = -1;

    /** How many parts of an image are sent at once, so that one client does not hold up the others. */
    private static final int PARTS_AT_ONCE = 4;

    private final StreamConnection connection;
    private final Set<Long> ids = new LinkedHashSet<>();
    private final ImageCursor cursor = new ImageCursor();
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
        if (!behind && connection.outbox().hasRoom() && connection.outbox().offer(update(book))) {
            sent(book);
            return;
        }
        behind = true;
        ids.addAll(book.changed());
        market.probe().conflated();
        if (ids.size() > book.mostChanges()) {
            begin();
        }
    }

    private String update(FullBook book) {
        return cursor.isComplete()
                ? book.updateText()
                : book.updateText(sentSequence, sentPlace, book.changed(), cursor);
    }

    @Override
    public void serve(MarketStream market) {
        FullBook book = market.fullBook();
        if (!book.isCurrent()) {
            return;
        }
        if (behind && connection.outbox().hasRoom()) {
            if (!connection.outbox().offer(book.updateText(sentSequence, sentPlace, ids, cursor))) {
                return;
            }
            sent(book);
        }
        for (int i = 0; i < PARTS_AT_ONCE && isImageDue() && connection.outbox().hasRoom(); i++) {
            if (!connection.outbox().offer(book.partText(cursor, sentSequence))) {
                begin();
                return;
            }
            sent(book);
        }
    }

    private boolean isImageDue() {
        return !behind && !cursor.isComplete();
    }

    private void sent(FullBook book) {
        sentSequence = book.sequence();
        sentPlace = book.place();
        ids.clear();
        behind = false;
    }

    private void begin() {
        sentSequence = NONE;
        cursor.reset(false);
        ids.clear();
        behind = false;
    }
}
