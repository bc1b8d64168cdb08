package io.everbook.app.engine;

/** The parts of a command's way through a lane, in order, as {@link EngineProbe#passed} tells of them. */
public enum Stage {
    /** From the command's time stamp until the batch that it is in is taken from the command ring. */
    WAIT,
    /** Numbering, encoding and writing the batch to its journals; the force of the batch left out. */
    JOURNAL,
    /** Forcing the batch to the device; never where journals are forced at an interval, beside the lanes. */
    FORCE,
    /** Applying the whole batch to its markets, and copying what happened into the event ring. */
    MATCH,
    /** From the event ring to the listeners: until the first one is handed the last event of the batch. */
    PUBLISH
}
