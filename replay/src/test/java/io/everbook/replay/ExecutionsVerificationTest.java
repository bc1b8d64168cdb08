package io.everbook.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.everbook.core.command.Command;
import io.everbook.core.event.ExecutionEvent;
import io.everbook.core.instrument.Instrument;
import io.everbook.journal.ExecutionsCatalog;
import io.everbook.journal.ExecutionsListener;
import io.everbook.journal.JournalCatalog;
import io.everbook.journal.JournalOptions;
import io.everbook.journal.JournalRetention;
import io.everbook.journal.JournalSegment;
import io.everbook.journal.SegmentFile;
import io.everbook.journal.SequenceRange;
import io.everbook.journal.storage.FileStorage;
import io.everbook.journal.storage.Storage;
import io.everbook.replay.FileVerdict.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What verification says of an executions log, and which of journal, log and checkpoint it finds to be altered. */
final class ExecutionsVerificationTest {

    private static final String JOURNAL = "journals/BTC-USD.journal";
    private static final String LOG = "executions/BTC-USD.executions";
    private static final JournalOptions ONE_SEGMENT = new JournalOptions(64 << 10, 0, 1 << 10);
    private static final int COMMAND_PARTICIPANT = 44;
    private static final int EVENT_PARTICIPANT = 60;

    @TempDir
    private Path directory;

    @Test
    void shouldProveTheWholeLog() throws IOException {
        runAndCrash(30);
        VerificationReport report = verify();
        assertThat(report.good()).isTrue();
        assertThat(report.executions().equal()).isTrue();
        assertThat(report.executions().firstSequence()).isEqualTo(1);
        assertThat(report.executions().lastSequence()).isEqualTo(30);
        assertThat(verdict(report, LOG).kind()).isEqualTo(Kind.OK);
        assertThat(verdict(report, LOG).detail()).endsWith("events of commands 1 to 30");
    }

    @Test
    void shouldReadASingleSegmentWhateverItIsCalled() throws IOException {
        runAndCrash(30);
        Path copy = Files.copy(directory.resolve(LOG), directory.resolve("copy.bin"));
        try (Storage storage = SegmentFile.open(FileStorage.readOnly(directory), "copy.bin")) {
            VerificationReport report = Verification.run(storage, "BTC-USD", (done, total) -> {});
            assertThat(report.good()).isTrue();
            assertThat(report.files()).hasSize(1);
            assertThat(verdict(report, LOG).detail()).endsWith("events of commands 1 to 30");
            assertThat(report.executions().events()).isZero();
        }
        Damage.flip(copy, 4_140);
        String closed = "BTC-USD-0000000000000000001.executions";
        Files.move(copy, directory.resolve(closed));
        try (Storage storage = SegmentFile.open(FileStorage.readOnly(directory), closed)) {
            VerificationReport report = Verification.run(storage, "BTC-USD", (done, total) -> {});
            assertThat(report.good()).isFalse();
            assertThat(verdict(report, "executions/" + closed).kind()).isEqualTo(Kind.DAMAGED);
            assertThat(verdict(report, "executions/" + closed).offset()).isEqualTo(4_096);
        }
    }

    @Test
    void shouldNameTheEventThatWasAltered() throws IOException {
        runAndCrash(30);
        int frame = Forgery.ofCommand(directory.resolve(LOG), 17, EVENT_PARTICIPANT);
        VerificationReport report = verify();
        assertThat(report.good()).isFalse();
        assertThat(report.divergence()).isNull();
        assertThat(report.executions().lastSequence()).isEqualTo(16);
        ExecutionsComparison.Difference difference = report.executions().difference();
        assertThat(difference.sequence()).isEqualTo(17);
        assertThat(difference.index()).isZero();
        assertThat(difference.logged().participantId())
                .isEqualTo(difference.replayed().participantId() ^ 0x40);
        assertThat(difference.file()).isEqualTo(LOG);
        assertThat(difference.offset()).isEqualTo(frame);
        assertThat(verdict(report, LOG).kind()).isEqualTo(Kind.DIVERGED);
        assertThat(verdict(report, LOG).sequence()).isEqualTo(17);
        assertThat(verdict(report, LOG).offset()).isEqualTo(frame);
        assertThat(verdict(report, JOURNAL).kind()).isEqualTo(Kind.OK);
    }

    @Test
    void shouldNameTheCommandThatWasAltered() throws IOException {
        runWithCheckpointsAndCrash();
        Forgery.ofCommand(directory.resolve(JOURNAL), 27, COMMAND_PARTICIPANT);
        VerificationReport report = verify();
        assertThat(report.good()).isFalse();
        assertThat(report.divergence().lastEqual()).isEqualTo(20);
        assertThat(report.divergence().firstDifferent()).isEqualTo(30);
        assertThat(report.divergence().command()).isEqualTo(27);
        assertThat(report.divergence().sentence()).contains("the first command whose events differ is 27");
        assertThat(report.executions().difference().sequence()).isEqualTo(27);
        assertThat(verdict(report, JOURNAL).kind()).isEqualTo(Kind.DIVERGED);
    }

    @Test
    void shouldNameTheCheckpointThatWasAlteredAndClearTheCommands() throws IOException {
        long digest = runWithCheckpointsAndCrash();
        Forgery.ofCheckpoint(directory.resolve(JOURNAL), digest);
        VerificationReport report = verify();
        assertThat(report.good()).isFalse();
        assertThat(report.divergence().firstDifferent()).isEqualTo(30);
        assertThat(report.divergence().recordedDigest()).isEqualTo(digest ^ 0x40);
        assertThat(report.divergence().replayedDigest()).isEqualTo(digest);
        assertThat(report.divergence().command()).isZero();
        assertThat(report.divergence().eventsEqual()).isTrue();
        assertThat(report.divergence().sentence()).contains("so the proof itself is what differs");
        assertThat(report.executions().difference()).isNull();
    }

    @Test
    void shouldNotAccuseTheCheckpointWhereTheLogDoesNotReachIt() throws IOException {
        long digest = runWithCheckpointsAndCrash();
        Forgery.ofCheckpoint(directory.resolve(JOURNAL), digest);
        cut(LOG, 1_000);
        assertThat(verify().divergence().eventsEqual()).isFalse();
        assertThat(verify().divergence().sentence()).contains("no executions log tells");
    }

    @Test
    void shouldCallALogBehindItsJournalWell() throws IOException {
        runAndCrash(30);
        cut(LOG, 5);
        VerificationReport report = verify();
        assertThat(report.good()).isTrue();
        assertThat(verdict(report, LOG).kind()).isEqualTo(Kind.TORN_TAIL);
        assertThat(verdict(report, LOG).sequence()).isEqualTo(30);
        assertThat(verdict(report, LOG).detail())
                .contains("those of commands 30 to 30 are not there yet", "the next start, completes them");
        Files.delete(directory.resolve(LOG));
        report = verify();
        assertThat(report.good()).isTrue();
        assertThat(report.executions()).isNull();
        assertThat(verdict(report, LOG).detail()).isEqualTo("not there; the next start makes it from the journal");
    }

    @Test
    void shouldNameEventsOfCommandsThatTheJournalLost() throws IOException {
        runAndCrash(30);
        cut(JOURNAL, 5);
        VerificationReport report = verify();
        assertThat(report.good()).isFalse();
        assertThat(verdict(report, LOG).kind()).isEqualTo(Kind.DAMAGED);
        assertThat(verdict(report, LOG).sequence()).isEqualTo(30);
        assertThat(verdict(report, LOG).detail()).contains("commands that the journal does not have");
    }

    @Test
    void shouldGoOnBehindDamageAndJudgeEachSegmentForItself() throws IOException {
        TestEngine.logging(directory).run(200).crash();
        List<String> segments = segments();
        Damage.flip(directory.resolve(segments.get(1)), 5_000);
        Damage.flip(directory.resolve(segments.get(3)), 20);
        VerificationReport report = verify();
        assertThat(report.files().stream().filter(verdict -> !verdict.good()).map(FileVerdict::file))
                .containsExactly(segments.get(1), segments.get(3));
        assertThat(report.executions().difference()).isNull();
        assertThat(report.executions().lastSequence()).isEqualTo(200);
        Damage.flip(directory.resolve(segments.get(0)), 30);
        assertThat(verify().executions().lastSequence()).isEqualTo(200);
    }

    @Test
    void shouldCompareThroughAHoleOfTheJournalThatASnapshotBridges() throws IOException {
        try (TestEngine engine = TestEngine.logging(directory)) {
            engine.run(150).snapshot(1_000);
            engine.run(50);
        }
        List<Path> journal = journal();
        Damage.flip(journal.get(1), 5_000);
        VerificationReport report = verify();
        assertThat(report.executions().lastSequence()).isEqualTo(200);
        assertThat(report.executions().unproved()).isPositive();
        assertThat(report.files().stream().filter(verdict -> !verdict.good())).hasSize(1);
    }

    @Test
    void shouldCallAHoleUnverifiableWithItsRangeAndWhetherItIsCurable() throws IOException {
        TestEngine.logging(directory).run(200).crash();
        List<String> segments = segments();
        Files.delete(directory.resolve(segments.get(1)));
        long first = firstSequence(segments.get(1));
        long last = firstSequence(segments.get(2)) - 1;
        VerificationReport report = verify();
        assertThat(report.good()).isFalse();
        assertThat(report.executions().holes()).containsExactly(new SequenceRange(first, last));
        assertThat(verdict(report, segments.get(2)).kind()).isEqualTo(Kind.UNVERIFIABLE);
        assertThat(verdict(report, segments.get(2)).sequence()).isEqualTo(first);
        assertThat(verdict(report, segments.get(2)).detail())
                .contains("the events of commands " + first + " to " + last + " are missing", "writes them anew");
        try (TestEngine engine = TestEngine.start(directory)) {
            engine.snapshot(1_000);
            JournalCatalog.compact(engine.storage(), "BTC-USD", 200, JournalRetention.DELETE);
        }
        assertThat(verdict(verify(), segments.get(2)).detail()).contains("the journal no longer has them");
    }

    @Test
    void shouldSalvageWithoutTheEventsOfCommandsThatAreLost(@TempDir Path into) throws IOException {
        runAndCrash(30);
        int frame = Forgery.ofCommand(directory.resolve(JOURNAL), 21, COMMAND_PARTICIPANT);
        Damage.flip(directory.resolve(JOURNAL), frame + COMMAND_PARTICIPANT);
        Set<Long> told = new TreeSet<>();
        try (FileStorage target = new FileStorage(into);
                Storage from = FileStorage.readOnly(directory)) {
            SalvageReport report = Salvage.run(from, "BTC-USD", target, new SetAsideListener() {
                @Override
                public void setAside(Instrument instrument, Command command) {}

                @Override
                public void setAside(Instrument instrument, ExecutionEvent event) {
                    told.add(event.sequence());
                }
            });
            assertThat(report.kept()).isEqualTo(new CommandRange(1, 20));
            assertThat(report.events()).containsExactly(new CommandRange(21, 30));
        }
        assertThat(told).hasSize(10).contains(21L, 30L);
        assertThat(into.resolve("executions")).doesNotExist();
        assertThat(into.resolve("quarantine/BTC-USD.executions")).hasSameBinaryContentAs(directory.resolve(LOG));
        TestEngine.logging(into).close();
        try (Storage storage = FileStorage.readOnly(into)) {
            VerificationReport report = Verification.run(storage, "BTC-USD", ProgressListener.NONE);
            assertThat(report.good()).isTrue();
            assertThat(report.executions().lastSequence()).isEqualTo(20);
        }
    }

    private void runAndCrash(int commands) {
        ExecutionsSettings log = new ExecutionsSettings(ONE_SEGMENT, ExecutionsListener.NONE);
        TestEngine.start(directory, ONE_SEGMENT, log).run(commands).crash();
    }

    /** Runs 35 commands with checkpoints at 20 and 30; returns the digest at 30. */
    private long runWithCheckpointsAndCrash() {
        ExecutionsSettings log = new ExecutionsSettings(ONE_SEGMENT, ExecutionsListener.NONE);
        TestEngine engine = TestEngine.start(directory, ONE_SEGMENT, log).run(20);
        engine.writer().offerCheckpoint(20, engine.market().digest());
        engine.run(10);
        long digest = engine.market().digest();
        engine.writer().offerCheckpoint(30, digest);
        engine.run(5).crash();
        return digest;
    }

    private void cut(String file, int bytes) throws IOException {
        byte[] whole = Files.readAllBytes(directory.resolve(file));
        int end = whole.length;
        while (whole[end - 1] == 0) {
            end--;
        }
        Files.write(directory.resolve(file), Arrays.copyOf(whole, end - bytes));
    }

    private VerificationReport verify() throws IOException {
        try (Storage storage = FileStorage.readOnly(directory)) {
            return Verification.run(storage, "BTC-USD", ProgressListener.NONE);
        }
    }

    private static FileVerdict verdict(VerificationReport report, String file) {
        return report.files().stream()
                .filter(verdict -> verdict.file().equals(file))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no verdict of " + file + " among " + report.files()));
    }

    private List<String> segments() throws IOException {
        try (Storage storage = FileStorage.readOnly(directory)) {
            return ExecutionsCatalog.segments(storage, "BTC-USD").stream()
                    .map(JournalSegment::file)
                    .toList();
        }
    }

    private List<Path> journal() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("journals"))) {
            return files.sorted().toList();
        }
    }

    private static long firstSequence(String segment) {
        return Long.parseLong(segment.replaceAll("[^0-9]", ""));
    }
}
