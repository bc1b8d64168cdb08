package io.everbook.app.stream;

import io.everbook.app.stream.FoldedOrders.ShownOrder;
import io.everbook.core.event.ExecutionEvent;
import io.everbook.core.instrument.Instrument;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The visible orders of a market as they were last sent, and what has changed since the time before. They are kept only
 * while somebody watches them, and only up to a number. Used by the thread of the streams.
 */
final class FullBook {

    /** How long they are kept without a watcher, so that coming and going costs the engine nothing. */
    private static final long LINGER_NANOS = TimeUnit.SECONDS.toNanos(60);

    /** What an order takes in a snapshot at most, in characters. */
    private static final int ORDER_CHARACTERS = 96;

    private static final int MOST_ORDERS = 10_000;

    private final Instrument instrument;
    private final int most;
    private final List<Long> touched = new ArrayList<>();
    private FoldedOrders orders;
    private int watchers;
    private long unwatchedNanos;
    private boolean published;
    private Set<Long> changed = Set.of();
    private long sequence;
    private long previousSequence;
    private long previousPlace;
    private long sentPlace;
    private long timestampNanos;
    private String updateText;
    private String snapshotText;

    /**
     * Creates one that nobody watches.
     *
     * @param instrument what is traded
     * @param queueBytes how much may wait to be sent to a client: a snapshot must have room in it
     */
    FullBook(Instrument instrument, int queueBytes) {
        this.instrument = instrument;
        most = Math.min(MOST_ORDERS, queueBytes / ORDER_CHARACTERS);
    }

    /** {@return how many orders it has at most} */
    int most() {
        return most;
    }

    /** {@return how many orders of each side the engine is to be asked for: 0 where nobody watches} */
    int asked() {
        return isWatched() ? most + 1 : 0;
    }

    void watch() {
        watchers++;
    }

    void unwatch(long nowNanos) {
        watchers--;
        unwatchedNanos = nowNanos;
    }

    /** {@return whether the first one has just come to watch} */
    boolean isNew() {
        return watchers == 1;
    }

    boolean isWatched() {
        return watchers > 0;
    }

    /** {@return whether its orders are the engine's} */
    boolean isLoaded() {
        return orders != null;
    }

    /** {@return whether there is something to be sent} */
    boolean isPublished() {
        return published;
    }

    /** {@return whether there are more orders than it can have} */
    boolean isTooLarge() {
        return orders != null && orders.size() > most;
    }

    /** Takes over the orders of the engine, where they were asked for. */
    void load(List<ShownOrder> read) {
        drop();
        if (isWatched()) {
            orders = new FoldedOrders();
            orders.load(read);
        }
    }

    /** Lets go of all orders. */
    void drop() {
        orders = null;
        published = false;
        touched.clear();
    }

    /** Lets go of all orders where nobody has watched them for a while. */
    void rest(long nowNanos) {
        if (orders != null && !isWatched() && nowNanos - unwatchedNanos > LINGER_NANOS) {
            drop();
        }
    }

    /** Takes the next event; {@return whether the orders are still the engine's} */
    boolean apply(ExecutionEvent event) {
        return orders == null || orders.apply(event, touched);
    }

    /**
     * Publishes what has changed. Where nothing has, its sequence stays, so that each update follows the one before.
     *
     * @param at the last command
     * @param nanos its time
     */
    void publish(long at, long nanos) {
        if (orders == null) {
            return;
        }
        changed = new LinkedHashSet<>(touched);
        touched.clear();
        updateText = null;
        if (published && changed.isEmpty()) {
            return;
        }
        previousSequence = sequence;
        previousPlace = sentPlace;
        sequence = at;
        sentPlace = orders.nextPlace();
        timestampNanos = nanos;
        snapshotText = null;
        published = true;
    }

    /** Trades are published between: of the orders there is nothing new. */
    void hold() {
        changed = Set.of();
    }

    /** {@return the orders that changed since the time before} */
    Set<Long> changed() {
        return changed;
    }

    /** {@return the last command that changed it} */
    long sequence() {
        return sequence;
    }

    /** {@return the first place in line that was not given out yet} */
    long place() {
        return sentPlace;
    }

    String updateText() {
        if (updateText == null) {
            updateText = updateText(previousSequence, previousPlace, changed);
        }
        return updateText;
    }

    /** {@return what became of some orders since a command} */
    String updateText(long since, long place, Collection<Long> ids) {
        return OrdersJson.update(this, instrument, since, place, ids);
    }

    String snapshotText() {
        if (snapshotText == null) {
            snapshotText = OrdersJson.snapshot(this, instrument);
        }
        return snapshotText;
    }

    FoldedOrders orders() {
        return orders;
    }

    long timestampNanos() {
        return timestampNanos;
    }
}
