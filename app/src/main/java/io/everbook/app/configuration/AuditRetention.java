package io.everbook.app.configuration;

/**
 * How long the engine's audit is kept, by whole segments, oldest first. The newest two checkpoints, and what is behind
 * them, always stay.
 *
 * @param retentionDays for how many days, 0 to 36,500; 0 = for ever
 * @param keepSegments how many segments stay at most, 0 to 1,000,000; 0 = any number
 */
public record AuditRetention(int retentionDays, int keepSegments) {

    /** Everything is kept. */
    public static final AuditRetention DEFAULTS = new AuditRetention(0, 0);

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException where a value is out of its range
     */
    public AuditRetention {
        Key.AUDIT_RETENTION_DAYS.check(retentionDays);
        Key.AUDIT_KEEP_SEGMENTS.check(keepSegments);
    }

    /** {@return whether anything is ever removed} */
    public boolean enabled() {
        return retentionDays > 0 || keepSegments > 0;
    }
}
