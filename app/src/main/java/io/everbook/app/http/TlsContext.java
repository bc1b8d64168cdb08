package io.everbook.app.http;

import io.everbook.app.configuration.HttpTls;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** The port's certificate and its key, read from a PKCS#12 file whose password only its owner can read. */
final class TlsContext {

    private static final Set<PosixFilePermission> OWNERS =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private TlsContext() {}

    static SslContextFactory.Server of(HttpTls tls) {
        Path keyStore = Path.of(tls.keyStore());
        Path passwordFile = Path.of(tls.passwordFile());
        String password = password(passwordFile);
        SslContextFactory.Server context = new SslContextFactory.Server();
        context.setKeyStore(load(keyStore, password));
        context.setKeyStorePassword(password);
        context.setIncludeProtocols("TLSv1.3", "TLSv1.2");
        return context;
    }

    /** {@return what a client on this host trusts: the certificates of the key store, whatever names they are for} */
    static SSLContext trusting(HttpTls tls) {
        Path file = Path.of(tls.keyStore());
        KeyStore store = load(file, password(Path.of(tls.passwordFile())));
        try {
            Set<Certificate> own = new HashSet<>();
            for (String alias : Collections.list(store.aliases())) {
                own.add(store.getCertificate(alias));
            }
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new PinnedCertificates(own)}, null);
            return context;
        } catch (GeneralSecurityException unusable) {
            throw new HttpGatewayException(
                    "the certificates of \"http.tlsKeyStore\" cannot be used: file=" + file + " cause="
                            + unusable.getMessage(),
                    unusable);
        }
    }

    private static KeyStore load(Path file, String password) {
        if (!Files.isReadable(file)) {
            throw new HttpGatewayException(
                    "the file of \"http.tlsKeyStore\" is not there, or cannot be read: file=" + file, null);
        }
        try {
            KeyStore store = KeyStore.getInstance(file.toFile(), password.toCharArray());
            if (store.size() == 0) {
                throw new HttpGatewayException("the key store holds no certificate: file=" + file, null);
            }
            return store;
        } catch (IOException | GeneralSecurityException unusable) {
            throw new HttpGatewayException(
                    "the key store of \"http.tlsKeyStore\" cannot be read: see that it is PKCS#12 and that"
                            + " \"http.tlsPasswordFile\" holds its password: file=" + file + " cause="
                            + unusable.getMessage(),
                    unusable);
        }
    }

    private static String password(Path file) {
        try {
            boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
            if (posix && !OWNERS.containsAll(Files.getPosixFilePermissions(file))) {
                throw new HttpGatewayException(
                        "the password of the key store can be read by others: run chmod 600 " + file, null);
            }
            return Files.readString(file, StandardCharsets.UTF_8).strip();
        } catch (IOException missing) {
            throw new HttpGatewayException(
                    "the file of \"http.tlsPasswordFile\" cannot be read: file=" + file + " cause=" + missing, missing);
        }
    }
}
