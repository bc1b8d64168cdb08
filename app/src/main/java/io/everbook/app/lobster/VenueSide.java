package io.everbook.app.lobster;

import io.everbook.core.command.Side;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** The levels of one side in the picture of the exchange, best first. */
final class VenueSide {

    private final Side side;
    private final TreeMap<Long, VenueLevel> levels = new TreeMap<>();

    VenueSide(Side side) {
        this.side = side;
    }

    /** {@return a number that is smaller for a better price of a side} */
    static long key(Side side, long price) {
        return side == Side.BUY ? -price : price;
    }

    /** {@return the best level; null where there is none} */
    VenueLevel best() {
        Map.Entry<Long, VenueLevel> entry = levels.firstEntry();
        return entry == null ? null : entry.getValue();
    }

    /** {@return the level at a price; null where there is none} */
    VenueLevel level(long price) {
        return levels.get(key(side, price));
    }

    VenueLevel levelForNew(long price) {
        return levels.computeIfAbsent(key(side, price), key -> new VenueLevel(side, price));
    }

    void removeIfEmpty(VenueLevel level) {
        if (level.size() == 0) {
            levels.remove(key(side, level.price()));
        }
    }

    /** {@return all levels, best first; not to be changed while they are read} */
    Collection<VenueLevel> levels() {
        return levels.values();
    }
}
