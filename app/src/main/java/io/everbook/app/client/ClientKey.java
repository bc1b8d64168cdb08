package io.everbook.app.client;

import io.everbook.app.security.ApiKey;
import io.everbook.app.security.RequestSignature;
import io.everbook.app.security.Role;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Who a client is: the id of an API key and its secret, which it uses and never shows. Any thread may call. */
public final class ClientKey {

    private static final AtomicLong LAST_NANOS = new AtomicLong();

    private final ApiKey key;

    /**
     * Takes a key.
     *
     * @param id the key's id
     * @param secret its secret, as it was printed
     * @throws IllegalArgumentException where they cannot be those of a key; the message does not hold the secret
     */
    public ClientKey(String id, String secret) {
        // What the key may do is the engine's to know.
        key = new ApiKey(id, Role.VIEWER, 0, secret);
    }

    /** {@return the id} */
    public String id() {
        return key.id();
    }

    /** {@return the time for a signature, in nanoseconds since the epoch: no two are the same} */
    static String timestamp() {
        long now = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
        return Long.toString(LAST_NANOS.updateAndGet(last -> Math.max(last + 1, now)));
    }

    String sign(String timestamp, String method, String target, byte[] body) {
        return RequestSignature.sign(key, timestamp, method, target, body);
    }

    /** {@return the id alone} */
    @Override
    public String toString() {
        return "ClientKey[id=" + key.id() + "]";
    }
}
