package io.everbook.app.audit;

/** How the life of the engine before this one began and ended, as its audit journal tells. */
public final class LastStart implements AuditMemory {

    private String configuration = "";
    private String end = "none";

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
