package io.everbook.app.audit;

import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Counts by name, a bounded number of names, and remembers which have changed. Not for several threads. */
final class Tally {

    /** Stands for every name beyond the bound. */
    static final String OTHER = "other";

    private final String prefix;
    private final int maxNames;
    private final Map<String, Long> counts = new TreeMap<>();
    private final TreeSet<String> changed = new TreeSet<>();

    /** Creates an empty tally, whose details are called by the prefix and the name. */
    Tally(String prefix, int maxNames) {
        this.prefix = prefix;
        this.maxNames = maxNames;
    }

    void add(String name) {
        String counted = counts.containsKey(name) || counts.size() < maxNames ? name : OTHER;
        counts.merge(counted, 1L, Long::sum);
        changed.add(counted);
    }

    /** Takes over what a record has of it. */
    void recall(AuditRecord record) {
        for (String detail : record.details().keySet()) {
            if (detail.startsWith(prefix)) {
                counts.put(detail.substring(prefix.length()), record.number(detail, 0));
            }
        }
    }

    /** Adds what has changed since the last time. */
    void tellChanged(Map<String, String> details) {
        changed.forEach(name -> details.put(prefix + name, Long.toString(counts.get(name))));
        changed.clear();
    }

    /** Adds everything. */
    void tell(Map<String, String> details) {
        counts.forEach((name, count) -> details.put(prefix + name, Long.toString(count)));
    }
}
