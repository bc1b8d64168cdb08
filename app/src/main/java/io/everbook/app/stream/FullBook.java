package io.everbook.app.stream;

import io.everbook.app.stream.FoldedOrders.Answer;
import io.everbook.app.stream.FoldedOrders.Question;
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
 * while somebody watches them, and told from when all of them have been read. Used by the thread of the streams.
 */
final class FullBook {

    /** How long they are kept without a watcher, so that coming and going costs the engine nothing. */
    private static final long LINGER_NANOS = TimeUnit.SECONDS.toNanos(60);

    /** What an order takes in a snapshot at most, in characters. */
    private static final int ORDER_CHARACTERS = 96;

    /** How many orders of each side the engine reads at once: it does not trade meanwhile. */
    private static final int READ_ORDERS = 2_000;

    /** How many parts of an image, at the most, fill what may wait for a client. */
    private static final int PARTS = 8;

    private static final int MOST_CHANGES = 10_000;

    private final Instrument instrument;
    private final int readOrders;
    private final int mostChanges;
    private final int partOrders;
    private final ImageCursor all = new ImageCursor();
    private final List<Long> touched = new ArrayList<>();
    private FoldedOrders orders;
    private boolean asking;
    private Answer answer;
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

    /**
     * Creates one that nobody watches.
     *
     * @param instrument what is traded
     * @param queueBytes how much may wait to be sent to a client: an update and a part of an image have room in it
     */
    FullBook(Instrument instrument, int queueBytes) {
        this(instrument, queueBytes, READ_ORDERS);
    }

    /** Creates one of which the engine reads a number of orders of each side at once. */
    FullBook(Instrument instrument, int queueBytes, int readOrders) {
        this.instrument = instrument;
        this.readOrders = readOrders;
        mostChanges = Math.min(MOST_CHANGES, queueBytes / ORDER_CHARACTERS);
        partOrders = Math.max(1, mostChanges / PARTS);
        all.reset(true);
    }

    /** {@return how many orders may have changed for a client that is behind, before it is sent an image} */
    int mostChanges() {
        return mostChanges;
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

    /** {@return whether its orders are the engine's, as far as they have been read} */
    boolean isLoaded() {
        return orders != null;
    }

    /** {@return whether there is something to be sent} */
    boolean isPublished() {
        return published;
    }

    /** {@return whether its orders are now as they were published: only then can they be written} */
    boolean isCurrent() {
        return published && touched.isEmpty();
    }

    /** Begins to read the orders of the engine, where somebody watches them. */
    void load() {
        drop();
        if (isWatched()) {
            orders = new FoldedOrders(touched);
        }
    }

    /** {@return whether the engine is to be asked for more orders} */
    boolean isToAsk() {
        return orders != null && !orders.isWhole() && !asking;
    }

    /** {@return whether an answer is awaited} */
    boolean isAsking() {
        return asking;
    }

    /** {@return what to ask the engine} */
    Question ask() {
        asking = true;
        return orders.question(readOrders);
    }

    /** The engine has not taken the question. */
    void unasked() {
        asking = false;
    }

    /** The engine has answered: {@link #settle} takes it over when its moment has come. */
    void answered(Answer given) {
        answer = asking ? given : null;
    }

    /**
     * Takes over what the engine has answered, where it is of this moment.
     *
     * @param at the command whose events, and no later ones, have been taken
     * @return whether every order has been read with that
     */
    boolean settle(long at) {
        if (answer == null || answer.sequence() > at) {
            return false;
        }
        Answer due = answer;
        answer = null;
        asking = false;
        if (due.sequence() == at) {
            orders.take(due);
            touched.clear();
        }
        return orders.isWhole();
    }

    /** Lets go of all orders. */
    void drop() {
        orders = null;
        asking = false;
        answer = null;
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
        if (orders == null) {
            return true;
        }
        boolean holds = orders.apply(event);
        if (!orders.isWhole()) {
            // Nobody was told of them yet.
            touched.clear();
        }
        return holds;
    }

    /**
     * Publishes what has changed. Where nothing has, its sequence stays, so that each update follows the one before.
     *
     * @param at the last command
     * @param nanos its time
     */
    void publish(long at, long nanos) {
        if (orders == null || !orders.isWhole()) {
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

    /** {@return what has changed since the time before, for those who have all orders} */
    String updateText() {
        if (updateText == null) {
            updateText = updateText(previousSequence, previousPlace, changed, all);
        }
        return updateText;
    }

    /** {@return what became of some orders since a command, for somebody who has been sent a part of the orders} */
    String updateText(long since, long place, Collection<Long> ids, ImageCursor cursor) {
        return OrdersJson.update(this, instrument, since, place, ids, cursor);
    }

    /** {@return the next part of the image; the cursor is moved behind it} */
    String partText(ImageCursor cursor, long since) {
        return OrdersJson.part(this, instrument, cursor, since, partOrders);
    }

    FoldedOrders orders() {
        return orders;
    }

    long timestampNanos() {
        return timestampNanos;
    }
}
