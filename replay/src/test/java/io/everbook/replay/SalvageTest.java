package io.everbook.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.everbook.core.command.Command;
import io.everbook.journal.JournalException;
import io.everbook.journal.JournalException.Code;
import io.everbook.journal.JournalOptions;
import io.everbook.journal.JournalReader;
import io.everbook.journal.storage.FileStorage;
import io.everbook.journal.storage.Storage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SalvageTest {

    private static final JournalOptions ONE_SEGMENT = new JournalOptions(64 << 10, 0, 1 << 10);
    private static final String ACTIVE = "journals/BTC-USD.journal";

    @TempDir
    private Path temporary;

    private Path data;
    private Path into;
    private final List<Long> setAside = new ArrayList<>();

    @BeforeEach
    void name() {
        data = temporary.resolve("data");
        into = temporary.resolve("into");
    }

    @Test
    void shouldCopyAWholeDataDirectoryExactly() throws IOException {
        try (TestEngine engine = TestEngine.start(data)) {
            engine.run(100).snapshot(1_000);
            engine.writer().offerCheckpoint(100, engine.market().digest());
            engine.run(50);
        }
        SalvageReport report = salvage();
        assertThat(report.complete()).isTrue();
        assertThat(report.kept()).isEqualTo(new CommandRange(1, 150));
        assertThat(report.damaged()).isEmpty();
        assertThat(into.resolve("quarantine")).doesNotExist();
        assertBoots(150);
    }

    @Test
    void shouldKeepThePrefixAndSetAsideWhatCannotBeApplied() throws IOException {
        try (TestEngine engine = TestEngine.start(data)) {
            engine.run(50).snapshot(1_000);
            engine.run(150);
        }
        Path second = segments().get(1);
        long damagedAt = 6_000;
        Damage.flip(second, damagedAt);

        SalvageReport report = salvage();

        assertThat(report.complete()).isFalse();
        assertThat(report.lost()).hasSize(1);
        CommandRange lost = report.lost().get(0);
        assertThat(lost.from())
                .isEqualTo(lost.through())
                .isEqualTo(report.kept().through() + 1);
        assertThat(report.setAside()).containsExactly(new CommandRange(lost.through() + 1, 200));
        assertThat(setAside).hasSize((int) (200 - lost.through())).isSorted().endsWith(200L);
        assertThat(report.inDoubt()).hasSize(report.openOrderCount()).isNotEmpty();
        assertThat(report.referring()).isNotEmpty().allMatch(sequence -> sequence > lost.through());
        DamagedPart part = report.damaged().get(0);
        assertThat(part.from()).isLessThanOrEqualTo(damagedAt);
        assertThat(part.to()).isGreaterThan(damagedAt);
        byte[] original = Files.readAllBytes(second);
        String stem = second.getFileName().toString().replace(".journal", "");
        assertThat(into.resolve("quarantine/" + stem + "-at-" + part.from() + ".damaged"))
                .hasBinaryContent(Arrays.copyOfRange(original, (int) part.from(), (int) part.to()));
        assertBoots(report.kept().through());
    }

    @Test
    void shouldGoOnFromASnapshotThatBridgesTheHole() throws IOException {
        try (TestEngine engine = TestEngine.start(data)) {
            engine.run(50).snapshot(1_000);
            engine.run(100).snapshot(2_000);
            engine.run(50);
        }
        Damage.flip(segments().get(1), 6_000);

        SalvageReport report = salvage();

        assertThat(report.complete()).isTrue();
        assertThat(report.snapshots()).containsExactly("snapshots/BTC-USD/BTC-USD-2000.snapshot");
        assertThat(report.lost()).hasSize(1);
        assertThat(report.inDoubt()).isEmpty();
        assertThat(report.kept().through()).isEqualTo(200);
        assertThat(report.archived())
                .containsExactly(new CommandRange(1, report.lost().get(0).from() - 1));
        assertThat(into.resolve("archive/BTC-USD-0000000000000000001.journal")).exists();
        assertThat(into.resolve("archive/BTC-USD-1000.snapshot")).exists();
        assertBoots(200);
    }

    @Test
    void shouldGoOnFromASnapshotInsideTheHole() throws IOException {
        try (TestEngine engine = TestEngine.start(data, ONE_SEGMENT)) {
            engine.run(50).snapshot(1_000);
            engine.run(50);
        }
        byte[] bytes = Files.readAllBytes(data.resolve(ACTIVE));
        Arrays.fill(bytes, 4_096 + 40 * 80, 4_096 + 70 * 80, (byte) 7);
        Files.write(data.resolve(ACTIVE), bytes);

        SalvageReport report = salvage();

        assertThat(report.lost().get(0).contains(50)).isTrue();
        assertThat(report.kept()).isEqualTo(new CommandRange(51, 50));
        assertThat(report.complete()).isFalse();
        assertThat(report.inDoubt()).isNotEmpty();
        assertBoots(50);
    }

    @Test
    void shouldLoseNothingToADamagedHeaderOrSnapshotOrTornTail() throws IOException {
        try (TestEngine engine = TestEngine.start(data)) {
            engine.run(60).snapshot(1_000);
            engine.run(140);
            engine.crash();
        }
        Damage.flip(segments().get(1), 100);
        Damage.flip(data.resolve("snapshots/BTC-USD/BTC-USD-1000.snapshot"), 70);
        byte[] active = Files.readAllBytes(data.resolve(ACTIVE));
        Files.write(data.resolve(ACTIVE), Arrays.copyOf(active, active.length - 1));

        SalvageReport report = salvage();

        assertThat(report.complete()).isTrue();
        assertThat(report.lost()).isEmpty();
        assertThat(report.kept()).isEqualTo(new CommandRange(1, 199));
        assertThat(report.damaged()).hasSize(2);
        assertThat(report.damaged().get(1).torn()).isTrue();
        assertThat(into.resolve("quarantine/BTC-USD-1000.snapshot")).exists();
        assertBoots(199);
    }

    @Test
    void shouldSayThatNobodyCanTellHowMuchIsLostWhereTheEndIsDamaged() throws IOException {
        try (TestEngine engine = TestEngine.start(data)) {
            engine.run(200);
        }
        Files.delete(data.resolve(ACTIVE));
        List<Path> segments = segments();
        Path last = segments.get(segments.size() - 1);
        Damage.flip(last, Files.size(last) - 5);

        SalvageReport report = salvage();

        assertThat(report.lost().get(0).through()).isEqualTo(CommandRange.UNKNOWN);
        assertThat(report.complete()).isFalse();
        assertBoots(report.kept().through());
    }

    @Test
    void shouldCountAsLostWhatOnlyACheckpointTellsOf() throws IOException {
        try (TestEngine engine = TestEngine.start(data)) {
            engine.run(20);
            engine.writer().offerCheckpoint(20, engine.market().digest());
            engine.writer().commit();
        }
        Damage.flip(data.resolve(ACTIVE), frameOf(20) + 40);

        SalvageReport report = salvage();

        assertThat(report.kept()).isEqualTo(new CommandRange(1, 19));
        assertThat(report.lost()).containsExactly(new CommandRange(20, 20));
        assertThat(report.complete()).isFalse();
        assertBoots(19);
    }

    private long frameOf(long sequence) throws IOException {
        try (Storage storage = FileStorage.readOnly(data);
                JournalReader reader = JournalReader.open(storage, "BTC-USD", 1)) {
            while (reader.nextSequence() < sequence) {
                reader.next(new Command());
            }
            return reader.offset();
        }
    }

    @Test
    void shouldRefuseWhereNothingLeadsToAState() throws IOException {
        try (TestEngine engine = TestEngine.start(data)) {
            engine.run(200);
        }
        Files.delete(segments().get(0));
        assertThatThrownBy(this::salvage)
                .isInstanceOfSatisfying(
                        JournalException.class, e -> assertThat(e.code()).isEqualTo(Code.SEQUENCE_HOLE))
                .hasMessageContaining("nothing leads to a state");
        assertThat(into.resolve("journals")).doesNotExist();
    }

    @Test
    void shouldRefuseToSalvageWholeBytesThatReplayOtherwise() throws IOException {
        try (TestEngine engine = TestEngine.start(data)) {
            engine.run(20);
            engine.writer().offerCheckpoint(20, 666);
            engine.run(10);
        }
        assertThatThrownBy(this::salvage).hasMessageContaining("code=CHECKPOINT_MISMATCH");
        assertThat(into.resolve("journals")).doesNotExist();
    }

    @Test
    void shouldWriteNothingInADryRun() throws IOException {
        try (TestEngine engine = TestEngine.start(data)) {
            engine.run(100);
        }
        Damage.flip(segments().get(0), 5_000);
        try (Storage from = FileStorage.readOnly(data)) {
            SalvageReport report = Salvage.run(from, "BTC-USD", null, (instrument, command) -> {});
            assertThat(report.lost()).isNotEmpty();
        }
        assertThat(into).doesNotExist();
    }

    @Test
    void shouldNeverMakeAStateThatWasNotThereWhateverIsDamaged() throws IOException {
        try (TestEngine engine = TestEngine.start(data)) {
            engine.run(60).snapshot(1_000);
            engine.run(60).snapshot(2_000);
            engine.run(60);
            engine.crash();
        }
        Map<Path, byte[]> whole = files();
        long seed = Long.getLong("everbook.salvage.seed", System.nanoTime());
        System.out.println("SalvageTest -Deverbook.salvage.seed=" + seed);
        Random random = new Random(seed);
        List<Path> damageable = whole.keySet().stream()
                .filter(file -> !file.endsWith("everbook.lock"))
                .toList();
        for (int round = 0; round < 25; round++) {
            for (int i = random.nextInt(4); i >= 0; i--) {
                Path file = damageable.get(random.nextInt(damageable.size()));
                Damage.flip(file, random.nextInt(whole.get(file).length));
            }
            into = temporary.resolve("into-" + round);
            try {
                assertBoots(salvage().kept().through());
            } catch (JournalException nothing) {
                assertThat(nothing.code()).as("round=%d", round).isEqualTo(Code.SEQUENCE_HOLE);
            }
            for (Map.Entry<Path, byte[]> file : whole.entrySet()) {
                Files.write(file.getKey(), file.getValue());
            }
        }
    }

    private SalvageReport salvage() throws IOException {
        Map<Path, byte[]> before = files();
        SalvageReport report;
        try (Storage from = FileStorage.readOnly(data);
                Storage target = new FileStorage(into)) {
            report = Salvage.run(from, "BTC-USD", target, (instrument, command) -> setAside.add(command.sequence()));
        }
        assertThat(files().keySet()).isEqualTo(before.keySet());
        files().forEach((file, bytes) -> assertThat(bytes).as(file.toString()).isEqualTo(before.get(file)));
        return report;
    }

    /** The new data directory verifies, and starts three times in a row, going on a little each time. */
    private void assertBoots(long sequence) throws IOException {
        try (Storage storage = FileStorage.readOnly(into)) {
            VerificationReport report = Verification.run(storage, "BTC-USD", ProgressListener.NONE);
            assertThat(report.files()).allMatch(FileVerdict::good);
        }
        for (int start = 0; start < 3; start++) {
            try (TestEngine engine = TestEngine.start(into)) {
                long expected = sequence + 5L * start;
                assertThat(engine.market().sequence()).isEqualTo(expected);
                assertThat(engine.market().digest())
                        .isEqualTo(TestEngine.uninterrupted(expected).digest());
                engine.run(5);
            }
        }
    }

    private Map<Path, byte[]> files() throws IOException {
        Map<Path, byte[]> files = new TreeMap<>();
        try (var walk = Files.walk(data)) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                files.put(file, Files.readAllBytes(file));
            }
        }
        return files;
    }

    private List<Path> segments() throws IOException {
        try (var files = Files.list(data.resolve("journals"))) {
            return files.filter(file -> file.getFileName().toString().matches("BTC-USD-[0-9]{19}\\.journal"))
                    .sorted()
                    .toList();
        }
    }
}
