package io.everbook.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.everbook.core.matching.Market;
import io.everbook.journal.storage.FileStorage;
import io.everbook.snapshot.SnapshotException.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SnapshotCatalogTest {

    @TempDir
    private Path directory;

    private FileStorage storage;
    private SnapshotCatalog catalog;
    private Path folder;

    @BeforeEach
    void open() {
        storage = new FileStorage(directory);
        catalog = new SnapshotCatalog(storage, "BTC-USD");
        folder = directory.resolve("snapshots/BTC-USD");
    }

    @AfterEach
    void close() throws IOException {
        storage.close();
    }

    @Test
    void shouldVerifyEveryRecordWithoutBuildingTheBook() throws IOException {
        SnapshotFile snapshot = catalog.write(Markets.random(7, 2_000), 1_000);
        catalog.verify(snapshot);
        byte[] bytes = Files.readAllBytes(directory.resolve(snapshot.file()));
        bytes[bytes.length / 2] ^= 1;
        Files.write(directory.resolve(snapshot.file()), bytes);

        assertThatThrownBy(() -> catalog.verify(snapshot)).hasMessageContaining("code=CHECKSUM_MISMATCH");
    }

    @Test
    void shouldBeEmptyWithoutFolder() {
        assertThat(catalog.newestFirst()).isEmpty();
        assertThat(catalog.newest()).isNull();
        assertThat(catalog.oldestSequence()).isZero();
        assertThat(catalog.removeUnfinished()).isZero();
        assertThat(catalog.loadNewest(new SnapshotLoadListener() {})).isNull();
    }

    @Test
    void shouldNameSnapshotByItsTime() {
        SnapshotFile snapshot = catalog.write(Markets.random(1, 10), 1_712_345_678_900L);

        assertThat(snapshot.file()).isEqualTo("snapshots/BTC-USD/BTC-USD-1712345678900.snapshot");
        assertThat(folder.resolve("BTC-USD-1712345678900.snapshot")).isRegularFile();
        assertThat(snapshot.sequence()).isEqualTo(10);
        assertThat(catalog.newestFirst()).containsExactly(snapshot);
    }

    @Test
    void shouldGiveTwoSnapshotsOfOneMillisecondTwoNames() {
        Market market = Markets.random(1, 10);
        catalog.write(market, 5_000);
        Markets.apply(market, new OrderFlow(2), 1);

        assertThat(catalog.write(market, 5_000).epochMillis()).isEqualTo(5_001);
        assertThat(catalog.newestFirst()).hasSize(2);
    }

    @Test
    void shouldTakeHighestSequenceAsNewestAfterClockWentBack() throws IOException {
        SnapshotFile older = catalog.write(Markets.random(1, 10), 9_000);
        SnapshotFile newer = catalog.write(Markets.random(1, 20), 9_500);
        Files.move(directory.resolve(newer.file()), folder.resolve("BTC-USD-100.snapshot"));

        assertThat(catalog.newestFirst()).extracting(SnapshotFile::sequence).containsExactly(20L, 10L);
        assertThat(catalog.newest().epochMillis()).isEqualTo(100);
        assertThat(catalog.oldestSequence()).isEqualTo(10);
        assertThat(catalog.write(Markets.random(1, 30), 50).epochMillis()).isEqualTo(older.epochMillis() + 1);
        assertThat(catalog.newest().sequence()).isEqualTo(30);
    }

    @Test
    void shouldNeverTakeAnotherFileForSnapshot() throws IOException {
        SnapshotFile snapshot = catalog.write(Markets.random(1, 10), 1_000);
        byte[] bytes = Files.readAllBytes(directory.resolve(snapshot.file()));
        for (String name : List.of(
                "BTC-USD-2000.snapshot.unfinished",
                "BTC-USD-.snapshot",
                "BTC-USD-3000.snapshot.bak",
                "XBTC-USD-3000.snapshot",
                "BTC-USD-9999999999999999999999.snapshot",
                "notes.txt")) {
            Files.write(folder.resolve(name), bytes);
        }

        assertThat(catalog.newestFirst()).containsExactly(snapshot);
        assertThat(catalog.removeUnfinished()).isEqualTo(1);
        assertThat(folder.resolve("BTC-USD-2000.snapshot.unfinished")).doesNotExist();
        assertThat(folder.resolve("BTC-USD-3000.snapshot.bak")).exists();
    }

    @Test
    void shouldKeepNewestSnapshots() {
        Market market = new Market(Markets.BTC_USD);
        OrderFlow flow = new OrderFlow(3);
        for (int i = 1; i <= 6; i++) {
            Markets.apply(market, flow, 10);
            catalog.write(market, 1_000 * i);
        }

        assertThat(catalog.retain(4)).isEqualTo(2);

        assertThat(catalog.newestFirst()).extracting(SnapshotFile::sequence).containsExactly(60L, 50L, 40L, 30L);
        assertThat(catalog.oldestSequence()).isEqualTo(30);
        assertThat(catalog.retain(4)).isZero();
        assertThatThrownBy(() -> catalog.retain(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldTryUnreadableHeaderFirstAndNeverDeleteIt() throws IOException {
        catalog.write(Markets.random(1, 10), 1_000);
        SnapshotFile good = catalog.write(Markets.random(1, 20), 2_000);
        Files.write(folder.resolve("BTC-USD-1500.snapshot"), new byte[40]);
        List<SnapshotFile> rejected = new ArrayList<>();

        assertThat(catalog.retain(1)).isEqualTo(1);
        assertThat(catalog.newest()).isEqualTo(good);
        Market market = catalog.loadNewest(new SnapshotLoadListener() {
            @Override
            public void rejected(SnapshotFile snapshot, SnapshotException fault) {
                assertThat(fault.code()).isEqualTo(Code.BAD_HEADER);
                rejected.add(snapshot);
            }
        });

        assertThat(market.sequence()).isEqualTo(20);
        assertThat(rejected).extracting(SnapshotFile::epochMillis).containsExactly(1_500L);
        assertThat(catalog.setAside(rejected.get(0))).isEqualTo("quarantine/BTC-USD-1500.snapshot");
        assertThat(directory.resolve("quarantine/BTC-USD-1500.snapshot")).hasBinaryContent(new byte[40]);
        assertThat(catalog.newestFirst()).containsExactly(good);
    }

    @Test
    void shouldFallBackToOlderSnapshotWhenBodyIsDamaged() throws IOException {
        catalog.write(Markets.random(1, 10), 1_000);
        SnapshotFile damaged = catalog.write(Markets.random(1, 20), 2_000);
        Damage.flip(directory.resolve(damaged.file()), damaged.bytes() / 2 + 150);
        List<SnapshotFile> seen = new ArrayList<>();

        Market market = catalog.loadNewest(new SnapshotLoadListener() {
            @Override
            public void loading(SnapshotFile snapshot) {
                seen.add(snapshot);
            }
        });

        assertThat(market.sequence()).isEqualTo(10);
        assertThat(seen).extracting(SnapshotFile::sequence).containsExactly(10L);
        assertThatThrownBy(() -> catalog.check(damaged)).hasMessageContaining("code=CHECKSUM_MISMATCH");
    }

    @Test
    void shouldLeaveNothingBehindWhenTheDeviceIsFull() {
        SnapshotFile older = catalog.write(Markets.random(1, 10), 1_000);
        FaultyStorage full = new FaultyStorage(storage);
        full.refuseWrites();
        SnapshotCatalog failing = new SnapshotCatalog(full, "BTC-USD");
        Market market = Markets.random(1, 5_000);

        assertThatThrownBy(() -> failing.write(market, 2_000))
                .isInstanceOf(SnapshotException.class)
                .hasMessageContaining("code=WRITE_FAILED")
                .hasMessageContaining("No space left");

        assertThat(folder).isDirectoryContaining(path -> path.endsWith("BTC-USD-1000.snapshot"));
        assertThat(folder.toFile().list()).hasSize(1);
        assertThat(failing.newestFirst()).containsExactly(older);
    }

    @Test
    void shouldForceBeforeItNamesAndSyncAfter() {
        FaultyStorage recording = new FaultyStorage(storage);

        new SnapshotCatalog(recording, "BTC-USD").write(Markets.random(1, 10), 1_000);

        assertThat(recording.operations())
                .containsSubsequence(
                        "force snapshots/BTC-USD/BTC-USD-1000.snapshot.unfinished",
                        "rename snapshots/BTC-USD/BTC-USD-1000.snapshot",
                        "sync snapshots/BTC-USD");
    }

    @Test
    void shouldSetAsideSnapshotThatIsNotReadBackAsWritten() {
        catalog.write(Markets.random(1, 10), 1_000);
        FaultyStorage lying = new FaultyStorage(storage);
        lying.corruptAfterRename();

        assertThatThrownBy(() -> new SnapshotCatalog(lying, "BTC-USD").write(Markets.random(1, 20), 2_000))
                .hasMessageContaining("code=CHECKSUM_MISMATCH");

        assertThat(directory.resolve("quarantine/BTC-USD-2000.snapshot")).exists();
        assertThat(catalog.newestFirst()).extracting(SnapshotFile::sequence).containsExactly(10L);
    }
}
