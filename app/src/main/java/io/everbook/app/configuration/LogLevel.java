package io.everbook.app.configuration;

/** From which level on the log is written. In the file: the name in lower case. */
public enum LogLevel {
    /** What helps to find a fault. */
    DEBUG,
    /** What happens. */
    INFO,
    /** What may need somebody. */
    WARN,
    /** What needs somebody. */
    ERROR
}
