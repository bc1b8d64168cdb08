package io.everbook.app.client;

import io.everbook.app.stream.BookChecksum;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/**
 * A book built from a stream: a snapshot, then updates, each of which must follow the one before and have the checksum
 * that the book has then. Any thread may read it between two messages; it is locked while one is applied.
 */
public final class LiveBook {

    private final TreeMap<BigDecimal, Level> bids = new TreeMap<>(Comparator.reverseOrder());
    private final TreeMap<BigDecimal, Level> asks = new TreeMap<>();
    private long sequence;
    private boolean loaded;

    /**
     * A level.
     *
     * @param price its price, as the engine writes it
     * @param quantity what it shows
     * @param orders how many orders it has
     */
    public record Level(String price, String quantity, long orders) {}

    /**
     * Takes a message of the type {@code snapshot} or {@code update}; others are left alone.
     *
     * @param message the message
     * @throws ClientException with the code {@code GAP} or {@code CHECKSUM} where the book is not the engine's: it has
     *     to be subscribed to again
     */
    public synchronized void apply(Json message) {
        String type = message.text("type");
        if ("snapshot".equals(type)) {
            bids.clear();
            asks.clear();
        } else if (!"update".equals(type)) {
            return;
        } else if (!loaded || message.number("previous") != sequence) {
            loaded = false;
            throw new ClientException(
                    "GAP", "an update does not follow: has=" + sequence + " follows=" + message.number("previous"));
        }
        change(bids, message.objects("bids"));
        change(asks, message.objects("asks"));
        sequence = message.number("sequence");
        loaded = true;
        if (checksum() != message.number("checksum")) {
            loaded = false;
            throw new ClientException("CHECKSUM", "the book is not the engine's: sequence=" + sequence);
        }
    }

    private static void change(TreeMap<BigDecimal, Level> side, List<Json> levels) {
        for (Json level : levels) {
            BigDecimal price = new BigDecimal(level.text("price"));
            if (new BigDecimal(level.text("quantity")).signum() == 0) {
                side.remove(price);
            } else {
                side.put(price, new Level(level.text("price"), level.text("quantity"), level.number("orders")));
            }
        }
    }

    private long checksum() {
        BookChecksum checksum = new BookChecksum();
        top(checksum, asks.values());
        top(checksum, bids.values());
        return checksum.value();
    }

    private static void top(BookChecksum checksum, Collection<Level> levels) {
        levels.stream().limit(BookChecksum.LEVELS).forEach(level -> checksum.level(level.price(), level.quantity()));
    }

    /** {@return whether it has been loaded} */
    public synchronized boolean isLoaded() {
        return loaded;
    }

    /** {@return the last command that changed it} */
    public synchronized long sequence() {
        return sequence;
    }

    /** {@return the bids, best first} */
    public synchronized List<Level> bids() {
        return new ArrayList<>(bids.values());
    }

    /** {@return the asks, best first} */
    public synchronized List<Level> asks() {
        return new ArrayList<>(asks.values());
    }
}
