package io.everbook.replay.anonymise;

/**
 * How a journal is anonymised.
 *
 * @param key what pseudonyms are made from: the same key gives the same ones, whoever has it can find out who is who;
 *     16 bytes or more; not to be changed
 * @param prices whether prices are shifted by a number of ticks
 * @param times whether times are shifted by a number of days
 */
public record AnonymiseOptions(byte[] key, boolean prices, boolean times) {

    /** The shortest key, in bytes. */
    public static final int MIN_KEY_BYTES = 16;

    /** Checks the key. */
    public AnonymiseOptions {
        if (key.length < MIN_KEY_BYTES) {
            throw new IllegalArgumentException("a key needs " + MIN_KEY_BYTES + " bytes or more, or it can be guessed:"
                    + " keyBytes=" + key.length);
        }
    }
}
