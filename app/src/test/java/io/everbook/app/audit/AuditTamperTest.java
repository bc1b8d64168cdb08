package io.everbook.app.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.everbook.app.audit.AuditFinding.Code;
import io.everbook.journal.AuditLogReader;
import io.everbook.journal.AuditLogWriter;
import io.everbook.journal.JournalTail;
import io.everbook.journal.storage.FileStorage;
import io.everbook.journal.storage.SimulatedDisk;
import io.everbook.journal.storage.Storage;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever changes an audit journal is found out, and where; also one who makes every checksum right again. */
class AuditTamperTest {

    private static final int RECORDS = 12;

    @TempDir
    private Path directory;

    private final SimulatedDisk disk = new SimulatedDisk(1);

    @Test
    void shouldDetectAndNameEveryByteThatIsFlipped() throws IOException {
        try (TestAudit audit = TestAudit.open(FileStorage.beside(directory, "lock"))) {
            // A closed segment, and one that is written.
            recordSome(audit, 23);
        }
        List<Path> files = files();
        assertThat(files).hasSize(2);
        Storage storage = FileStorage.readOnly(directory);
        assertThat(TestAudit.findings(storage)).isEmpty();
        for (Path file : files) {
            String name = "audit/" + file.getFileName();
            byte[] healthy = Files.readAllBytes(file);
            byte[] flipped = healthy.clone();
            Storage changed = new OneFileChanged(storage, name, flipped);
            for (int i = 0; i < healthy.length; i++) {
                flipped[i] ^= (byte) (1 << i % 8);
                List<AuditFinding> findings = TestAudit.findings(changed);
                AuditFinding finding = findings.size() == 1 ? findings.get(0) : null;
                boolean named = finding != null
                        && finding.file().equals(name)
                        && finding.offset() <= i
                        && (finding.code() == Code.DAMAGED || finding.code() == Code.TORN);
                assertThat(named).as("%s at %s: %s", name, i, findings).isTrue();
                flipped[i] = healthy[i];
            }
        }
    }

    @Test
    void shouldNameARecordThatWasEditedThoughItsChecksumIsRight() {
        for (int edited = 1; edited <= RECORDS; edited++) {
            List<byte[]> records = originals();
            byte[] record = records.get(edited - 1);
            record[record.length - 1] ^= 1;
            assertOnly(findingsOf(records), Code.EDITED, edited, edited);
        }
    }

    @Test
    void shouldNameARecordWhoseEveryByteIsFlippedThoughItsChecksumIsRight() {
        byte[] record = originals().get(4);
        for (int i = 0; i < record.length; i++) {
            List<byte[]> records = originals();
            records.get(4)[i] ^= 0x10;
            // Of a stored hash that was changed it cannot be told whether it or the rest was.
            assertThat(findingsOf(records).get(0)).as("at %s", i).satisfies(finding -> {
                assertThat(finding.code()).isEqualTo(Code.EDITED);
                assertThat(finding.firstSequence()).isEqualTo(5);
            });
        }
    }

    @Test
    void shouldNameARecordThatWasEditedAndHashedAgain() {
        for (int edited = 1; edited < RECORDS; edited++) {
            List<byte[]> records = originals();
            byte[] record = records.get(edited - 1);
            record[record.length - 1] ^= 1;
            rehash(record);
            assertOnly(findingsOf(records), Code.REPLACED, edited, edited);
        }
    }

    @Test
    void shouldNameWhatWasRemoved() {
        for (int first = 1; first < RECORDS; first++) {
            for (int last = first; last < RECORDS; last++) {
                List<byte[]> records = originals();
                records.subList(first - 1, last).clear();
                assertOnly(findingsOf(records), Code.REMOVED, first, last);
            }
        }
    }

    @Test
    void shouldNameWhatWasReordered() {
        for (int moved = 1; moved < RECORDS; moved++) {
            for (int behind = moved + 1; behind <= RECORDS; behind++) {
                List<byte[]> records = originals();
                records.add(behind - 1, records.remove(moved - 1));
                assertOnly(findingsOf(records), Code.REORDERED, moved, moved);
            }
        }
    }

    @Test
    void shouldNameEveryRecordOfAReversedJournalButTheLast() {
        List<byte[]> records = originals();
        Collections.reverse(records);
        assertThat(findingsOf(records))
                .allMatch(finding -> finding.code() == Code.REORDERED)
                .extracting(AuditFinding::firstSequence)
                .containsExactly(11L, 10L, 9L, 8L, 7L, 6L, 5L, 4L, 3L, 2L, 1L);
    }

    @Test
    void shouldNameARecordThatStandsTwice() {
        List<byte[]> records = originals();
        records.add(6, records.get(3));
        assertOnly(findingsOf(records), Code.REPEATED, 4, 4);
    }

    @Test
    void shouldFindACutOfTheEndByAnAnchorOnly() {
        AuditAnchor anchor = anchor();
        for (int left = 1; left < RECORDS; left++) {
            List<byte[]> records = originals().subList(0, left);
            assertThat(findingsOf(records)).isEmpty();
            assertOnly(findingsOf(records, anchor), Code.ANCHOR_MISSING, left + 1, RECORDS);
        }
        assertThat(findingsOf(originals(), anchor)).isEmpty();
    }

    @Test
    void shouldFindAnAnchorWhenTheJournalHasGoneOn() {
        List<byte[]> records = originals();
        AuditRecord middle = AuditCodec.decode(records.get(5));
        assertThat(findingsOf(records, new AuditAnchor(AuditJournal.ENGINE, 6, middle.hash())))
                .isEmpty();
    }

    @Test
    void shouldFindAChainThatWasWrittenAnewByAnAnchorOnly() {
        AuditAnchor anchor = anchor();
        List<byte[]> records = originals();
        records.get(2)[records.get(2).length - 1] ^= 1;
        for (int i = 2; i < RECORDS; i++) {
            if (i > 2) {
                System.arraycopy(
                        AuditCodec.storedHash(records.get(i - 1)),
                        0,
                        records.get(i),
                        AuditDescriptor.PREVIOUS_HASH_OFFSET,
                        AuditDescriptor.PREVIOUS_HASH_SIZE);
            }
            rehash(records.get(i));
        }
        assertThat(findingsOf(records)).isEmpty();
        assertThat(findingsOf(records, anchor)).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(Code.ANCHOR_MISSING);
            assertThat(finding.text()).contains("record 12 is not the one that was pinned");
        });
    }

    @Test
    void shouldTellAChainThatIsAnotherOnes() {
        SimulatedDisk other = new SimulatedDisk(1);
        try (TestAudit tools = TestAudit.tools(other)) {
            recordSome(tools, RECORDS);
        }
        List<byte[]> records = bytes(other, AuditJournal.TOOLS);
        assertOnly(findingsOf(records), Code.FOREIGN, 1, 1);
    }

    @Test
    void shouldSetADamagedJournalAsideAndBeginANewChainThatSaysSo() throws IOException {
        try (TestAudit audit = TestAudit.open(FileStorage.beside(directory, "lock"))) {
            recordSome(audit, 70);
        }
        List<Path> files = files();
        byte[] damaged = Files.readAllBytes(files.get(1));
        damaged[5_000] ^= 1;
        Files.write(files.get(1), damaged);
        List<Long> recalled = new ArrayList<>();
        try (TestAudit audit =
                TestAudit.open(FileStorage.beside(directory, "lock"), record -> recalled.add(record.sequence()))) {
            audit.record(new AuditEvent.Started("1.2", "00", "none"));
        }
        Storage storage = FileStorage.readOnly(directory);
        List<AuditRecord> records = TestAudit.read(storage);
        assertThat(records)
                .extracting(AuditRecord::kind)
                .containsExactly(AuditKind.VERIFICATION_FAILED, AuditKind.STARTED);
        assertThat(records.get(0).details())
                .containsEntry("what", "audit")
                .hasEntrySatisfying("finding", finding -> assertThat(finding).contains("offset="))
                .hasEntrySatisfying(
                        "lastAnchor",
                        anchor -> assertThat(anchor).startsWith("ENGINE:" + recalled.get(recalled.size() - 1) + ":"));
        assertThat(recalled).isNotEmpty().doesNotContain(70L);
        assertThat(Files.readAllBytes(
                        directory.resolve("quarantine").resolve(files.get(1).getFileName())))
                .isEqualTo(damaged);
        assertThat(storage.list("quarantine")).hasSize(files.size());
    }

    @Test
    void shouldTouchNothingThatANewerEverbookWrote() {
        List<byte[]> records = originals();
        byte[] newer = records.get(RECORDS - 1);
        newer[AuditDescriptor.KIND_OFFSET] = 99;
        rehash(newer);
        SimulatedDisk forged = forged(records);
        byte[] before = forged.healthy("audit/ENGINE.audit");
        assertThat(TestAudit.findings(forged)).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(Code.UNREADABLE);
            assertThat(finding.text()).contains("use a newer one");
        });
        List<Long> recalled = new ArrayList<>();
        try (TestAudit audit = TestAudit.open(forged, record -> recalled.add(record.sequence()))) {
            assertThatThrownBy(() -> recordSome(audit, 1)).isInstanceOf(AuditException.class);
            assertThat(audit.journal().fault()).contains("NEWER_VERSION");
        }
        assertThat(recalled).hasSize(RECORDS - 1);
        assertThat(forged.healthy("audit/ENGINE.audit")).isEqualTo(before);
        assertThat(forged.files("quarantine")).isEmpty();
    }

    @Test
    void shouldCutATornTailAndSaySo() throws IOException {
        try (TestAudit audit = TestAudit.open(FileStorage.beside(directory, "lock"))) {
            recordSome(audit, 3);
        }
        Path file = files().get(0);
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length - 5));
        assertThat(TestAudit.findings(FileStorage.readOnly(directory)))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.code()).isEqualTo(Code.TORN);
                    assertThat(finding.text()).contains("behind record 2 are no whole frame");
                });
        TestAudit.open(FileStorage.beside(directory, "lock")).close();
        List<AuditRecord> records = TestAudit.read(FileStorage.readOnly(directory));
        assertThat(records).hasSize(3);
        assertThat(records.get(2).kind()).isEqualTo(AuditKind.VERIFICATION_FAILED);
        assertThat(records.get(2).details().get("finding")).startsWith("unfinished last write set aside: bytes=");
        assertThat(FileStorage.readOnly(directory).list("quarantine")).hasSize(1);
    }

    @Test
    void shouldKeepFilesAndFoldersToTheirOwner() throws IOException {
        TestAudit.open(FileStorage.beside(directory, "lock")).close();
        assertThat(java.nio.file.attribute.PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(directory.resolve("audit"))))
                .isEqualTo("rwx------");
        assertThat(java.nio.file.attribute.PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(directory.resolve("audit/ENGINE.audit"))))
                .isEqualTo("rw-------");
    }

    private List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(directory.resolve("audit"), "*.audit")) {
            found.forEach(files::add);
        }
        Collections.sort(files);
        return files;
    }

    private static void recordSome(TestAudit audit, int count) {
        for (int i = 1; i <= count; i++) {
            audit.record(new AuditEvent.OperatorAction("ops", "10.0.0.1", "POST /operator/limits", "number " + i));
        }
    }

    private List<byte[]> originals() {
        if (disk.files("audit").isEmpty()) {
            try (TestAudit audit = TestAudit.open(disk)) {
                recordSome(audit, RECORDS);
            }
        }
        return bytes(disk, AuditJournal.ENGINE);
    }

    private AuditAnchor anchor() {
        List<byte[]> records = originals();
        return new AuditAnchor(
                AuditJournal.ENGINE,
                RECORDS,
                AuditCodec.decode(records.get(RECORDS - 1)).hash());
    }

    private static List<byte[]> bytes(Storage storage, String name) {
        List<byte[]> records = new ArrayList<>();
        try (AuditLogReader reader = AuditLogReader.open(storage, name)) {
            for (byte[] record = reader.next(); record != null; record = reader.next()) {
                records.add(record);
            }
        }
        return records;
    }

    /** Writes records as a journal whose frames and checksums are right, and verifies it. */
    private static List<AuditFinding> findingsOf(List<byte[]> records, AuditAnchor... anchors) {
        return TestAudit.findings(forged(records), anchors);
    }

    private static SimulatedDisk forged(List<byte[]> records) {
        SimulatedDisk forged = new SimulatedDisk(2);
        try (AuditLogWriter writer =
                AuditLogWriter.open(forged, AuditJournal.ENGINE, JournalTail.empty(1), AuditLog.OPTIONS)) {
            for (byte[] record : records) {
                writer.append(record);
                writer.commit();
            }
        }
        return forged;
    }

    private static void rehash(byte[] record) {
        System.arraycopy(AuditCodec.hash(record), 0, record, AuditDescriptor.HASH_OFFSET, AuditDescriptor.HASH_SIZE);
    }

    private static void assertOnly(List<AuditFinding> findings, Code code, long first, long last) {
        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(code);
            assertThat(finding.firstSequence()).isEqualTo(first);
            assertThat(finding.lastSequence()).isEqualTo(last);
        });
    }
}
