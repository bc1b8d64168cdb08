package io.everbook.app.security;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
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

    /** How often a key, or an address, has failed, and until when that keeps it out. */
    private static final class Guesses {

        private final String keyId;
        private final String address;
        private long failures;
        private long untilMillis;
        private long refused;
        /** Whether there is a lock-out whose end was not told. */
        private boolean open;

        Guesses(String keyId, String address) {
            this.keyId = keyId;
            this.address = address;
        }
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
     * Tells whether a request is refused before anything of it is looked at, and counts it where it is.
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
        return Math.max(refuse(keys.get(keyId), nowMillis), refuse(addresses.get(address), nowMillis));
    }

    /**
     * A signature was wrong.
     *
     * @param keyId the key that was named, whether there is one or not
     * @param address from where; empty where that is not known
     * @param nowMillis the time, in milliseconds since the epoch
     */
    public synchronized void failed(String keyId, String address, long nowMillis) {
        if (ApiKey.isId(keyId)) {
            count(ofKey(keyId), nowMillis);
        }
        if (!address.isEmpty()) {
            count(ofAddress(address), nowMillis);
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
        boolean wasLockedOut = forget(keys.remove(keyId)) | forget(addresses.remove(address));
        if (wasLockedOut) {
            listener.cleared(keyId, address);
        }
    }

    /**
     * Tells the listener of the lock-outs that are over, where that was not done.
     *
     * @param nowMillis the time, in milliseconds since the epoch
     */
    public synchronized void tellEnded(long nowMillis) {
        for (Map<String, Guesses> names : List.of(keys, addresses)) {
            for (Guesses guesses : names.values()) {
                if (nowMillis >= guesses.untilMillis) {
                    tellEnded(guesses);
                }
            }
        }
    }

    /** Is given a lock-out. */
    @FunctionalInterface
    public interface Visitor {

        /**
         * A key or an address is locked out, or was; one of the two is empty.
         *
         * @param keyId which key
         * @param address which address
         * @param failures how many wrong signatures have led to it
         * @param untilMillis when it ends or has ended, in milliseconds since the epoch
         * @param ended whether its end was told
         */
        void visit(String keyId, String address, long failures, long untilMillis, boolean ended);
    }

    /**
     * Tells of everybody who is locked out, or was and has not authenticated since.
     *
     * @param visitor is given each
     */
    public synchronized void forEach(Visitor visitor) {
        for (Map<String, Guesses> names : List.of(keys, addresses)) {
            for (Guesses guesses : names.values()) {
                if (guesses.failures > FREE_FAILURES) {
                    visitor.visit(guesses.keyId, guesses.address, guesses.failures, guesses.untilMillis, !guesses.open);
                }
            }
        }
    }

    /**
     * Does something while nothing changes here and the listener is told nothing.
     *
     * @param work what to do
     */
    public synchronized void whileStill(Runnable work) {
        work.run();
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
        Guesses guesses = keyId.isEmpty() ? ofAddress(address) : ofKey(keyId);
        guesses.failures = failures;
        guesses.untilMillis = untilMillis;
        guesses.open = true;
    }

    /**
     * Takes up that the end of a lock-out was told in an earlier life of the engine.
     *
     * @param keyId which key; empty for none
     * @param address which address; empty for none
     */
    public synchronized void restoreEnded(String keyId, String address) {
        Guesses guesses = keyId.isEmpty() ? addresses.get(address) : keys.get(keyId);
        if (guesses != null) {
            guesses.open = false;
        }
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

    private Guesses ofKey(String keyId) {
        return keys.computeIfAbsent(keyId, id -> new Guesses(id, ""));
    }

    private Guesses ofAddress(String address) {
        return addresses.computeIfAbsent(address, from -> new Guesses("", from));
    }

    private void count(Guesses guesses, long nowMillis) {
        if (nowMillis < guesses.untilMillis) {
            return;
        }
        tellEnded(guesses);
        guesses.failures++;
        if (guesses.failures <= FREE_FAILURES) {
            return;
        }
        long doublings = Math.min(MAX_DOUBLINGS, guesses.failures - FREE_FAILURES - 1);
        guesses.untilMillis = nowMillis + Math.min(MAX_MILLIS, FIRST_MILLIS << doublings);
        guesses.open = true;
        listener.lockedOut(guesses.keyId, guesses.address, guesses.failures, guesses.untilMillis);
    }

    private static long refuse(Guesses guesses, long nowMillis) {
        if (guesses == null || nowMillis >= guesses.untilMillis) {
            return 0;
        }
        guesses.refused++;
        return guesses.untilMillis - nowMillis;
    }

    private void tellEnded(Guesses guesses) {
        if (guesses.open) {
            guesses.open = false;
            listener.ended(guesses.keyId, guesses.address, guesses.failures, guesses.refused);
            guesses.refused = 0;
        }
    }

    /** Whether there was ever a lock-out, so that it is worth telling that it is forgotten. */
    private boolean forget(Guesses guesses) {
        if (guesses == null) {
            return false;
        }
        tellEnded(guesses);
        return guesses.failures > FREE_FAILURES;
    }

    private static String pair(String keyId, String address) {
        return keyId + ' ' + address;
    }

    private Map<String, Guesses> bounded() {
        return new LinkedHashMap<>(16, 0.75f, true) {

            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Guesses> eldest) {
                if (size() > MAX_NAMES) {
                    tellEnded(eldest.getValue());
                    return true;
                }
                return false;
            }
        };
    }
}
