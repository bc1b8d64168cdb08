package io.everbook.app.audit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What each key has used since its first request, over all lives of the engine. Its records hold totals, of the routes
 * and addresses those that have changed. Not for several threads.
 */
final class AccessStatistics implements AuditMemory {

    /** So many keys are told of each time; the others follow the next. */
    static final int KEYS_AT_ONCE = 32;

    /** So many addresses of a key are told apart. */
    static final int MAX_ADDRESSES = 64;

    /** So many routes of a key are told apart; a gateway has fewer. */
    static final int MAX_ROUTES = 64;

    static final String REQUESTS = "requests";
    static final String LIMITED = "limited";
    static final String FAILED = "failed";
    static final String FIRST = "first";
    static final String ROUTE_PREFIX = "route ";
    static final String ADDRESS_PREFIX = "from ";

    private final Map<String, KeyAccess> keys = new TreeMap<>();
    private final LinkedHashMap<String, KeyAccess> changed = new LinkedHashMap<>();

    /** What one key has used. */
    private static final class KeyAccess {

        private final Tally routes = new Tally(ROUTE_PREFIX, MAX_ROUTES);
        private final Tally addresses = new Tally(ADDRESS_PREFIX, MAX_ADDRESSES);
        private long requests;
        private long limited;
        private long failed;
        private long firstEpochMillis;
        private String lastAddress = "";
    }

    /** What one key has used, to be recorded. */
    record Statement(AuditEvent event, Map<String, String> details) {}

    void authenticated(AuditEvent.Authenticated event, long epochMillis) {
        KeyAccess access = change(event.keyId(), epochMillis);
        access.requests++;
        access.lastAddress = event.address();
        access.addresses.add(event.address());
        access.routes.add(event.route());
    }

    void limited(AuditEvent.RateLimited event, long epochMillis) {
        if (!event.keyId().isEmpty()) {
            change(event.keyId(), epochMillis).limited++;
        }
    }

    /** A failure counts for a key only where that key has authenticated itself before: others may not exist. */
    void failed(AuditEvent.AuthenticationFailed event, long epochMillis) {
        if (keys.containsKey(event.keyId())) {
            change(event.keyId(), epochMillis).failed++;
        }
    }

    @Override
    public void recall(AuditRecord record) {
        if (record.kind() != AuditKind.ACCESS) {
            return;
        }
        KeyAccess access = keys.computeIfAbsent(record.keyId(), id -> new KeyAccess());
        access.requests = record.number(REQUESTS, access.requests);
        access.limited = record.number(LIMITED, access.limited);
        access.failed = record.number(FAILED, access.failed);
        access.firstEpochMillis = record.number(FIRST, access.firstEpochMillis);
        access.lastAddress = record.address();
        access.routes.recall(record);
        access.addresses.recall(record);
    }

    /** What to record of some of the keys that have changed since they were told of. */
    List<Statement> drain(List<AuditMemory> memories) {
        List<Statement> statements = new ArrayList<>();
        while (statements.size() < KEYS_AT_ONCE && !changed.isEmpty()) {
            String keyId = changed.keySet().iterator().next();
            KeyAccess access = changed.remove(keyId);
            Map<String, String> details = totals(access);
            access.routes.tellChanged(details);
            access.addresses.tellChanged(details);
            memories.forEach(memory -> details.putAll(memory.remember(keyId)));
            statements.add(new Statement(new AuditEvent.Authenticated(keyId, access.lastAddress, ""), details));
        }
        return statements;
    }

    /** All that is known of each key, with what else is to be kept beside it. */
    List<Remembered> state(List<AuditMemory> memories, FailureCounters failures) {
        List<Remembered> pieces = new ArrayList<>();
        keys.forEach((keyId, access) -> {
            Map<String, String> details = new LinkedHashMap<>(of(keyId));
            memories.forEach(memory -> details.putAll(memory.remember(keyId)));
            failures.tellLeft(keyId, details);
            pieces.add(new Remembered(AuditKind.ACCESS, keyId, access.lastAddress, details));
        });
        return pieces;
    }

    /** What is known of a key, by the names of the details of its records; empty for none. */
    Map<String, String> of(String keyId) {
        KeyAccess access = keys.get(keyId);
        if (access == null) {
            return Map.of();
        }
        Map<String, String> details = totals(access);
        access.routes.tell(details);
        access.addresses.tell(details);
        return details;
    }

    private static Map<String, String> totals(KeyAccess access) {
        Map<String, String> details = new LinkedHashMap<>();
        details.put(REQUESTS, Long.toString(access.requests));
        details.put(LIMITED, Long.toString(access.limited));
        details.put(FAILED, Long.toString(access.failed));
        details.put(FIRST, Long.toString(access.firstEpochMillis));
        return details;
    }

    private KeyAccess change(String keyId, long epochMillis) {
        KeyAccess access = keys.computeIfAbsent(keyId, id -> new KeyAccess());
        if (access.firstEpochMillis == 0) {
            access.firstEpochMillis = epochMillis;
        }
        changed.put(keyId, access);
        return access;
    }
}
