package io.everbook.app.security;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Locks out who guesses signatures: after ten failures a key, and an address, is refused for a second, and each further
 * failure doubles that, up to a quarter of an hour. What fails during a lock-out, at once with what has led to it or
 * from an address that is not locked out, does not count for it: so nobody can lengthen the lock-out of another, or
 * have more of them told than there are. What cannot be the id of a key counts for its address alone. A key is not
 * locked out from an address from which it has authenticated itself, or else anybody could stop a trader. It knows a
 * bounded number of keys and addresses and forgets those that failed least recently. It has no clock. Any thread may
 * call.
 */
public final class LockOut {

    /** So many failures lock nobody out. */
    public static final int FREE_FAILURES = 9;

    /** The longest lock-out, in milliseconds. */
    public static final long MAX_MILLIS = 900_000;

    private static final long FIRST_MILLIS = 1_000;
    private static final int MAX_DOUBLINGS = 10;
    private static final int MAX_NAMES = 10_000;

    private final Map<String, Guesses> keys = bounded();
    private final Map<String, Guesses> addresses = bounded();
    private final Set<String> known = new LinkedHashSet<>();
    private final LockOutListener listener;

    /** How often somebody has failed, and until when that keeps them out. */
    private static final class Guesses {
        private long failures;
        private long untilMillis;
    }

    /**
     * Creates it; nobody is locked out.
     *
     * @param listener is told of every lock-out
     */
    public LockOut(LockOutListener listener) {
        this.listener = listener;
    }

    /**
     * Tells whether a request is refused before anything of it is looked at.
     *
     * @param keyId the key it names, which may be anything
     * @param address from where it comes; empty where that is not known
     * @param nowMillis the time, in milliseconds since the epoch
     * @return 0 where it may be looked at; else in how many milliseconds it may be tried again
     */
    public synchronized long refusedForMillis(String keyId, String address, long nowMillis) {
        if (known.contains(pair(keyId, address))) {
            return 0;
        }
        return Math.max(left(keys.get(keyId), nowMillis), left(addresses.get(address), nowMillis));
    }

    /**
     * A signature was wrong.
     *
     * @param keyId the key that was named, whether there is one or not
     * @param address from where; empty where that is not known
     * @param nowMillis the time, in milliseconds since the epoch
     */
    public synchronized void failed(String keyId, String address, long nowMillis) {
        Guesses ofKey = ApiKey.isId(keyId) ? count(keys, keyId, nowMillis) : null;
        if (ofKey != null) {
            listener.lockedOut(keyId, "", ofKey.failures, ofKey.untilMillis);
        }
        Guesses ofAddress = address.isEmpty() ? null : count(addresses, address, nowMillis);
        if (ofAddress != null) {
            listener.lockedOut("", address, ofAddress.failures, ofAddress.untilMillis);
        }
    }

    /**
     * A key has authenticated itself.
     *
     * @param keyId which
     * @param address from where; empty where that is not known
     */
    public synchronized void succeeded(String keyId, String address) {
        knows(keyId, address);
        boolean hadFailures = keys.remove(keyId) != null | addresses.remove(address) != null;
        if (hadFailures) {
            listener.cleared(keyId, address);
        }
    }

    /**
     * Takes up a lock-out of an earlier life of the engine.
     *
     * @param keyId which key; empty for none
     * @param address which address; empty for none
     * @param failures how many failures there were
     * @param untilMillis when it ends, in milliseconds since the epoch
     */
    public synchronized void restore(String keyId, String address, long failures, long untilMillis) {
        Guesses guesses = keyId.isEmpty()
                ? addresses.computeIfAbsent(address, none -> new Guesses())
                : keys.computeIfAbsent(keyId, none -> new Guesses());
        guesses.failures = failures;
        guesses.untilMillis = untilMillis;
    }

    /**
     * Takes up that failures were forgotten in an earlier life of the engine.
     *
     * @param keyId which key; empty for none
     * @param address which address; empty for none
     */
    public synchronized void restoreCleared(String keyId, String address) {
        keys.remove(keyId);
        addresses.remove(address);
    }

    /**
     * Takes up that a key has authenticated itself from an address in an earlier life of the engine.
     *
     * @param keyId which key
     * @param address from where
     */
    public synchronized void knows(String keyId, String address) {
        if (!address.isEmpty() && known.add(pair(keyId, address)) && known.size() > MAX_NAMES) {
            known.remove(known.iterator().next());
        }
    }

    private static Guesses count(Map<String, Guesses> names, String name, long nowMillis) {
        Guesses guesses = names.computeIfAbsent(name, none -> new Guesses());
        if (nowMillis < guesses.untilMillis) {
            return null;
        }
        guesses.failures++;
        if (guesses.failures <= FREE_FAILURES) {
            return null;
        }
        long doublings = Math.min(MAX_DOUBLINGS, guesses.failures - FREE_FAILURES - 1);
        guesses.untilMillis = nowMillis + Math.min(MAX_MILLIS, FIRST_MILLIS << doublings);
        return guesses;
    }

    private static long left(Guesses guesses, long nowMillis) {
        return guesses == null ? 0 : Math.max(0, guesses.untilMillis - nowMillis);
    }

    private static String pair(String keyId, String address) {
        return keyId + ' ' + address;
    }

    private static Map<String, Guesses> bounded() {
        return new LinkedHashMap<>(16, 0.75f, true) {

            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Guesses> eldest) {
                return size() > MAX_NAMES;
            }
        };
    }
}
