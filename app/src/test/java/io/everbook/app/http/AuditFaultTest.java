package io.everbook.app.http;

import static io.everbook.app.http.TestKeys.OPERATOR;
import static io.everbook.app.http.TestKeys.SEVEN;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.everbook.app.audit.TestAudit;
import io.everbook.app.configuration.Configuration;
import io.everbook.app.configuration.LogFormat;
import io.everbook.app.configuration.LogLevel;
import io.everbook.app.configuration.Logging;
import io.everbook.app.logging.Log;
import io.everbook.app.metrics.EngineMetrics;
import io.everbook.app.security.RateLimits.Rate;
import io.everbook.journal.storage.DiskFault;
import io.everbook.journal.storage.DiskOperation;
import io.everbook.journal.storage.PlannedFault;
import io.everbook.journal.storage.SimulatedDisk;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An audit journal whose device refuses, as operators and those who watch the engine see it. */
class AuditFaultTest {

    private static final String BID = "{'side':'buy','price':'100.00','quantity':'2'}";
    private static final String HALT = "{'state':'halted'}";
    private static final Rate UNLIMITED = new Rate(0, 1);

    @TempDir
    private Path directory;

    private final SimulatedDisk disk = new SimulatedDisk(1);
    private final EngineMetrics metrics = new EngineMetrics(Configuration.defaults(), "test");
    private final TestAudit audit = TestAudit.open(disk, metrics.audit());
    private ServedEngine served;

    @AfterEach
    void close() {
        served.close();
        metrics.close();
        Log.configure(Logging.DEFAULTS);
    }

    @Test
    void shouldRefusePrivilegesAndTellEverybodyWhoWatchesUntilTheDeviceTakesRecordsAgain() throws Exception {
        Path log = directory.resolve("log");
        Log.configure(new Logging(LogLevel.INFO, LogFormat.TEXT, log.toString(), 1 << 30, 1));
        served = ServedEngine.start(
                directory.resolve("data"),
                TestKeys.ALL.access(UNLIMITED, UNLIMITED, HttpProbe.NONE, audit.journal()),
                () -> new ServiceFaults(audit.journal().fault(), null));
        assertThat(served.get(200, "/health").get("state").asText()).isEqualTo("RUNNING");
        disk.plan(new PlannedFault(DiskOperation.WRITE, DiskFault.NO_SPACE, "audit/", 0, true));

        JsonNode refused = served.ask(503, OPERATOR, "POST", "/operator/instrument-state", HALT);

        assertThat(refused.get("code").asText()).isEqualTo("AUDIT_FAILED");
        assertThat(refused.get("error").asText())
                .contains("this was not done, since it cannot be recorded", "check the disk's health and free space");
        JsonNode health = served.get(200, "/health");
        assertThat(health.get("state").asText()).isEqualTo("DEGRADED");
        assertThat(health.get("auditFault").asText()).contains("check the disk's health and free space");
        assertThat(served.get(200, "/ready").get("ready").asBoolean())
                .as("the markets are not concerned")
                .isTrue();
        assertThat(metrics.scrape())
                .contains("everbook_audit_failed 1.0")
                .contains("everbook_audit_lost_records_total{kind=\"operator-action\"} 1.0");
        assertThat(Files.readString(log)).contains("ERROR", "privileged actions are refused, trading goes on");
        served.post(SEVEN, "/orders", BID);

        disk.crash();
        disk.restart(false);
        audit.pass(10);

        served.post(OPERATOR, "/operator/instrument-state", HALT);
        health = served.get(200, "/health");
        assertThat(health.get("state").asText()).isEqualTo("RUNNING");
        assertThat(health.get("auditFault").isNull()).isTrue();
        assertThat(metrics.scrape()).contains("everbook_audit_failed 0.0");
    }
}
