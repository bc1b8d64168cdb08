package io.everbook.app.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.everbook.app.configuration.LogFormat;
import io.everbook.app.configuration.LogLevel;
import io.everbook.app.configuration.Logging;
import io.everbook.app.logging.Log;
import io.everbook.journal.AuditLogCatalog;
import io.everbook.journal.storage.DiskFault;
import io.everbook.journal.storage.DiskOperation;
import io.everbook.journal.storage.PlannedFault;
import io.everbook.journal.storage.SimulatedDisk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is recorded, what of it is there after a crash, and what a device that refuses does. */
class AuditJournalTest {

    private static final AuditEvent HALT =
            new AuditEvent.OperatorAction("ops", "10.0.0.1", "POST /operator/instrument-state", "{\"state\":\"halt\"}");

    private static final int HEADER_BYTES = 4_096;

    private final SimulatedDisk disk = new SimulatedDisk(1);

    @Test
    void shouldReadBackWhatWasRecordedInItsOrder() {
        try (TestAudit audit = TestAudit.open(disk)) {
            audit.record(new AuditEvent.Started("1.2", "00", "none"));
            audit.record(HALT);
            audit.record(new AuditEvent.AuthenticationFailed("desk-7", "10.0.0.2", "SIGNATURE_INVALID"));
        }
        List<AuditRecord> records = TestAudit.read(disk);
        assertThat(records)
                .extracting(AuditRecord::kind)
                .containsExactly(AuditKind.STARTED, AuditKind.OPERATOR_ACTION, AuditKind.AUTHENTICATION_FAILED);
        assertThat(records).extracting(AuditRecord::sequence).containsExactly(1L, 2L, 3L);
        AuditRecord halt = records.get(1);
        assertThat(halt.keyId()).isEqualTo("ops");
        assertThat(halt.address()).isEqualTo("10.0.0.1");
        assertThat(halt.epochNanos()).isEqualTo(TestAudit.EPOCH_NANOS);
        assertThat(halt.details()).containsEntry("parameters", "{\"state\":\"halt\"}");
    }

    @Test
    void shouldHaveAPrivilegeOnTheDeviceBeforeItTakesEffect() {
        TestAudit audit = TestAudit.open(disk);
        audit.record(HALT);
        powerCut();
        assertThat(TestAudit.read(disk)).extracting(AuditRecord::kind).containsExactly(AuditKind.OPERATOR_ACTION);
    }

    @Test
    void shouldHaveEverythingElseOnTheDeviceWithinASecond() {
        TestAudit audit = TestAudit.open(disk);
        audit.record(new AuditEvent.LockedOut("desk-7", "", 5, 1_000));
        audit.record(new AuditEvent.Authenticated("desk-7", "10.0.0.2", "GET /orders"));
        audit.pass(1);
        powerCut();
        assertThat(TestAudit.read(disk))
                .extracting(AuditRecord::kind)
                .containsExactly(AuditKind.LOCKED_OUT, AuditKind.ACCESS);
    }

    @Test
    void shouldRefuseAPrivilegeThatTheDeviceDoesNotKeepAndGoOnOtherwise() {
        TestAudit audit = TestAudit.open(disk);
        disk.plan(new PlannedFault(DiskOperation.WRITE, DiskFault.NO_SPACE, "audit/", 0, true));
        assertThatThrownBy(() -> audit.record(HALT))
                .isInstanceOf(AuditException.class)
                .hasMessageContaining("this was not done, since it cannot be recorded")
                .hasMessageContaining("check the disk's health and free space");
        assertThatCode(() -> {
                    audit.record(new AuditEvent.LockedOut("desk-7", "", 5, 1_000));
                    audit.record(new AuditEvent.AuthenticationFailed("desk-7", "10.0.0.2", "SIGNATURE_INVALID"));
                    audit.record(new AuditEvent.Authenticated("desk-7", "10.0.0.2", "GET /orders"));
                    audit.pass(1);
                })
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> audit.record(HALT)).isInstanceOf(AuditException.class);
        assertThat(audit.journal().fault()).contains("what must be recorded in it is refused");
        assertThat(audit.lost()).contains(AuditKind.OPERATOR_ACTION, AuditKind.LOCKED_OUT);
    }

    /** A command has no engine beside it that goes on, no operators, and nobody who reads a log. */
    @Test
    void shouldTellACommandWhatWasNotRecordedAndNothingOfTrading(@TempDir Path directory) throws Exception {
        Path log = directory.resolve("log");
        Log.configure(new Logging(LogLevel.INFO, LogFormat.TEXT, log.toString(), 1 << 30, 1));
        try (TestAudit audit = TestAudit.tools(disk)) {
            disk.plan(new PlannedFault(DiskOperation.WRITE, DiskFault.NO_SPACE, "audit/", 0, true));

            assertThatThrownBy(() -> audit.record(new AuditEvent.CredentialChanged("revoke", "desk-7")))
                    .isInstanceOf(AuditException.class)
                    .hasMessageContaining("this was not done, since it cannot be recorded")
                    .hasMessageContaining("check the disk's health and free space, then try again")
                    .hasMessageNotContainingAny("trading", "restart", "privileged actions");
            assertThatThrownBy(() -> audit.record(new AuditEvent.VerificationFailed("backup", "b", "one byte")))
                    .isInstanceOf(AuditException.class)
                    .hasMessageContaining("this could not be recorded in the audit journal");
        } finally {
            Log.configure(Logging.DEFAULTS);
        }
        assertThat(Files.readString(log)).isEmpty();
    }

    @Test
    void shouldForceEverythingThatACommandRecords() {
        TestAudit audit = TestAudit.tools(disk);
        audit.record(new AuditEvent.VerificationFailed("backup", "b", "one byte"));
        powerCut();
        assertThat(TestAudit.read(disk, AuditJournal.TOOLS)).hasSize(1);
    }

    @Test
    void shouldRefuseAPrivilegeWhoseForceFails() {
        TestAudit audit = TestAudit.open(disk);
        disk.plan(PlannedFault.of(DiskOperation.FORCE, "audit/", 0, false));
        assertThatThrownBy(() -> audit.record(HALT)).isInstanceOf(AuditException.class);
        assertThat(audit.failures()).containsExactly(true);
    }

    @Test
    void shouldTakeRecordsAgainWhenTheDeviceDoesAndSayHowManyWereLost() {
        TestAudit audit = TestAudit.open(disk);
        audit.record(HALT);
        disk.plan(PlannedFault.of(DiskOperation.WRITE, "audit/", 0, false));
        assertThatThrownBy(() -> audit.record(HALT)).isInstanceOf(AuditException.class);
        audit.record(new AuditEvent.Stopped(""));
        audit.pass(9);
        assertThatThrownBy(() -> audit.record(HALT)).isInstanceOf(AuditException.class);
        audit.pass(1);
        audit.record(HALT);
        audit.close();
        List<AuditRecord> records = TestAudit.read(disk);
        AuditRecord last = records.get(records.size() - 1);
        assertThat(last.kind()).isEqualTo(AuditKind.OPERATOR_ACTION);
        assertThat(records)
                .filteredOn(record -> record.kind() == AuditKind.OPERATOR_ACTION)
                .hasSize(2);
        AuditRecord told = records.get(records.size() - 2);
        assertThat(told.kind()).isEqualTo(AuditKind.VERIFICATION_FAILED);
        assertThat(told.details().get("finding")).endsWith("lost meanwhile: 3");
        assertThat(audit.failures()).containsExactly(true, false);
    }

    @Test
    void shouldStartOnADeviceThatRefusesAndRecallWhenItDoesNot() {
        try (TestAudit audit = TestAudit.open(disk)) {
            audit.record(new AuditEvent.LockedOut("desk-7", "", 5, 1_000));
        }
        disk.plan(PlannedFault.of(DiskOperation.READ, "audit/", 0, false));
        Recalled recalled = new Recalled();
        TestAudit audit = TestAudit.open(disk, recalled);
        assertThatThrownBy(() -> audit.record(HALT)).isInstanceOf(AuditException.class);
        audit.pass(10);
        audit.record(HALT);
        assertThat(recalled.records).extracting(AuditRecord::kind).containsExactly(AuditKind.LOCKED_OUT);
    }

    @Test
    void shouldNotLetAFloodOfFailuresFillTheDisk() {
        try (TestAudit audit = TestAudit.open(disk, AuditLog.OPTIONS)) {
            for (int second = 0; second < 60; second++) {
                for (int i = 0; i < 1_000; i++) {
                    String from = "10.0." + i % 250 + "." + second;
                    audit.record(new AuditEvent.AuthenticationFailed("desk-" + i % 500, from, "SIGNATURE_INVALID"));
                }
                audit.pass(1);
            }
        }
        List<AuditRecord> records = TestAudit.read(disk);
        assertThat(records.stream()
                        .mapToLong(record -> record.number("count", 0))
                        .sum())
                .as("every failure is counted")
                .isEqualTo(60_000);
        long bytes = AuditLogCatalog.segments(disk, AuditJournal.ENGINE).stream()
                .mapToLong(segment -> segment.bytes() - HEADER_BYTES)
                .sum();
        double recordsPerSecond = AuditCounts.SINGLES_PER_SECOND + (AuditCounts.NAMED_SOURCES + 1) / 10.0;
        assertThat(recordsPerSecond * bytes / records.size())
                .as("bytes a second")
                .isLessThan(1_024);
        int singles = AuditCounts.SINGLE_BURST + 60 * AuditCounts.SINGLES_PER_SECOND;
        assertThat(records).hasSizeLessThanOrEqualTo(singles + 7 * (AuditCounts.NAMED_SOURCES + 1));
    }

    @Test
    void shouldNotLetAFloodOfLockOutsFillTheDiskAndLoseNoneOfThem() {
        LockOutMemory lockOuts = new LockOutMemory();
        int addresses = 20_000;
        try (TestAudit audit = TestAudit.open(disk, lockOuts)) {
            lockOuts.recordIn(audit.journal());
            for (int i = 0; i < addresses; i++) {
                String from = "10." + i / 62_500 + '.' + i / 250 % 250 + '.' + i % 250;
                for (int guess = 0; guess < 10; guess++) {
                    lockOuts.lockOut().failed("guess-" + i % 7, from, audit.epochMillis());
                }
                lockOuts.lockOut().refusedForMillis("nobody", from, audit.epochMillis());
                if (i % 1_000 == 0) {
                    audit.pass(1);
                }
            }
            audit.pass(900);
        }
        List<AuditRecord> records = TestAudit.read(disk);
        for (AuditKind kind : List.of(AuditKind.LOCKED_OUT, AuditKind.LOCK_OUT_ENDED)) {
            assertThat(records.stream()
                            .filter(record -> record.kind() == kind)
                            .filter(record -> record.keyId().isEmpty())
                            .mapToLong(record -> record.number("count", 1))
                            .sum())
                    .as("every one is told of: " + kind)
                    .isBetween((long) addresses, addresses + 100L);
        }
        assertThat(records.size())
                .as("a burst, 20 s at the rate, another burst after a quarter of an hour, and the sums")
                .isLessThan(2 * AuditCounts.LOCK_OUT_BURST + 20 * AuditCounts.LOCK_OUTS_PER_SECOND + 10);
    }

    @Test
    void shouldGoOnWithAccessStatisticsWhereTheyWere() {
        AuditEvent.Authenticated orders = new AuditEvent.Authenticated("desk-7", "10.0.0.2", "POST /orders");
        AuditEvent.Authenticated book = new AuditEvent.Authenticated("desk-7", "10.0.0.3", "GET /book");
        TestAudit first = TestAudit.open(disk);
        first.record(orders);
        first.record(orders);
        first.record(book);
        first.record(new AuditEvent.RateLimited("desk-7", "10.0.0.2", "key"));
        first.record(new AuditEvent.AuthenticationFailed("desk-7", "10.0.0.9", "SIGNATURE_INVALID"));
        first.pass(1);
        processDeath();
        TestAudit second = TestAudit.open(disk);
        Map<String, String> before = second.journal().accessOf("desk-7");
        assertThat(before)
                .containsEntry("requests", "3")
                .containsEntry("limited", "1")
                .containsEntry("failed", "1")
                .containsEntry("route POST /orders", "2")
                .containsEntry("route GET /book", "1")
                .containsEntry("from 10.0.0.2", "2")
                .containsEntry("from 10.0.0.3", "1");
        second.record(orders);
        assertThat(second.journal().accessOf("desk-7"))
                .containsEntry("requests", "4")
                .containsEntry("route POST /orders", "3")
                .containsEntry("first", before.get("first"));
    }

    @Test
    void shouldGoOnWithFailureCountersWhereTheyWere() {
        AuditEvent wrong = new AuditEvent.AuthenticationFailed("desk-7", "10.0.0.9", "SIGNATURE_INVALID");
        TestAudit first = TestAudit.open(disk);
        for (int i = 0; i < 150; i++) {
            first.record(wrong);
        }
        first.record(new AuditEvent.AuthenticationFailed("desk-7", "10.0.0.9", "TIMESTAMP_OUTSIDE_WINDOW"));
        first.pass(10);
        processDeath();
        TestAudit second = TestAudit.open(disk);
        assertThat(second.journal().failuresOfKey("desk-7")).isEqualTo(150);
        assertThat(second.journal().failuresOfAddress("10.0.0.9")).isEqualTo(150);
        second.record(wrong);
        processDeath();
        TestAudit third = TestAudit.open(disk);
        assertThat(third.journal().failuresOfKey("desk-7")).isEqualTo(151);
        third.record(new AuditEvent.Authenticated("desk-7", "10.0.0.2", "GET /book"));
        third.record(wrong);
        third.pass(1);
        processDeath();
        TestAudit fourth = TestAudit.open(disk);
        assertThat(fourth.journal().failuresOfKey("desk-7"))
                .as("since it was let in")
                .isEqualTo(1);
        assertThat(fourth.journal().failuresOfAddress("10.0.0.9"))
                .as("nobody was let in from there")
                .isEqualTo(152);
        assertThat(fourth.journal().failuresOfAddress("10.0.0.2")).isZero();
    }

    @Test
    void shouldCountNoFailuresForKeysThatWereNeverLetIn() {
        try (TestAudit audit = TestAudit.open(disk)) {
            audit.record(new AuditEvent.AuthenticationFailed("nobody", "10.0.0.9", "SIGNATURE_INVALID"));
            assertThat(audit.journal().accessOf("nobody")).isEmpty();
        }
    }

    @Test
    void shouldAddWhatPartsOfTheEngineWantToKeepAndGiveItBack() {
        AuditMemory bucket = new AuditMemory() {
            @Override
            public void recall(AuditRecord record) {
                // Nothing is there yet.
            }

            @Override
            public Map<String, String> remember(String keyId) {
                return Map.of("bucket", "of " + keyId);
            }
        };
        try (TestAudit audit = TestAudit.open(disk, bucket)) {
            audit.record(new AuditEvent.Authenticated("desk-7", "10.0.0.2", "GET /book"));
        }
        Recalled recalled = new Recalled();
        TestAudit.open(disk, recalled).close();
        assertThat(recalled.records.get(0).details()).containsEntry("bucket", "of desk-7");
    }

    @Test
    void shouldGoOnInSegmentsAfterRestarts() {
        for (int life = 0; life < 5; life++) {
            try (TestAudit audit = TestAudit.open(disk)) {
                for (int i = 0; i < 20; i++) {
                    audit.record(HALT);
                }
            }
        }
        assertThat(TestAudit.read(disk)).hasSize(100);
        assertThat(AuditLogCatalog.segments(disk, AuditJournal.ENGINE)).hasSizeGreaterThan(2);
    }

    @Test
    void shouldKeepTheChainsOfEngineAndCommandsApart() {
        try (TestAudit engine = TestAudit.open(disk);
                TestAudit tools = TestAudit.tools(disk)) {
            engine.record(HALT);
            tools.record(new AuditEvent.CredentialChanged("revoke", "desk-7"));
        }
        assertThat(TestAudit.read(disk)).hasSize(1);
        assertThat(TestAudit.read(disk, AuditJournal.TOOLS))
                .extracting(AuditRecord::keyId)
                .containsExactly("desk-7");
    }

    @Test
    void shouldRefusePrivilegesAndDropEventsAfterItsEnd() {
        TestAudit audit = TestAudit.open(disk);
        audit.close();
        audit.close();
        audit.record(new AuditEvent.Stopped(""));
        assertThatThrownBy(() -> audit.record(HALT)).isInstanceOf(AuditException.class);
        assertThat(TestAudit.read(disk)).isEmpty();
    }

    @Test
    void shouldWriteEverythingThatIsCountedAtItsEnd() {
        try (TestAudit audit = TestAudit.open(disk)) {
            for (int key = 0; key < 100; key++) {
                audit.record(new AuditEvent.Authenticated("desk-" + key, "10.0.0.2", "GET /book"));
            }
            for (int i = 0; i < 1_000; i++) {
                audit.record(new AuditEvent.RateLimited("", "10.0.0.2", "connection"));
            }
        }
        List<AuditRecord> records = TestAudit.read(disk);
        Map<AuditKind, Long> sums = records.stream()
                .collect(Collectors.groupingBy(
                        AuditRecord::kind, Collectors.summingLong(record -> record.number("count", 1))));
        assertThat(sums).containsEntry(AuditKind.ACCESS, 100L).containsEntry(AuditKind.RATE_LIMITED, 1_000L);
    }

    private void powerCut() {
        disk.crash();
        disk.restart(true);
    }

    private void processDeath() {
        disk.crash();
        disk.restart(false);
    }

    /** Keeps what it is told. */
    private static final class Recalled implements AuditMemory {

        private final List<AuditRecord> records = new java.util.ArrayList<>();

        @Override
        public void recall(AuditRecord record) {
            records.add(record);
        }
    }
}
