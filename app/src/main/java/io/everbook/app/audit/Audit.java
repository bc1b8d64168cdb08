package io.everbook.app.audit;

/** Where security events are recorded. Any thread may call, but no thread of a lane: a privilege waits for a device. */
public interface Audit extends AutoCloseable {

    /** The audit of an engine without persistence: it keeps nothing and refuses nothing. */
    Audit NONE = new Audit() {
        @Override
        public void record(AuditEvent event) {
            // Nothing survives an engine without persistence.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    };

    /**
     * Records an event. A {@linkplain AuditKind.Keeping#FORCED privilege} is recorded before it takes effect: when this
     * returns, the record is on the device. Every other event is taken note of at once and costs no force.
     *
     * @param event what happened, or is about to; without any secret
     * @throws AuditException where a privilege cannot be recorded: then the caller must not act. Never for other events
     */
    void record(AuditEvent event);

    /** Writes what is only counted yet, forces and closes. Closing again does nothing; later events are dropped. */
    @Override
    void close();
}
