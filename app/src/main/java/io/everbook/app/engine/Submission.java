package io.everbook.app.engine;

/** What became of a command that was handed to the engine. */
public enum Submission {
    /** It is in the ring; its events will come. */
    TAKEN,
    /** The ring is full, nothing happened: try again. */
    BUSY,
    /** The engine takes nothing any more. */
    STOPPED
}
