package io.everbook.app.stream;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * The checksum of a book's top: CRC-32 (that of zlib and Ethernet) of the text of its best ten asks, best first, then
 * of its best ten bids, best first: of each level price, colon and quantity as messages write them, with a comma
 * between each two levels. That of single orders has their id and a colon in front of each.
 */
public final class BookChecksum {

    /** How many levels of each side it covers. */
    public static final int LEVELS = 10;

    private final StringBuilder text = new StringBuilder();

    /**
     * Adds the next level.
     *
     * @param price its price, as messages write it
     * @param quantity its quantity, as messages write it
     */
    public void level(String price, String quantity) {
        if (text.length() > 0) {
            text.append(',');
        }
        text.append(price).append(':').append(quantity);
    }

    /**
     * Adds the next order, where it is a checksum of orders instead of levels.
     *
     * @param orderId its id
     * @param price its price, as messages write it
     * @param quantity what it shows, as messages write it
     */
    public void order(long orderId, String price, String quantity) {
        level(orderId + ":" + price, quantity);
    }

    /** {@return the checksum, 0 to 2^32 - 1} */
    public long value() {
        CRC32 crc = new CRC32();
        crc.update(text.toString().getBytes(StandardCharsets.US_ASCII));
        return crc.getValue();
    }
}
