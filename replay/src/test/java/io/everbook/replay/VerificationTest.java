package io.everbook.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.everbook.core.command.Command;
import io.everbook.core.event.EventBatch;
import io.everbook.core.matching.Market;
import io.everbook.journal.JournalException;
import io.everbook.journal.JournalOptions;
import io.everbook.journal.SegmentFile;
import io.everbook.journal.storage.FileStorage;
import io.everbook.journal.storage.Storage;
import io.everbook.replay.FileVerdict.Kind;
import io.everbook.snapshot.SnapshotCatalog;
import io.everbook.snapshot.SnapshotFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class VerificationTest {

    private static final String ACTIVE = "journals/BTC-USD.journal";
    private static final JournalOptions ONE_SEGMENT = new JournalOptions(64 << 10, 0, 1 << 10);

    @TempDir
    private Path directory;

    @Test
    void shouldFindEverythingRightAndSayWhatWasProven() throws IOException {
        try (TestEngine engine = TestEngine.start(directory)) {
            engine.run(150).snapshot(1_000);
            engine.writer().offerCheckpoint(150, engine.market().digest());
            engine.run(100).snapshot(2_000);
        }
        VerificationReport report = verify();
        assertThat(report.good()).isTrue();
        assertThat(report.commands()).isEqualTo(250);
        assertThat(report.checkpointsEqual()).isEqualTo(1);
        assertThat(report.replayedThrough()).isEqualTo(250);
        assertThat(report.digest()).isEqualTo(TestEngine.uninterrupted(250).digest());
        assertThat(report.files()).hasSizeGreaterThan(4).allMatch(verdict -> verdict.kind() == Kind.OK);
        assertThat(verdict(report, "snapshots/BTC-USD/BTC-USD-2000.snapshot").detail())
                .isEqualTo("whole, and the journal rebuilds it");
    }

    @Test
    void shouldJudgeEachFileForItselfAndReplayOnFromTheNextSnapshot() throws IOException {
        SnapshotFile second;
        try (TestEngine engine = TestEngine.start(directory)) {
            engine.run(50).snapshot(1_000);
            second = engine.run(150).snapshot(2_000);
            engine.run(100);
        }
        List<Path> segments = segments();
        Damage.flip(segments.get(1), 5_000);
        Damage.flip(directory.resolve("snapshots/BTC-USD/BTC-USD-1000.snapshot"), 60);

        VerificationReport report = verify();

        assertThat(report.good()).isFalse();
        assertThat(report.files().stream().filter(verdict -> !verdict.good())).hasSize(2);
        FileVerdict damaged = verdict(report, "journals/" + segments.get(1).getFileName());
        assertThat(damaged.kind()).isEqualTo(Kind.DAMAGED);
        assertThat(damaged.offset()).isBetween(4_096L, 5_000L);
        assertThat(damaged.sequence()).isGreaterThan(1);
        assertThat(damaged.detail()).contains("code=CHECKSUM_MISMATCH");
        assertThat(report.replayedThrough()).isEqualTo(300);
        assertThat(report.digest()).isEqualTo(TestEngine.uninterrupted(300).digest());
        assertThat(verdict(report, second.file()).detail()).contains("the replay begins with it");
    }

    @Test
    void shouldNoticeEveryFlippedByteOfASmallJournalAndSnapshot() throws IOException {
        SnapshotFile snapshot;
        try (TestEngine engine = TestEngine.start(directory, ONE_SEGMENT)) {
            snapshot = engine.run(4).snapshot(1_000);
            engine.writer().force();
            engine.run(1);
            engine.crash();
        }
        for (String file : List.of(ACTIVE, snapshot.file())) {
            Path path = directory.resolve(file);
            int size = (int) Files.size(path);
            // Of a segment's long header only some: JournalDamageTest flips each of its bytes.
            for (int i = 0; i < size; i += file.equals(ACTIVE) && i < 4_000 ? 97 : 1) {
                Damage.flip(path, i);
                FileVerdict verdict = verdict(verify(), file);
                assertThat(verdict.kind()).as("%s byte=%d", file, i).isIn(Kind.DAMAGED, Kind.TORN_TAIL);
                assertThat(verdict.offset()).as("%s byte=%d", file, i).isNotNegative();
                Damage.flip(path, i);
            }
        }
        assertThat(verify().good()).isTrue();
    }

    @Test
    void shouldCallAnUnfinishedLastWriteATornTailAndThatIsWell() throws IOException {
        try (TestEngine engine = TestEngine.start(directory, ONE_SEGMENT)) {
            engine.run(5);
            engine.crash();
        }
        byte[] whole = Files.readAllBytes(directory.resolve(ACTIVE));
        Files.write(directory.resolve(ACTIVE), Arrays.copyOf(whole, whole.length - 3));
        VerificationReport report = verify();
        FileVerdict verdict = verdict(report, ACTIVE);
        assertThat(verdict.kind()).isEqualTo(Kind.TORN_TAIL);
        assertThat(verdict.sequence()).isEqualTo(5);
        assertThat(report.good()).isTrue();
        assertThat(report.replayedThrough()).isEqualTo(4);
    }

    @Test
    void shouldNameTheIntervalInWhichAReplayDiverges() throws IOException {
        divergeAt30After20();
        VerificationReport report = verify();
        assertThat(report.good()).isFalse();
        Divergence divergence = report.divergence();
        assertThat(divergence.lastEqual()).isEqualTo(20);
        assertThat(divergence.firstDifferent()).isEqualTo(30);
        assertThat(divergence.command()).isZero();
        assertThat(divergence.recordedDigest()).isEqualTo(666);
        assertThat(verdict(report, ACTIVE).kind()).isEqualTo(Kind.DIVERGED);
        assertThat(verdict(report, ACTIVE).detail())
                .contains("equal up to command 20, different at command 30", "no executions log tells");
    }

    @Test
    void shouldHoldTheReplayAgainstEverySnapshot() throws IOException {
        try (TestEngine engine = TestEngine.start(directory, ONE_SEGMENT)) {
            engine.run(10).snapshot(1_000);
            engine.run(20);
            // A snapshot that is whole, and of another past: as if this version replayed otherwise than that one.
            new SnapshotCatalog(engine.storage(), "BTC-USD").write(another(20), 2_000);
        }
        VerificationReport report = verify();
        assertThat(report.divergence().lastEqual()).isEqualTo(10);
        assertThat(report.divergence().firstDifferent()).isEqualTo(20);
        assertThat(verdict(report, "snapshots/BTC-USD/BTC-USD-2000.snapshot").kind())
                .isEqualTo(Kind.DIVERGED);
        assertThat(verdict(report, ACTIVE).kind()).isEqualTo(Kind.OK);
    }

    @Test
    void shouldSayThatCommandsAreMissingWhereTheJournalEndsBeforeItsSnapshot() throws IOException {
        try (TestEngine engine = TestEngine.start(directory)) {
            engine.run(150).snapshot(1_000);
        }
        Files.delete(directory.resolve(ACTIVE));
        FileVerdict last = verify().files().stream()
                .filter(verdict -> !verdict.good())
                .findFirst()
                .orElseThrow();
        assertThat(last.detail()).contains("the journal ends before its snapshot", "snapshotSequence=150");
        for (Path segment : segments()) {
            Files.delete(segment);
        }
        assertThat(verify().files().get(0).detail()).contains("the journal is missing although there are snapshots");
    }

    @Test
    void shouldReadASingleSegmentWhateverItIsCalled() throws IOException {
        try (TestEngine engine = TestEngine.start(directory)) {
            engine.run(150);
        }
        Path closed = segments().get(1);
        Path copy = Files.copy(closed, directory.resolve("copy.bin"));
        Damage.flip(copy, Files.size(copy) - 3);
        try (Storage storage = SegmentFile.open(FileStorage.readOnly(directory), "copy.bin")) {
            assertThat(verdict(verify(storage), ACTIVE).kind()).isEqualTo(Kind.TORN_TAIL);
        }
        String name = closed.getFileName().toString();
        try (Storage storage = SegmentFile.open(FileStorage.readOnly(directory.resolve("journals")), name)) {
            VerificationReport report = verify(storage);
            assertThat(report.good()).isTrue();
            assertThat(report.commands()).isPositive();
            assertThat(report.replayedThrough()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldVerifyBesideAnEngineThatWritesAndClosesSegments(boolean logging) throws Exception {
        AtomicBoolean enough = new AtomicBoolean();
        AtomicBoolean wrote = new AtomicBoolean();
        try (TestEngine engine = logging ? TestEngine.logging(directory) : TestEngine.start(directory)) {
            engine.run(1);
            Thread writing = new Thread(() -> {
                while (!enough.get()) {
                    engine.run(20);
                    wrote.set(true);
                }
            });
            writing.start();
            try {
                long reached = 0;
                for (int i = 0; i < 8 || reached < 500; i++) {
                    VerificationReport report = verify();
                    assertThat(report.files()).as("look=%d", i).allMatch(FileVerdict::good);
                    assertThat(report.executions() != null).isEqualTo(logging);
                    assertThat(report.good()).isTrue();
                    reached = report.replayedThrough();
                }
            } finally {
                enough.set(true);
                writing.join();
            }
        }
        assertThat(wrote).isTrue();
    }

    private void divergeAt30After20() {
        try (TestEngine engine = TestEngine.start(directory, ONE_SEGMENT)) {
            engine.run(20);
            engine.writer().offerCheckpoint(20, engine.market().digest());
            engine.run(10);
            engine.writer().offerCheckpoint(30, 666);
            engine.run(5);
        }
    }

    private static Market another(int commands) {
        Market market = new Market(TestEngine.BTC_USD);
        OrderFlow flow = new OrderFlow(12);
        for (long sequence = 1; sequence <= commands; sequence++) {
            market.apply(flow.next(new Command(), sequence), new EventBatch());
        }
        return market;
    }

    private VerificationReport verify() throws IOException {
        try (Storage storage = FileStorage.readOnly(directory)) {
            return verify(storage);
        }
    }

    private static VerificationReport verify(Storage storage) {
        return Verification.run(storage, "BTC-USD", ProgressListener.NONE);
    }

    private static FileVerdict verdict(VerificationReport report, String file) {
        return report.files().stream()
                .filter(verdict -> verdict.file().equals(file))
                .findFirst()
                .orElseThrow(() -> new JournalException(
                        JournalException.Code.UNREADABLE, file, -1, -1, "no verdict among " + report.files()));
    }

    private List<Path> segments() throws IOException {
        try (var files = Files.list(directory.resolve("journals"))) {
            return files.filter(file -> file.getFileName().toString().matches("BTC-USD-[0-9]{19}\\.journal"))
                    .sorted()
                    .toList();
        }
    }
}
