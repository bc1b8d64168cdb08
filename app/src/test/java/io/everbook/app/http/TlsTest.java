package io.everbook.app.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.everbook.app.configuration.Configuration;
import io.everbook.app.configuration.HttpLimits;
import io.everbook.app.configuration.HttpTls;
import io.everbook.app.configuration.StreamLimits;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {

    private static final String PASSWORD = "a password of the test's";

    @TempDir
    private Path directory;

    private Path keyStore;
    private Path passwordFile;

    @BeforeEach
    void makeCertificate() throws Exception {
        keyStore = directory.resolve("everbook.p12");
        passwordFile = Files.writeString(directory.resolve("password"), PASSWORD + "\n");
        mode("rw-------");
        Process keytool = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "everbook",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        keyStore.toString(),
                        "-storepass:file",
                        passwordFile.toString()))
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("keytool.log").toFile())
                .start();
        assertThat(keytool.waitFor(3, TimeUnit.MINUTES)).isTrue();
        assertThat(keyStore).exists();
    }

    @Test
    void shouldServeOverTlsAlsoBeyondThisHost() throws Exception {
        try (HttpGateway gateway = HttpGateway.start(http("0.0.0.0"), new FakeEngine().sources())) {
            HttpClient client =
                    HttpClient.newBuilder().sslContext(trusting(keyStore)).build();
            HttpResponse<String> health = client.send(
                    HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + gateway.port() + "/health"))
                            .build(),
                    BodyHandlers.ofString());
            assertThat(health.statusCode()).isEqualTo(200);
            assertThat(health.sslSession().orElseThrow().getProtocol()).isEqualTo("TLSv1.3");
        }
    }

    @Test
    void shouldKeepAConnectionThatHasAskedAndCutOffOneThatSaysNothing() throws Exception {
        // Long enough for the first handshake of this JVM on a busy machine.
        int timeoutMillis = 5_000;
        HttpLimits limits = new HttpLimits(1_024, 30_000, timeoutMillis, 1_024, 5_000, 0, 1);
        HttpTls tls = new HttpTls(keyStore.toString(), passwordFile.toString(), false);
        Configuration.Http http = new Configuration.Http(true, "127.0.0.1", 0, tls, limits, StreamLimits.DEFAULTS);
        try (HttpGateway gateway = HttpGateway.start(http, new FakeEngine().sources());
                Socket asking = trusting(keyStore).getSocketFactory().createSocket("127.0.0.1", gateway.port());
                Socket silent = new Socket("127.0.0.1", gateway.port())) {
            asking.setSoTimeout(60_000);
            silent.setSoTimeout(60_000);
            assertAnswered(asking);
            assertThat(silent.getInputStream().read()).isEqualTo(-1);
            // It came before the one that was cut off for its time.
            assertAnswered(asking);
        }
    }

    private static void assertAnswered(Socket asking) throws IOException {
        asking.getOutputStream().write("GET /health HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        byte[] answer = new byte[4_096];
        int count = asking.getInputStream().read(answer);
        assertThat(new String(answer, 0, Math.max(0, count), StandardCharsets.US_ASCII))
                .startsWith("HTTP/1.1 200");
    }

    @Test
    void shouldRefuseAPasswordThatOthersCanRead() throws Exception {
        mode("rw-r--r--");
        assertThatThrownBy(() -> HttpGateway.start(http("127.0.0.1"), new FakeEngine().sources()))
                .isInstanceOf(HttpGatewayException.class)
                .hasMessageContaining("run chmod 600 " + passwordFile);
    }

    @Test
    void shouldSayWhatIsWrongWithTheKeyStore() throws Exception {
        Files.writeString(passwordFile, "another password");
        assertThatThrownBy(() -> HttpGateway.start(http("127.0.0.1"), new FakeEngine().sources()))
                .isInstanceOf(HttpGatewayException.class)
                .hasMessageContaining("file=" + keyStore)
                .hasMessageNotContaining("another password");
        Files.delete(keyStore);
        assertThatThrownBy(() -> HttpGateway.start(http("127.0.0.1"), new FakeEngine().sources()))
                .isInstanceOf(HttpGatewayException.class)
                .hasMessageContaining("file=" + keyStore);
    }

    private Configuration.Http http(String host) {
        HttpTls tls = new HttpTls(keyStore.toString(), passwordFile.toString(), false);
        return new Configuration.Http(true, host, 0, tls, HttpLimits.DEFAULTS, StreamLimits.DEFAULTS);
    }

    private void mode(String mode) throws Exception {
        Files.setPosixFilePermissions(passwordFile, PosixFilePermissions.fromString(mode));
    }

    private static SSLContext trusting(Path file) throws Exception {
        KeyStore store = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("everbook", store.getCertificate("everbook"));
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }
}
