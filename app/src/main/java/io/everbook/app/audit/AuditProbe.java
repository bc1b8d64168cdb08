package io.everbook.app.audit;

/** What the audit journal tells about itself, for metrics. Called by several threads; must not block. */
public interface AuditProbe {

    /** A probe that looks away. */
    AuditProbe NONE = new AuditProbe() {};

    /**
     * A record was written.
     *
     * @param kind of which kind
     * @param bytes how many bytes all segments have now
     */
    default void written(AuditKind kind, long bytes) {}

    /**
     * The journal was forced to its device.
     *
     * @param nanos how long it took
     */
    default void forced(long nanos) {}

    /**
     * An event could not be recorded: a privilege was refused, or another event is lost.
     *
     * @param kind of which kind
     */
    default void lost(AuditKind kind) {}

    /**
     * Whether the journal takes records has changed.
     *
     * @param failed whether it takes none now
     */
    default void failed(boolean failed) {}
}
