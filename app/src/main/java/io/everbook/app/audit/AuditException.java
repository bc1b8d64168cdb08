package io.everbook.app.audit;

/** A privilege that was refused, because the audit journal cannot keep a record of it; the message says what to do. */
public final class AuditException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Says what is wrong.
     *
     * @param message one line: what is wrong, and what to do
     * @param cause what the system said; null where it said nothing
     */
    public AuditException(String message, Throwable cause) {
        super(message, cause);
    }
}
