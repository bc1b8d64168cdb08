package io.everbook.app.configuration;

/**
 * How the HTTP port is encrypted.
 *
 * @param keyStore the file of the certificate and its key, PKCS#12; empty for no TLS
 * @param passwordFile the file that holds the key store's password, of mode 0600; empty where there is no TLS
 * @param plainRemote whether other hosts may be served without TLS
 */
public record HttpTls(String keyStore, String passwordFile, boolean plainRemote) {

    /** No TLS, and so no other host. */
    public static final HttpTls NONE = new HttpTls("", "", false);

    /**
     * Checks that both files are given, or neither.
     *
     * @throws IllegalArgumentException where only one is
     */
    public HttpTls {
        if (keyStore.isEmpty() != passwordFile.isEmpty()) {
            throw new IllegalArgumentException(
                    "http.tlsKeyStore and http.tlsPasswordFile are given together, or neither: tlsKeyStore=" + keyStore
                            + " tlsPasswordFile=" + passwordFile);
        }
    }

    /** {@return whether the port is encrypted} */
    public boolean enabled() {
        return !keyStore.isEmpty();
    }
}
