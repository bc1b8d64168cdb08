package io.everbook.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.everbook.journal.Checkpoint;
import io.everbook.journal.JournalException;
import io.everbook.journal.JournalTail;
import io.everbook.journal.storage.FileStorage;
import io.everbook.journal.storage.Storage;
import io.everbook.snapshot.SnapshotException;
import io.everbook.snapshot.SnapshotFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal whose end looks like an unfinished write, beside a snapshot that cannot be used and knows better. */
final class ProvenEndTest {

    private static final JournalTail TORN =
            new JournalTail("journals/BTC-USD.journal", 5_000, 40, 18, 0, Checkpoint.NONE);
    private static final JournalTail CLEAN =
            new JournalTail("journals/BTC-USD.journal", 5_000, 0, 18, 0, Checkpoint.NONE);

    @TempDir
    private Path directory;

    @Test
    void shouldRefuseAJournalThatEndsBeforeADamagedSnapshot() throws IOException {
        SnapshotFile snapshot;
        Path journal = directory.resolve("journals/BTC-USD.journal");
        try (TestEngine engine = TestEngine.logging(directory)) {
            engine.run(20);
            snapshot = engine.snapshot(1_000);
        }
        byte[] bytes = Files.readAllBytes(journal);
        Files.write(journal, Arrays.copyOf(bytes, bytes.length - 5));
        Damage.flip(directory.resolve(snapshot.file()), snapshot.bytes() - 40);
        byte[] events = Files.readAllBytes(directory.resolve("executions/BTC-USD.executions"));

        assertThatThrownBy(() -> TestEngine.logging(directory))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("the journal ends before a snapshot that cannot be used")
                .hasMessageContaining("snapshot=snapshots/BTC-USD/BTC-USD-1000.snapshot snapshotSequence=20")
                .hasMessageContaining("code=SEQUENCE_HOLE file=journals/BTC-USD.journal offset=")
                .hasMessageContaining("sequence=20");
        try (Storage storage = FileStorage.readOnly(directory)) {
            VerificationReport report = Verification.run(storage, "BTC-USD", (done, total) -> {});
            assertThat(report.files())
                    .anyMatch(verdict -> verdict.file().equals("journals/BTC-USD.journal")
                            && verdict.detail().contains("the journal ends before its snapshot"));
        }
        try (FileStorage storage = new FileStorage(directory)) {
            assertThatThrownBy(() -> Recovery.recover(storage, null, "BTC-USD", RecoveryListener.NONE))
                    .hasMessageContaining("the journal ends before a snapshot that cannot be used");
        }
        assertThat(directory.resolve("quarantine")).doesNotExist();
        assertThat(directory.resolve("executions/BTC-USD.executions")).hasBinaryContent(events);
    }

    @Test
    void shouldRefuseATornTailBesideASnapshotThatTheDeviceDoesNotGive() {
        assertThatThrownBy(() -> require(TORN, SnapshotFile.UNKNOWN, SnapshotException.Code.UNREADABLE))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("a snapshot that the device does not give could prove it to be damage")
                .hasMessageContaining("snapshot=snapshots/BTC-USD/BTC-USD-1000.snapshot")
                .hasMessageContaining("code=UNREADABLE file=journals/BTC-USD.journal offset=5000 sequence=18");
        assertThatThrownBy(() -> require(TORN, 18, SnapshotException.Code.UNREADABLE))
                .hasMessageContaining("snapshotSequence=18");
    }

    @Test
    void shouldGoOnWhereNoSnapshotSpeaksAgainstTheEnd() {
        assertThatCode(() -> {
                    require(CLEAN, SnapshotFile.UNKNOWN, SnapshotException.Code.UNREADABLE);
                    require(TORN, SnapshotFile.UNKNOWN, SnapshotException.Code.CHECKSUM_MISMATCH);
                    require(TORN, 17, SnapshotException.Code.UNREADABLE);
                    require(TORN, 17, SnapshotException.Code.CHECKSUM_MISMATCH);
                })
                .doesNotThrowAnyException();
    }

    private static void require(JournalTail tail, long sequence, SnapshotException.Code code) {
        String file = "snapshots/BTC-USD/BTC-USD-1000.snapshot";
        ProvenEnd.require(
                Map.of(
                        new SnapshotFile(file, 1_000, sequence, 7, 800),
                        new SnapshotException(code, file, SnapshotException.NONE, "it cannot be used")),
                tail);
    }
}
