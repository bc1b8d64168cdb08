package io.everbook.app.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.everbook.app.configuration.Configuration;
import io.everbook.app.security.ApiKey;
import io.everbook.app.security.RequestSignature;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Asks the engine that runs on this host, over the loopback interface. */
public final class OperatorClient {

    private static final int OK = 200;
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final JsonFactory FACTORY = new JsonFactory();

    private final String base;
    private final int port;
    private final Duration timeout;
    private final ApiKey key;
    private final HttpClient client;

    /**
     * Prepares to ask.
     *
     * @param http how the engine's port is configured: where it has TLS, its own certificate is the only one trusted
     * @param port the engine's HTTP port
     * @param timeoutSeconds how long to wait for each answer
     * @param key an operator's; null where the engine has no keys
     * @throws HttpGatewayException where the host is unknown, or the files of TLS cannot be read
     */
    public OperatorClient(Configuration.Http http, int port, int timeoutSeconds, ApiKey key) {
        InetAddress address = HttpGateway.address(http);
        String host = address.isAnyLocalAddress() ? "127.0.0.1" : address.getHostAddress();
        base = (http.tls().enabled() ? "https://" : "http://")
                + (address instanceof Inet6Address && !address.isAnyLocalAddress() ? "[" + host + "]" : host)
                + ":" + port;
        HttpClient.Builder builder =
                HttpClient.newBuilder().connectTimeout(CONNECT).proxy(HttpClient.Builder.NO_PROXY);
        if (http.tls().enabled()) {
            builder.sslContext(TlsContext.trusting(http.tls()));
        }
        client = builder.build();
        this.key = key;
        this.port = port;
        timeout = Duration.ofSeconds(timeoutSeconds);
    }

    /**
     * What the engine answered.
     *
     * @param taken whether the snapshot is kept
     * @param body the answer as JSON
     */
    public record Answer(boolean taken, String body) {

        /**
         * {@return the first field of this name, as text; the whole answer where there is none}
         *
         * @param name the field
         */
        public String text(String name) {
            List<String> values = values(body, name);
            return values.isEmpty() ? body.strip() : values.get(0);
        }
    }

    /**
     * {@return the symbols that the engine serves}
     *
     * @throws HttpGatewayException where there is no engine to ask
     */
    public List<String> symbols() {
        return values(send(request("/health").GET().build()).body(), "symbol");
    }

    /**
     * Asks for a snapshot and waits until it is kept.
     *
     * @param symbol the symbol
     * @return the answer
     * @throws HttpGatewayException where there is no engine to ask, or it does not answer in time
     */
    public Answer snapshot(String symbol) {
        String target = "/snapshot?symbol=" + URLEncoder.encode(symbol, StandardCharsets.UTF_8);
        HttpRequest.Builder request =
                request(target).header(SnapshotRequest.HEADER, "snapshot").POST(BodyPublishers.noBody());
        if (key != null) {
            String timestamp = Long.toString(TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()));
            request.header(Admission.KEY, key.id())
                    .header(Admission.TIMESTAMP, timestamp)
                    .header(Admission.SIGNATURE, RequestSignature.sign(key, timestamp, "POST", target, new byte[0]));
        }
        HttpResponse<String> response = send(request.build());
        return new Answer(response.statusCode() == OK, response.body());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path)).timeout(timeout);
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new HttpGatewayException(
                    "the engine does not answer: see that it runs on this host with http.enabled, and give its port:"
                            + " port=" + port + " cause=" + failure,
                    failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new HttpGatewayException("interrupted while the engine was asked: port=" + port, stopped);
        }
    }

    private static List<String> values(String body, String name) {
        List<String> values = new ArrayList<>();
        Predicate<JsonToken> scalar = JsonToken::isScalarValue;
        try (JsonParser json = FACTORY.createParser(body)) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (scalar.test(token) && name.equals(json.currentName())) {
                    values.add(json.getText());
                }
            }
            return values;
        } catch (IOException notJson) {
            throw new HttpGatewayException(
                    "what answers there is no Everbook: give its port: answer="
                            + body.lines().findFirst().orElse(""),
                    notJson);
        }
    }
}
