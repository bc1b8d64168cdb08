package io.everbook.app.credential;

import io.everbook.app.secret.HmacKey;
import io.everbook.app.secret.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The key of a store, and the three kinds of keys that come from it: one that proves the password, one that seals the
 * whole file, and one for each entry. It lies outside of the heap, where no heap dump finds it, and is zeroed on close.
 * An engine keeps it, and not the password, to read the store again after a change. Not for several threads.
 */
final class StoreKey implements AutoCloseable {

    private static final byte[] CHECK = "everbook credential store: check".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SEAL = "everbook credential store: seal".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ENTRY = "everbook credential store: entry".getBytes(StandardCharsets.US_ASCII);

    private final ByteBuffer key;
    private boolean closed;

    /** Takes a key over, and zeroes the secret it comes in. */
    StoreKey(Secret derived) {
        key = ByteBuffer.allocateDirect(derived.length());
        key.put(0, derived.bytes());
        derived.close();
    }

    /** {@return what stands in the header to tell the right password from a wrong one} */
    byte[] check() {
        return hmac().compute(CHECK);
    }

    /** {@return what only who knows the password can compute of the whole file} */
    byte[] seal(byte[] file, int length) {
        return hmac().compute(SEAL, Arrays.copyOf(file, length));
    }

    /** {@return the key of the entry that has this salt; the caller closes it} */
    Secret entry(byte[] salt) {
        return Secret.taking(hmac().compute(ENTRY, salt));
    }

    private HmacKey hmac() {
        if (closed) {
            throw new IllegalStateException("a store's key was used after it was zeroed");
        }
        byte[] copy = new byte[key.capacity()];
        key.get(0, copy);
        try {
            return new HmacKey(copy);
        } finally {
            Arrays.fill(copy, (byte) 0);
        }
    }

    @Override
    public void close() {
        closed = true;
        key.put(0, new byte[key.capacity()]);
    }
}
