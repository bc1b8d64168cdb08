package io.everbook.app.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How the life of the engine before this one began and ended, as its audit journal tells. */
public final class LastStart implements AuditMemory {

    private String configuration = "";
    private String end = "none";
    private String current = "";

    /**
     * Takes note that this life has begun: from now on it is the last start.
     *
     * @param now SHA-256 of its configuration, in hexadecimal
     */
    public synchronized void began(String now) {
        current = now;
    }

    @Override
    public synchronized List<Remembered> state() {
        String known = current.isEmpty() ? configuration : current;
        if (known.isEmpty()) {
            return List.of();
        }
        List<Remembered> pieces = new ArrayList<>();
        pieces.add(new Remembered(AuditKind.STARTED, "", "", Map.of("configuration", known)));
        if (current.isEmpty() && end.equals("stopped")) {
            pieces.add(new Remembered(AuditKind.STOPPED, "", "", Map.of()));
        }
        return pieces;
    }

    @Override
    public void recall(AuditRecord record) {
        if (record.kind() == AuditKind.STARTED) {
            configuration = record.details().getOrDefault("configuration", "");
            end = "died";
        } else if (record.kind() == AuditKind.STOPPED) {
            end = "stopped";
        }
    }

    /** {@return SHA-256 of the configuration of that start, in hexadecimal; empty where there was none} */
    public String configuration() {
        return configuration;
    }

    /** {@return {@code stopped} for an end in order, {@code died} for a crash or a kill, {@code none} for no start} */
    public String end() {
        return end;
    }
}
