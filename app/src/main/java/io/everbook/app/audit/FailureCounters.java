package io.everbook.app.audit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How often a key was named with a wrong signature, and an address has sent one, since they last authenticated
 * themselves; over all lives of the engine. It knows a bounded number of both, and forgets those that failed least
 * recently. Not for several threads.
 */
final class FailureCounters implements AuditMemory {

    /** So many keys, and so many addresses, are told apart. */
    static final int MAX_NAMES = 10_000;

    /** The only failure that is a guess; the others are mistakes of who knows the secret, or of nobody's. */
    static final String WRONG_SIGNATURE = "SIGNATURE_INVALID";

    static final String OF_KEY = "keyFailures";
    static final String OF_ADDRESS = "addressFailures";

    private final Map<String, Long> keys = bounded();
    private final Map<String, Long> addresses = bounded();

    void failed(AuditEvent.AuthenticationFailed event) {
        if (event.reason().equals(WRONG_SIGNATURE)) {
            if (!event.keyId().isEmpty() && !event.keyId().equals(AuditText.NO_KEY_ID)) {
                keys.merge(event.keyId(), 1L, Long::sum);
            }
            addresses.merge(event.address(), 1L, Long::sum);
        }
    }

    void authenticated(AuditEvent.Authenticated event) {
        keys.remove(event.keyId());
        addresses.remove(event.address());
    }

    /** How often a key has failed since it last authenticated itself. */
    long ofKey(String keyId) {
        return keys.getOrDefault(keyId, 0L);
    }

    /** How often an address has failed since somebody last authenticated itself from there. */
    long ofAddress(String address) {
        return addresses.getOrDefault(address, 0L);
    }

    /** Adds to a record of a failure how many there were now. */
    void tell(AuditEvent event, Map<String, String> details) {
        put(details, OF_KEY, ofKey(event.keyId()));
        put(details, OF_ADDRESS, ofAddress(event.address()));
    }

    /** Adds to a record of a key's access what is left of failures, of the key and of the addresses it tells of. */
    void tellLeft(String keyId, Map<String, String> details) {
        put(details, OF_KEY, ofKey(keyId));
        for (String detail : details.keySet().toArray(String[]::new)) {
            if (detail.startsWith(AccessStatistics.ADDRESS_PREFIX)) {
                String address = detail.substring(AccessStatistics.ADDRESS_PREFIX.length());
                put(details, OF_ADDRESS + ' ' + address, ofAddress(address));
            }
        }
    }

    @Override
    public List<Remembered> state() {
        List<Remembered> pieces = new ArrayList<>();
        keys.forEach((keyId, count) -> pieces.add(
                new Remembered(AuditKind.AUTHENTICATION_FAILED, keyId, "", Map.of(OF_KEY, Long.toString(count)))));
        addresses.forEach((address, count) -> pieces.add(new Remembered(
                AuditKind.AUTHENTICATION_FAILED, "", address, Map.of(OF_ADDRESS, Long.toString(count)))));
        return pieces;
    }

    @Override
    public void recall(AuditRecord record) {
        switch (record.kind()) {
            case AUTHENTICATION_FAILED -> {
                // What it tells is how many there were when it was written, so nothing is counted twice.
                if (!record.address().equals(AuditCounts.OTHERS)) {
                    set(keys, record.keyId(), record.number(OF_KEY, 0));
                    set(addresses, record.address(), record.number(OF_ADDRESS, 0));
                }
            }
            case ACCESS -> {
                set(keys, record.keyId(), record.number(OF_KEY, 0));
                for (String detail : record.details().keySet()) {
                    if (detail.startsWith(AccessStatistics.ADDRESS_PREFIX)) {
                        String address = detail.substring(AccessStatistics.ADDRESS_PREFIX.length());
                        set(addresses, address, record.number(OF_ADDRESS + ' ' + address, 0));
                    }
                }
            }
            case FAILURES_CLEARED -> {
                keys.remove(record.keyId());
                addresses.remove(record.address());
            }
            default -> {
                // Tells nothing of failures.
            }
        }
    }

    private static void set(Map<String, Long> counts, String name, long count) {
        if (count == 0) {
            counts.remove(name);
        } else {
            counts.put(name, count);
        }
    }

    private static void put(Map<String, String> details, String name, long count) {
        if (count > 0) {
            details.put(name, Long.toString(count));
        }
    }

    private static Map<String, Long> bounded() {
        return new LinkedHashMap<>(16, 0.75f, true) {

            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
                return size() > MAX_NAMES;
            }
        };
    }
}
