package io.everbook.app.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.everbook.app.backup.BackupException.Code;
import io.everbook.journal.JournalCatalog;
import io.everbook.journal.JournalException;
import io.everbook.journal.JournalRetention;
import io.everbook.journal.storage.FileStorage;
import io.everbook.journal.storage.OpenMode;
import io.everbook.journal.storage.Storage;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backups of a directory that is being written. */
class BackupTest {

    @TempDir
    private Path directory;

    private SampleData data;
    private Storage storage;
    private BackupStore store;

    @BeforeEach
    void open() throws IOException {
        data = new SampleData(directory.resolve("data"));
        storage = FileStorage.beside(directory.resolve("backups"), BackupStore.LOCK);
        store = new BackupStore(storage, Sealing.NONE);
    }

    @AfterEach
    void close() throws IOException {
        data.close();
        storage.close();
    }

    @Test
    void shouldTakeTheWholePartOfWhatIsBeingWritten() throws IOException {
        data.trade(10).snapshot().trade(5);

        Manifest manifest = create(false);

        assertThat(manifest.states()).containsExactly(data.state());
        assertThat(manifest.files().stream().map(StoredFile::name))
                .containsExactly(SampleData.KEYS, SampleData.ACTIVE, "snapshots/XYZ/XYZ-10.snapshot");
        long whole = manifest.files().get(1).bytes();
        assertThat(whole).isLessThan(Files.size(data.path().resolve(SampleData.ACTIVE)));
        assertThat(BackupVerification.run(store, manifest.id(), directory, BackupProgress.NONE))
                .isEqualTo(manifest);
    }

    @Test
    void shouldHoldWhatIsClosedReplacedOrDeletedMeanwhile() throws IOException {
        data.trade(200).snapshot();
        try (HeldDirectory held = HeldDirectory.of(data.path())) {
            List<MarketState> before = MarketStates.of(held, Map.of(), BackupProgress.NONE);
            data.trade(400).snapshot();
            assertThat(JournalCatalog.compact(data.storage(), "XYZ", 600, JournalRetention.DELETE))
                    .isPositive();
            byte[] keys = Files.readAllBytes(data.path().resolve(SampleData.KEYS));
            data.putKeys("desk-8");

            assertThat(MarketStates.of(held, Map.of(), BackupProgress.NONE)).isEqualTo(before);
            assertThat(before.get(0).sequence()).isEqualTo(200);
            try (InputStream in = StorageStreams.in(held.open(SampleData.KEYS, OpenMode.READ))) {
                assertThat(in.readAllBytes()).isEqualTo(keys);
            }
        }
        assertThat(create(false).states()).containsExactly(data.state());
    }

    /** Between the two renames of a rotation there is no segment of the active name. */
    @Test
    void shouldTakeADirectoryInTheMiddleOfARotation() throws IOException {
        data.trade(300);
        Path active = data.path().resolve(SampleData.ACTIVE);
        try (HeldDirectory held = HeldDirectory.of(data.path(), () -> {
            data.trade(200);
            Files.move(active, data.path().resolve("XYZ.next"));
        })) {
            assertThat(held.names()).doesNotContain(SampleData.ACTIVE);
            assertThat(MarketStates.of(held, Map.of(), BackupProgress.NONE)
                            .get(0)
                            .sequence())
                    .isBetween(300L, 500L);
        }
    }

    @Test
    void shouldShareByContentAndKeepWhatOthersNeed() throws IOException {
        data.trade(400).snapshot();
        Manifest full = create(false);
        data.trade(10);
        Manifest second = create(true);
        data.trade(10);
        Manifest third = create(true);

        assertThat(second.ownBytes()).isPositive().isLessThan(full.ownBytes() / 2);
        assertThat(create(false).ownBytes()).isGreaterThanOrEqualTo(full.ownBytes());
        store.markVerified(third.id());
        BackupPruning.Pruned pruned = BackupPruning.run(store, 2);

        assertThat(pruned.backups()).containsExactly(full.id(), second.id());
        assertThat(objects()).isEqualTo(needed());
        assertThat(objects()).anyMatch(object -> object.endsWith(full.id()));
        BackupVerification.run(store, third.id(), directory, BackupProgress.NONE);
    }

    @Test
    void shouldKeepTheNewestBackupThatIsKnownToBeGood() throws IOException {
        data.trade(3);
        Manifest good = create(false);
        store.markVerified(good.id());
        Manifest second = create(false);
        Manifest third = create(false);

        assertThat(BackupPruning.run(store, 1).backups()).containsExactly(second.id());
        assertThat(store.ids()).containsExactly(good.id(), third.id());
        assertThat(store.isVerified(good.id())).isTrue();
        assertThat(store.isVerified(third.id())).isFalse();
    }

    @Test
    void shouldDeleteNothingWhereAManifestCannotBeRead() throws IOException {
        data.trade(3);
        create(false);
        Manifest second = create(false);
        flip(directory.resolve("backups").resolve(second.id() + ".manifest"), 100);
        Set<String> before = objects();

        assertThatThrownBy(() -> BackupPruning.run(store, 1)).hasMessageContaining("MANIFEST_DAMAGED");
        assertThat(objects()).isEqualTo(before);
        assertThat(store.ids()).hasSize(2);
    }

    @Test
    void shouldRefuseADirectoryThatAStartWouldRefuse() throws IOException {
        data.trade(400);
        flip(data.path().resolve("journals/XYZ-0000000000000000001.journal"), 5_000);

        assertThatThrownBy(() -> create(false)).isInstanceOf(JournalException.class);
        assertThat(store.ids()).isEmpty();
    }

    @Test
    void shouldNotCallABackupGoodWhoseStateIsAnotherOne() throws IOException {
        data.trade(10);
        Manifest made = create(false);
        MarketState other = new MarketState("XYZ", 10, made.states().get(0).digest() + 1);
        Manifest forged = new Manifest(made.id(), made.version(), false, List.of(other), made.files());
        store.commit(forged);

        assertThatThrownBy(() -> BackupVerification.run(store, made.id(), directory, BackupProgress.NONE))
                .isInstanceOfSatisfying(
                        BackupException.class, fault -> assertThat(fault.code()).isEqualTo(Code.STATE_DIFFERS));
    }

    @Test
    void shouldTellOfEachPartOfTheWorkToItsEnd() throws IOException {
        data.trade(20).snapshot().trade(5);
        List<String> parts = new ArrayList<>();
        Map<String, long[]> last = new HashMap<>();
        BackupProgress told = (what, unit) -> {
            parts.add(what + " in " + unit);
            return (done, total) -> last.put(what, new long[] {done, total});
        };
        Manifest made = new BackupCreation(store, false, "test", told).run(data.path(), null, 1_000);
        assertThat(parts).containsExactly("replay in commands", "backup in bytes");
        assertThat(last.get("replay")).as("nobody knows how many there are").containsExactly(5, 0);
        assertThat(last.get("backup")).containsExactly(made.bytes(), made.bytes());

        parts.clear();
        BackupVerification.run(store, made.id(), directory, told);
        assertThat(parts).containsExactly("restore in bytes", "replay in commands", "proofs in bytes");
        assertThat(last.get("restore")).containsExactly(made.bytes(), made.bytes());
        assertThat(last.get("replay")).containsExactly(5, 5);
    }

    /** An engine that ends does not wait for the replay of a large market. */
    @Test
    void shouldBeGivenUpInTheMiddleOfAReplay() {
        data.trade(20);
        BackupProgress ends = (what, unit) -> (done, total) -> {
            if (what.equals("replay") && done == 10) {
                throw new CancellationException("the engine ends");
            }
        };
        assertThatThrownBy(() -> new BackupCreation(store, false, "test", ends).run(data.path(), null, 1_000))
                .isInstanceOf(CancellationException.class);
        assertThat(directory.resolve("backups/objects")).doesNotExist();
    }

    @Test
    void shouldRefuseNamesThatLeadOut() {
        for (String name :
                List.of("../x", "a/../b", "/x", "a//b", "a\nb", "a\\b", ".", "a/.", "", "..", "a/..", "a\0b", "a/")) {
            assertThat(ManifestText.isSound(name)).as(name).isFalse();
        }
        assertThat(ManifestText.isSound("quarantine/..a b.torn")).isTrue();
    }

    private Manifest create(boolean incremental) {
        return new BackupCreation(store, incremental, "test", BackupProgress.NONE).run(data.path(), null, 1_000);
    }

    private Set<String> objects() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("backups/objects"))) {
            return files.map(file -> "objects/" + file.getFileName()).collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private Set<String> needed() throws IOException {
        Set<String> needed = new TreeSet<>();
        for (String id : store.ids()) {
            store.manifest(id).files().forEach(file -> needed.add(file.object()));
        }
        return needed;
    }

    private static void flip(Path file, long offset) throws IOException {
        try (RandomAccessFile opened = new RandomAccessFile(file.toFile(), "rw")) {
            opened.seek(offset);
            int one = opened.read();
            opened.seek(offset);
            opened.write(one ^ 1);
        }
    }
}
