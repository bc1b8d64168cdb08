package io.everbook.app.configuration;

/**
 * Backups that a running engine makes of itself.
 *
 * @param directory where they go; empty for none
 * @param intervalMin how often, 1 to 10,080 minutes
 * @param incremental whether they share what earlier ones hold
 * @param keep how many stay, 1 to 100,000
 * @param verify whether each is restored and replayed
 * @param passwordFile the file that holds the password they are encrypted under, of mode 0600; empty for none
 */
public record BackupSchedule(
        String directory, int intervalMin, boolean incremental, int keep, boolean verify, String passwordFile) {

    /** No backups; once there is a directory, one a day, proved, and two weeks of them. */
    public static final BackupSchedule DEFAULTS = new BackupSchedule("", 1_440, true, 14, true, "");

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException where a value is out of its range
     */
    public BackupSchedule {
        if (directory == null || passwordFile == null) {
            throw new IllegalArgumentException("every part must be given: incomplete=backup");
        }
        Key.BACKUP_INTERVAL_MIN.check(intervalMin);
        Key.BACKUP_KEEP.check(keep);
    }

    /** {@return whether backups are made} */
    public boolean enabled() {
        return !directory.isEmpty();
    }
}
