package io.everbook.app.credential;

/** The credential store cannot be used as it is; the message names the file and what to do. It holds no secret. */
public final class CredentialException extends RuntimeException {

    /** What is wrong. */
    public enum Code {
        /** There is no store. */
        MISSING,
        /** There is a store already. */
        EXISTS,
        /** The file does not begin as a store does. */
        NOT_A_STORE,
        /** The file is of a format that this Everbook does not know. */
        UNKNOWN_VERSION,
        /** The file ends before its content does. */
        CUT,
        /** Bytes of the file are not those that were written: a fault of the disk or of a copy. */
        DAMAGED,
        /** The password is not that of the store. */
        WRONG_PASSWORD,
        /** Somebody who does not know the password has changed the store. */
        TAMPERED,
        /** There is no such credential. */
        UNKNOWN_ID,
        /** There is such a credential already. */
        DUPLICATE_ID,
        /** The store has as many credentials as it can hold. */
        FULL,
        /** The file cannot be read or written, or others than its owner can. */
        UNUSABLE
    }

    private static final long serialVersionUID = 1L;

    private final Code code;

    CredentialException(Code code, String message) {
        super("the credential store " + message + ": code=" + code);
        this.code = code;
    }

    CredentialException(Code code, String message, Throwable cause) {
        this(code, message);
        initCause(cause);
    }

    /** {@return what is wrong} */
    public Code code() {
        return code;
    }
}
