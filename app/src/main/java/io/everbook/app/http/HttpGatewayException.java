package io.everbook.app.http;

/** The HTTP port cannot be opened, for a reason that the operator can mend. */
public final class HttpGatewayException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Says why.
     *
     * @param message host, port, what is wrong and which key to change, one line
     * @param cause what the network said; null where nothing was tried
     */
    public HttpGatewayException(String message, Throwable cause) {
        super(message, cause);
    }
}
