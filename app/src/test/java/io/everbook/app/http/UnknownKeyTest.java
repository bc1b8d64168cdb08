package io.everbook.app.http;

import static io.everbook.app.http.TestKeys.SEVEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.everbook.app.security.ApiKey;
import io.everbook.app.security.RequestSignature;
import io.everbook.app.security.Role;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nobody can find out over the port which keys there are. */
class UnknownKeyTest {

    private static final String BODY = "{\"side\":\"buy\",\"price\":\"100.00\",\"quantity\":\"2\"}";
    private static final String SECRET_OF_NOBODY = "9".repeat(40);

    @TempDir
    private Path directory;

    private ServedEngine served;

    @BeforeEach
    void start() {
        served = ServedEngine.start(directory);
    }

    @AfterEach
    void close() {
        served.close();
    }

    /** Eight in all, so that the address is not locked out. */
    @Test
    void shouldAnswerAnUnknownKeyAsAWrongSignatureByteForByteButForTheDate() throws Exception {
        ApiKey wrong = new ApiKey(SEVEN.id(), Role.TRADER, 7, SECRET_OF_NOBODY);
        ApiKey unknown = new ApiKey("desk-9", Role.TRADER, 9, SECRET_OF_NOBODY);
        for (int i = 1; i <= 4; i++) {
            String ofTheWrong = answer(wrong);
            assertThat(ofTheWrong).startsWith("HTTP/1.1 401 ").contains("\"code\":\"SIGNATURE_INVALID\"");
            assertThat(answer(unknown)).as("attempt " + i).isEqualTo(ofTheWrong);
        }
    }

    private String answer(ApiKey key) throws IOException {
        String timestamp = Long.toString(TestKeys.epochNanos());
        String signature =
                RequestSignature.sign(key, timestamp, "POST", "/orders", BODY.getBytes(StandardCharsets.US_ASCII));
        URI uri = served.uri("/orders");
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.getOutputStream()
                    .write(("POST /orders HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + Admission.KEY + ": "
                                    + key.id() + "\r\n" + Admission.TIMESTAMP + ": " + timestamp + "\r\n"
                                    + Admission.SIGNATURE + ": " + signature + "\r\nContent-Length: "
                                    + BODY.length() + "\r\n\r\n" + BODY)
                            .getBytes(StandardCharsets.US_ASCII));
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            try (InputStream in = socket.getInputStream()) {
                in.transferTo(all);
            }
            return all.toString(StandardCharsets.UTF_8).replaceAll("(?m)^Date: .*\r\n", "");
        }
    }
}
