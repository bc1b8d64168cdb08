package io.everbook.app.http;

/** What the HTTP port tells about itself, for metrics. Called by several threads; must not block. */
public interface HttpProbe {

    /** A probe that looks away. */
    HttpProbe NONE = new HttpProbe() {};

    /** What a rate is counted for. */
    enum Limited {
        /** A key. */
        KEY,
        /** A connection. */
        CONNECTION
    }

    /**
     * A request was answered.
     *
     * @param route the method and the path as documented, such as {@code GET /orders/{orderId}}; "other" for none of
     *     them
     * @param status the status
     */
    default void answered(String route, int status) {}

    /**
     * A request was not let in.
     *
     * @param code why
     */
    default void notAuthenticated(String code) {}

    /**
     * A request came too early.
     *
     * @param limited what had used up its rate
     */
    default void rateLimited(Limited limited) {}

    /** A connection was opened. */
    default void opened() {}

    /** A connection was closed. */
    default void closed() {}
}
