package io.everbook.app.configuration;

/**
 * What is logged, and where to.
 *
 * @param level from which level on; what libraries say is logged from warn on at least
 * @param format how a line is written
 * @param file the file that gets every line as well; empty for none
 * @param maxFileBytes the size at which it is set aside and a new one begun, 2^16 to 2^40 bytes
 * @param keepFiles how many that were set aside are kept, 0 to 1,000
 */
public record Logging(LogLevel level, LogFormat format, String file, long maxFileBytes, int keepFiles) {

    /** What holds where nothing is configured. */
    public static final Logging DEFAULTS = new Logging(LogLevel.INFO, LogFormat.TEXT, "", 10L << 20, 5);

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException where a value is out of its range
     */
    public Logging {
        if (level == null || format == null || file == null) {
            throw new IllegalArgumentException("every part must be given: incomplete=logging");
        }
        Key.LOG_MAX_FILE_BYTES.check(maxFileBytes);
        Key.LOG_KEEP_FILES.check(keepFiles);
    }
}
