package io.everbook.app.configuration;

/** How a line of the log is written. In the file: the name in lower case. */
public enum LogFormat {
    /** The level in brackets and the message. */
    TEXT,
    /** One JSON object. */
    JSON
}
