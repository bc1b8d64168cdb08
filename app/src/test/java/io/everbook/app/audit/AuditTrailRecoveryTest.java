package io.everbook.app.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.everbook.app.security.ApiKey;
import io.everbook.app.security.RateLimits;
import io.everbook.app.security.RateLimits.Rate;
import io.everbook.app.security.Role;
import io.everbook.journal.storage.SimulatedDisk;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The guide's section "Audit Trail Recovery", and what it asks of recoveries elsewhere, sentence by sentence. */
class AuditTrailRecoveryTest {

    /** A checkpoint is no event. */
    private static final EnumSet<AuditKind> ALL = EnumSet.complementOf(EnumSet.of(AuditKind.CHECKPOINT));

    private static final String ADDRESS = "10.0.0.1";

    private final SimulatedDisk disk = new SimulatedDisk(1);

    /** "All security events are journaled and recovered after crashes." */
    @ParameterizedTest(name = "power cut: {0}")
    @ValueSource(booleans = {false, true})
    void allSecurityEventsAreJournaledAndRecoveredAfterCrashes(boolean powerCut) {
        List<AuditEvent> events = events();
        assertThat(events.stream().map(AuditEvent::kind))
                .as("one of each kind")
                .containsExactlyInAnyOrderElementsOf(ALL);
        TestAudit audit = TestAudit.open(disk);
        events.forEach(audit::record);
        audit.pass(1);
        crash(powerCut);
        EnumSet<AuditKind> recalled = EnumSet.noneOf(AuditKind.class);
        TestAudit.open(disk, record -> recalled.add(record.kind()));
        assertThat(recalled).isEqualTo(ALL);
        assertThat(TestAudit.read(disk)).hasSize(events.size());
    }

    /** "Failed and successful authentication attempts are preserved." */
    @ParameterizedTest(name = "power cut: {0}")
    @ValueSource(booleans = {false, true})
    void failedAndSuccessfulAuthenticationAttemptsArePreserved(boolean powerCut) {
        TestAudit audit = TestAudit.open(disk);
        for (int i = 0; i < 5; i++) {
            audit.record(new AuditEvent.Authenticated("desk-7", ADDRESS, "POST /orders"));
        }
        for (int i = 0; i < 1_000; i++) {
            audit.record(new AuditEvent.AuthenticationFailed("desk-7", ADDRESS, "SIGNATURE_INVALID"));
        }
        audit.pass(10);
        crash(powerCut);
        List<AuditRecord> records = TestAudit.read(disk);
        assertThat(sum(records, AuditKind.AUTHENTICATION_FAILED, "count")).isEqualTo(1_000);
        assertThat(sum(records, AuditKind.ACCESS, "requests")).isEqualTo(5);
        assertThat(records)
                .allMatch(record ->
                        record.keyId().equals("desk-7") && record.address().equals(ADDRESS));
        TestAudit again = TestAudit.open(disk);
        assertThat(again.journal().failuresOfKey("desk-7")).isEqualTo(1_000);
        assertThat(again.journal().failuresOfAddress(ADDRESS)).isEqualTo(1_000);
    }

    /** "API access patterns and rate limiting data are recovered." */
    @ParameterizedTest(name = "power cut: {0}")
    @ValueSource(booleans = {false, true})
    void apiAccessPatternsAndRateLimitingDataAreRecovered(boolean powerCut) {
        ApiKey key = new ApiKey("desk-7", Role.TRADER, 7, "7".repeat(40));
        Rate rate = new Rate(1, 10);
        RateLimits before = new RateLimits(rate, rate, () -> 0);
        TestAudit audit = TestAudit.open(disk, new BucketMemory(before, () -> TestAudit.EPOCH_NANOS));
        for (int i = 0; i < 10; i++) {
            audit.record(new AuditEvent.Authenticated("desk-7", ADDRESS, i < 7 ? "POST /orders" : "GET /book"));
            assertThat(before.take(key)).isZero();
        }
        assertThat(before.take(key)).isPositive();
        audit.record(new AuditEvent.RateLimited("desk-7", ADDRESS, "key"));
        audit.pass(1);
        crash(powerCut);
        RateLimits after = new RateLimits(rate, rate, () -> 0);
        TestAudit again = TestAudit.open(disk, new BucketMemory(after, () -> TestAudit.EPOCH_NANOS));
        assertThat(after.take(key)).as("its bucket is still empty").isPositive();
        assertThat(again.journal().accessOf("desk-7"))
                .containsEntry("requests", "10")
                .containsEntry("limited", "1")
                .containsEntry("route POST /orders", "7")
                .containsEntry("route GET /book", "3")
                .containsEntry("from " + ADDRESS, "10");
    }

    /** "Log and monitor all recovery operations for security events." */
    @Test
    void recoveryOperationsAreLoggedAndMonitoredForSecurityEvents() {
        TestAudit audit = TestAudit.open(disk);
        audit.record(new AuditEvent.Started("1.2", "00", "died"));
        audit.record(new AuditEvent.Recovered("BTC-USD", 7, 2, "00ff"));
        audit.record(new AuditEvent.VerificationFailed("recovery", "ETH-USD", "damaged"));
        crash(false);
        LastStart last = new LastStart();
        TestAudit.open(disk, last);
        assertThat(last.end()).as("it was not stopped in order").isEqualTo("died");
        assertThat(TestAudit.read(disk))
                .extracting(AuditRecord::details)
                .contains(Map.of("symbol", "BTC-USD", "sequence", "7", "replayed", "2", "digest", "00ff"));
    }

    private static List<AuditEvent> events() {
        return Stream.of(
                        new AuditEvent.Started("1.2", "00", "none"),
                        new AuditEvent.Stopped(""),
                        new AuditEvent.Recovered("BTC-USD", 7, 2, "00ff"),
                        new AuditEvent.ConfigurationChanged("00", "01"),
                        new AuditEvent.CredentialChanged("rotate", "desk-7"),
                        new AuditEvent.OperatorAction("ops", ADDRESS, "POST /operator/limits", "{}"),
                        new AuditEvent.Authenticated("desk-7", ADDRESS, "POST /orders"),
                        new AuditEvent.AuthenticationFailed("desk-7", ADDRESS, "SIGNATURE_INVALID"),
                        new AuditEvent.RateLimited("", ADDRESS, "connection"),
                        new AuditEvent.LockedOut("desk-7", "", 5, 1_000),
                        new AuditEvent.SegmentRemoved("audit/ENGINE-1.audit", 1, 4_096, "ENGINE:1:00", "age"),
                        new AuditEvent.LockOutEnded("desk-7", "", 5, 17),
                        new AuditEvent.FailuresCleared("desk-7", ADDRESS),
                        new AuditEvent.Backup("create", "backup-1", "begun", "schedule"),
                        new AuditEvent.VerificationFailed("journal", "BTC-USD", "damaged"),
                        new AuditEvent.Snapshot("BTC-USD", 7))
                .map(AuditEvent.class::cast)
                .toList();
    }

    private static long sum(List<AuditRecord> records, AuditKind kind, String detail) {
        return records.stream()
                .filter(record -> record.kind() == kind)
                .mapToLong(record -> record.number(detail, 0))
                .sum();
    }

    private void crash(boolean powerCut) {
        disk.crash();
        disk.restart(powerCut);
    }
}
