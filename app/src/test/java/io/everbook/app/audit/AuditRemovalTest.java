package io.everbook.app.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.everbook.app.configuration.AuditRetention;
import io.everbook.journal.AuditLogCatalog;
import io.everbook.journal.JournalSegment;
import io.everbook.journal.storage.DiskOperation;
import io.everbook.journal.storage.PlannedFault;
import io.everbook.journal.storage.SimulatedDisk;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Old segments go, and what is left is a chain that says so. */
class AuditRemovalTest {

    /** How many operations lie between two crashes; with 1 they die at every one, which takes minutes. */
    private static final int STEP = Integer.getInteger("everbook.audit.crash.step", 7);

    private static final AuditRetention FIVE_SEGMENTS = new AuditRetention(0, 5);
    private static final long DAY_SECONDS = 86_400;

    private SimulatedDisk disk = new SimulatedDisk(1);

    @Test
    void shouldKeepEverythingUnlessToldOtherwise() {
        TestAudit audit = TestAudit.open(disk);
        for (int day = 0; day < 400; day++) {
            live(audit, DAY_SECONDS);
        }
        assertThat(AuditLogCatalog.firstSequence(disk, AuditJournal.ENGINE)).isEqualTo(1);
    }

    @Test
    void shouldKeepSoManySegmentsAndSayWhatItRemoved() {
        TestAudit audit = TestAudit.keeping(disk, FIVE_SEGMENTS);
        List<AuditAnchor> anchors = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            live(audit, 600);
            anchors.add(audit.journal().anchor());
        }
        audit.close();
        List<JournalSegment> segments = segments();
        assertThat(segments).hasSizeBetween(3, 6);
        List<AuditRecord> removals = removals();
        AuditRecord last = removals.get(removals.size() - 1);
        assertThat(last.details()).containsEntry("why", "audit.keepSegments=5");
        AuditVerification verified = verify();
        assertThat(verified.findings()).isEmpty();
        assertThat(verified.firstSequence()).isEqualTo(segments.get(0).firstSequence());
        assertThat(verified.base()).isEqualTo(AuditAnchor.of(last.details().get("anchor")));
        assertThat(TestAudit.findings(disk, anchors.get(399), verified.base())).isEmpty();
        assertThat(TestAudit.findings(disk, anchors.get(0)))
                .singleElement()
                .matches(finding -> finding.code() == AuditFinding.Code.ANCHOR_MISSING)
                .matches(finding -> finding.text().contains("keep a newer anchor"));
    }

    @Test
    void shouldKeepSegmentsForSoManyDays() {
        TestAudit audit = TestAudit.keeping(disk, new AuditRetention(30, 0));
        for (int day = 0; day < 100; day++) {
            for (int i = 0; i < 5; i++) {
                live(audit, DAY_SECONDS / 5);
            }
        }
        long now = audit.epochMillis();
        audit.close();
        List<AuditRecord> records = TestAudit.read(disk);
        long oldestDays = (now - records.get(0).epochNanos() / 1_000_000) / 1_000 / DAY_SECONDS;
        assertThat(oldestDays).as("by whole segments").isBetween(30L, 45L);
    }

    /** Who removes segments himself, or writes no record of it, is found. */
    @Test
    void shouldFindARemovalThatNoRecordTellsOf() throws IOException {
        TestAudit audit = TestAudit.keeping(disk, FIVE_SEGMENTS);
        for (int i = 0; i < 400; i++) {
            live(audit, 600);
        }
        audit.close();
        disk.delete(segments().get(0).file());
        assertThat(verify().findings())
                .singleElement()
                .matches(finding -> finding.code() == AuditFinding.Code.REMOVED)
                .matches(finding -> finding.firstSequence() == 1)
                .matches(finding -> finding.text().contains("no record tells that the engine did it"));
    }

    @Test
    void shouldRemoveNothingThatItCannotRecord() {
        TestAudit audit = TestAudit.keeping(disk, FIVE_SEGMENTS);
        while (segments().size() < 5 || removals().isEmpty()) {
            live(audit, 600);
        }
        while (segments().size() < 6) {
            live(audit, 1);
        }
        List<JournalSegment> before = segments();
        disk.plan(PlannedFault.of(DiskOperation.FORCE, "audit/", 0, true));
        live(audit, 600);
        assertThat(audit.journal().fault()).isNotNull();
        assertThat(segments())
                .extracting(JournalSegment::file)
                .containsAll(before.stream().map(JournalSegment::file).toList());
    }

    @Test
    void shouldGoOnWhereADeletionFailsAndTryAgain() {
        TestAudit audit = TestAudit.keeping(disk, FIVE_SEGMENTS);
        disk.plan(PlannedFault.of(DiskOperation.DELETE, "audit/", 0, false));
        for (int i = 0; i < 200; i++) {
            live(audit, 600);
        }
        assertThat(audit.journal().fault()).isNull();
        audit.close();
        assertThat(segments()).hasSizeLessThan(7);
        assertThat(verify().findings()).isEmpty();
    }

    /** Whatever a crash leaves is a chain that verifies to its end, and begins where a record says, or at its first. */
    @ParameterizedTest(name = "power cut: {0}")
    @ValueSource(booleans = {false, true})
    void shouldLeaveAChainThatVerifiesWhereverARemovalDies(boolean powerCut) {
        int died = 0;
        int begunLater = 0;
        for (int operation = firstCrash(); ; operation += STEP) {
            disk = new SimulatedDisk(operation);
            TestAudit audit = TestAudit.keeping(disk, FIVE_SEGMENTS);
            disk.crashAfter(operation);
            int done = 0;
            while (done < 120 && liveOrDie(audit)) {
                done++;
            }
            if (done == 120) {
                break;
            }
            died++;
            disk.restart(powerCut);
            TestAudit again = TestAudit.keeping(disk, FIVE_SEGMENTS);
            String where = "crash at operation " + operation;
            assertThat(verify().findings()).as(where).isEmpty();
            begunLater += verify().firstSequence() > 1 ? 1 : 0;
            assertThat(again.journal().accessOf("desk-7").getOrDefault("requests", "0"))
                    .as(where)
                    .isIn("" + 5 * done, "" + 5 * (done + 1));
            for (int i = 0; i < 10; i++) {
                live(again, 600);
            }
            again.close();
            assertThat(verify().findings()).as(where + ", and lived on").isEmpty();
        }
        assertThat(died).as("crashes").isGreaterThan(100);
        assertThat(begunLater).as("after a removal").isGreaterThan(20);
    }

    /** Another first one in each run, so that builds together crash at every operation. */
    private static int firstCrash() {
        int first = Integer.getInteger("everbook.audit.crash.first", 1 + new Random().nextInt(STEP));
        System.out.println("AuditRemovalTest: -Deverbook.audit.crash.first=" + first);
        return first;
    }

    private boolean liveOrDie(TestAudit audit) {
        try {
            live(audit, 600);
        } catch (RuntimeException | Error death) {
            assertThat(disk.dead()).as(death.toString()).isTrue();
        }
        return !disk.dead();
    }

    /** Some 600 bytes of records. */
    private static void live(TestAudit audit, long seconds) {
        for (int i = 0; i < 5; i++) {
            audit.record(new AuditEvent.Authenticated("desk-7", "10.0.0.2", "POST /orders"));
            audit.record(new AuditEvent.VerificationFailed("journal", "BTC-USD", "a finding " + i));
        }
        audit.pass(seconds);
    }

    private AuditVerification verify() {
        return AuditVerification.run(disk, AuditJournal.ENGINE, List.of(), record -> {});
    }

    private List<JournalSegment> segments() {
        return AuditLogCatalog.segments(disk, AuditJournal.ENGINE);
    }

    private List<AuditRecord> removals() {
        return TestAudit.read(disk).stream()
                .filter(record -> record.kind() == AuditKind.SEGMENT_REMOVED)
                .toList();
    }
}
