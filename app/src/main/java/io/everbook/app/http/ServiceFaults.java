package io.everbook.app.http;

/**
 * What is wrong beside the markets, each as a sentence; null where nothing is.
 *
 * @param audit why the audit journal takes no records, so that privileged actions are refused
 * @param credentials why the engine goes on with keys that it has read before
 */
public record ServiceFaults(String audit, String credentials) {

    /** Nothing is wrong. */
    public static final ServiceFaults NONE = new ServiceFaults(null, null);

    boolean any() {
        return audit != null || credentials != null;
    }
}
