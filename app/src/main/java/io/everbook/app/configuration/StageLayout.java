package io.everbook.app.configuration;

/** How the stages of a lane are spread over threads. In the file: the name in lower case. */
public enum StageLayout {
    /** Chosen by the number of cores. */
    AUTO,
    /** One thread journals, matches and observes. */
    JOINED,
    /** One thread for each stage. */
    SEPARATE
}
