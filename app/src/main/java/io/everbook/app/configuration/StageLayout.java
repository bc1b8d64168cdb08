package io.everbook.app.configuration;

/** How the stages of a lane are spread over threads. In the file: the name in lower case. */
public enum StageLayout {
    /** Chosen by the number of cores. */
    AUTO,
    /** One thread journals, matches, observes and hands events to listeners. */
    SINGLE,
    /** One thread journals, matches and observes, another one hands events to listeners. */
    JOINED,
    /** One thread for each stage and each listener. */
    SEPARATE
}
