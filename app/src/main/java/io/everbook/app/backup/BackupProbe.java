package io.everbook.app.backup;

/** Is told of the backups that a running engine makes. */
public interface BackupProbe {

    /** Nobody. */
    BackupProbe NONE = new BackupProbe() {

        @Override
        public void scheduled(long intervalSeconds, long lastEpochMillis) {
            // Nobody wants to know.
        }

        @Override
        public void made(long bytesWritten, long nanos, long epochMillis) {
            // Nobody wants to know.
        }

        @Override
        public void failed() {
            // Nobody wants to know.
        }
    };

    /**
     * The schedule begins.
     *
     * @param intervalSeconds how often a backup is to be made, in seconds
     * @param lastEpochMillis when the newest good backup that is there was begun, milliseconds since the epoch; 0 where
     *     there is none
     */
    void scheduled(long intervalSeconds, long lastEpochMillis);

    /**
     * A backup was made, and proved where that is configured.
     *
     * @param bytesWritten how many bytes of files it does not share with earlier ones
     * @param nanos how long it took, in nanoseconds
     * @param epochMillis when it was done, milliseconds since the epoch
     */
    void made(long bytesWritten, long nanos, long epochMillis);

    /** A backup could not be made, or is not good. */
    void failed();
}
