package io.everbook.app.http;

import static io.everbook.app.http.TestKeys.OPERATOR;
import static io.everbook.app.http.TestKeys.SEVEN;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.everbook.app.audit.Audit;
import io.everbook.app.audit.AuditEvent;
import io.everbook.app.audit.AuditException;
import io.everbook.app.audit.AuditKind;
import io.everbook.app.security.ApiKey;
import io.everbook.app.security.RateLimits.Rate;
import io.everbook.app.security.Role;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the HTTP port records of those who ask. */
class AuditRecordingTest {

    private static final String BID = "{'side':'buy','price':'100.00','quantity':'2'}";
    private static final Rate UNLIMITED = new Rate(0, 1);
    private static final String HERE = "127.0.0.1";

    @TempDir
    private Path directory;

    private final Recorded audit = new Recorded();
    private ServedEngine served;

    /** Keeps what is recorded, and refuses privileges where a test says so. */
    private static final class Recorded implements Audit {

        private final List<AuditEvent> events = new CopyOnWriteArrayList<>();
        private volatile boolean failed;

        @Override
        public void record(AuditEvent event) {
            if (failed && event.kind().keeping() == AuditKind.Keeping.FORCED) {
                throw new AuditException("this was not done, since it cannot be recorded", null);
            }
            events.add(event);
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }

    @AfterEach
    void close() {
        served.close();
    }

    @Test
    void shouldRecordWhoWasLetInFromWhereAndForWhat() throws Exception {
        start(UNLIMITED, UNLIMITED);
        served.post(SEVEN, "/orders", BID);
        assertThat(audit.events).containsExactly(new AuditEvent.Authenticated("desk-7", HERE, "POST /orders"));
    }

    @Test
    void shouldRecordWhoWasNotLetInAndWhy() throws Exception {
        start(UNLIMITED, UNLIMITED);
        ApiKey unknown = new ApiKey("desk-9", Role.TRADER, 9, "9".repeat(40));
        served.send(unknown, "POST", "/orders", BID);
        served.send(SEVEN, "GET", "/operator/status", "");
        HttpRequest request = served.signed(SEVEN, "POST", "/orders", BID);
        served.client().send(request, BodyHandlers.ofString());
        served.client().send(request, BodyHandlers.ofString());
        assertThat(audit.events)
                .containsExactly(
                        new AuditEvent.AuthenticationFailed("desk-9", HERE, "SIGNATURE_INVALID"),
                        new AuditEvent.Authenticated("desk-7", HERE, "GET /operator/status"),
                        new AuditEvent.AuthenticationFailed("desk-7", HERE, "FORBIDDEN"),
                        new AuditEvent.Authenticated("desk-7", HERE, "POST /orders"),
                        new AuditEvent.AuthenticationFailed("desk-7", HERE, "SIGNATURE_REPLAYED"));
    }

    @Test
    void shouldRecordWhoCameTooEarly() throws Exception {
        start(new Rate(1, 1), UNLIMITED);
        served.ask(200, SEVEN, "GET", "/instruments", "");
        served.ask(429, SEVEN, "GET", "/instruments", "");
        assertThat(audit.events).contains(new AuditEvent.RateLimited("desk-7", HERE, "key"));
    }

    @Test
    void shouldRecordAConnectionThatAsksTooOften() throws Exception {
        start(UNLIMITED, new Rate(1, 1));
        served.get(200, "/instruments");
        served.get(429, "/instruments");
        assertThat(audit.events).contains(new AuditEvent.RateLimited("", HERE, "connection"));
    }

    @Test
    void shouldRecordWhatAnOperatorDoesBeforeItIsDone() throws Exception {
        start(UNLIMITED, UNLIMITED);
        served.post(OPERATOR, "/operator/instrument-state", "{'state':'halted'}");
        assertThat(audit.events)
                .endsWith(new AuditEvent.OperatorAction(
                        "ops", HERE, "POST /operator/instrument-state", "{\"state\":\"halted\"}"));
    }

    @Test
    void shouldNotDoWhatCannotBeRecordedWhileOthersTradeOn() throws Exception {
        start(UNLIMITED, UNLIMITED);
        audit.failed = true;
        JsonNode refused = served.ask(503, OPERATOR, "POST", "/operator/instrument-state", "{'state':'halted'}");
        assertThat(refused.get("code").asText()).isEqualTo("AUDIT_FAILED");
        assertThat(refused.get("error").asText()).contains("this was not done");
        served.post(SEVEN, "/orders", BID);
        assertThat(served.engine.health().markets().get(0).sequence())
                .as("the order alone")
                .isEqualTo(1);
    }

    @Test
    void shouldRecordNoPrivilegeOfWhoOnlyLooks() throws Exception {
        start(UNLIMITED, UNLIMITED);
        served.ask(200, OPERATOR, "GET", "/operator/status", "");
        served.get(200, "/instruments");
        assertThat(audit.events).containsExactly(new AuditEvent.Authenticated("ops", HERE, "GET /operator/status"));
    }

    private void start(Rate perKey, Rate perConnection) {
        served = ServedEngine.start(directory, TestKeys.ALL.access(perKey, perConnection, HttpProbe.NONE, audit));
    }
}
