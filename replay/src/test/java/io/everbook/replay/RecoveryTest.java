package io.everbook.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.everbook.core.instrument.DecimalUnit;
import io.everbook.core.instrument.Instrument;
import io.everbook.core.matching.Market;
import io.everbook.journal.JournalException;
import io.everbook.journal.storage.FileStorage;
import io.everbook.snapshot.SnapshotException;
import io.everbook.snapshot.SnapshotFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.event.Level;

final class RecoveryTest {

    @TempDir
    private Path directory;

    @BeforeEach
    void forgetLogs() {
        RecordedLogs.lines().clear();
    }

    @Test
    void shouldStartEmptyMarketInEmptyDirectory() {
        try (TestEngine engine = TestEngine.start(directory)) {
            assertThat(engine.market().sequence()).isZero();
            assertThat(engine.recovered().replayed()).isZero();
            assertThat(engine.recovered().snapshotMillis()).isZero();
        }
        assertThat(RecordedLogs.lines())
                .containsExactly(
                        "INFO Initializing persistence for BTC-USD",
                        "INFO Replaying 0 journal entries",
                        "INFO Recovery completed successfully");
    }

    @Test
    void shouldLogExactlyWhatTheGuideSays() {
        try (TestEngine engine = TestEngine.start(directory)) {
            engine.run(100);
            engine.snapshot(1_712_345_678_900L);
            engine.run(42);
        }
        RecordedLogs.lines().clear();

        RecoveredMarket recovered = recover();

        assertThat(RecordedLogs.lines())
                .containsExactly(
                        "INFO Initializing persistence for BTC-USD",
                        "INFO Loading latest snapshot from 1712345678900",
                        "INFO Replaying 42 journal entries",
                        "INFO Recovery completed successfully");
        assertThat(recovered.snapshotMillis()).isEqualTo(1_712_345_678_900L);
        assertThat(recovered.replayed()).isEqualTo(42);
        assertThat(recovered.nanos()).isPositive();
        assertThat(recovered.tail().nextSequence()).isEqualTo(143);
        assertUninterrupted(recovered.market(), 142);
    }

    @Test
    void shouldRestartThreeTimesAndNeverUseAnIdAgain() {
        Set<Long> ids = new HashSet<>();
        long lastTradeId = 0;
        for (int restart = 0; restart < 4; restart++) {
            TestEngine engine = TestEngine.start(directory);
            assertThat(engine.market().lastTradeId()).isEqualTo(lastTradeId);
            assertUninterrupted(engine.market(), restart * 230L);
            engine.run(200);
            if (restart % 2 == 0) {
                engine.snapshot(1_000 + restart);
            }
            engine.run(30);
            assertThat(engine.acceptedOrderIds()).isNotEmpty().noneMatch(ids::contains);
            ids.addAll(engine.acceptedOrderIds());
            lastTradeId = engine.market().lastTradeId();
            if (restart == 1) {
                engine.crash();
            } else {
                engine.close();
            }
        }
        assertUninterrupted(recover().market(), 920);
    }

    @Test
    void shouldFallBackFromNewestToOlderToNoneWithTheSameDigest() throws IOException {
        List<SnapshotFile> snapshots = new ArrayList<>();
        try (TestEngine engine = TestEngine.start(directory)) {
            for (int i = 1; i <= 3; i++) {
                engine.run(50);
                snapshots.add(engine.snapshot(1_000 * i));
            }
            engine.run(20);
        }
        assertThat(recover().replayed()).isEqualTo(20);
        for (int i = 2; i >= 0; i--) {
            Damage.flip(
                    directory.resolve(snapshots.get(i).file()), snapshots.get(i).bytes() - 40);
            RecordedLogs.lines().clear();

            RecoveredMarket recovered = recover();

            assertUninterrupted(recovered.market(), 170);
            assertThat(recovered.replayed()).isEqualTo(20 + 50L * (3 - i));
            assertThat(recovered.snapshotMillis()).isEqualTo(1_000L * i);
            assertThat(RecordedLogs.lines(Level.WARN)).hasSize(2);
            assertThat(RecordedLogs.lines(Level.WARN).get(0))
                    .contains(snapshots.get(i).file())
                    .contains("code=CHECKSUM_MISMATCH");
            assertThat(RecordedLogs.lines(Level.WARN).get(1)).contains("was set aside as quarantine/BTC-USD-");
        }
        assertThat(directory.resolve("quarantine").toFile().list()).hasSize(3);
        RecordedLogs.lines().clear();
        assertThat(recover().replayed()).isEqualTo(170);
        assertThat(RecordedLogs.lines(Level.WARN)).isEmpty();
    }

    @Test
    void shouldRecoverFromTheJournalAloneWhenAllSnapshotsAreDamaged() throws IOException {
        try (TestEngine engine = TestEngine.start(directory)) {
            engine.run(50);
            truncate(engine.snapshot(1_000));
            engine.run(50);
            truncate(engine.snapshot(2_000));
        }

        assertUninterrupted(recover().market(), 100);

        assertThat(RecordedLogs.lines(Level.WARN)).hasSize(4).anyMatch(line -> line.contains("code=TRUNCATED"));
    }

    @Test
    void shouldRefuseWhenSnapshotsAreDamagedAndTheirJournalIsCompactedAway() throws IOException {
        SnapshotFile snapshot;
        try (TestEngine engine = TestEngine.start(directory)) {
            engine.run(400);
            snapshot = engine.snapshot(1_000);
        }
        Files.delete(directory.resolve("journals/BTC-USD-0000000000000000001.journal"));
        assertUninterrupted(recover().market(), 400);
        truncate(snapshot);

        assertThatThrownBy(this::recover)
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("code=SEQUENCE_HOLE")
                .hasMessageContaining("firstMissing=1 ")
                .hasMessageContaining("unusableSnapshots=[snapshots/BTC-USD/BTC-USD-1000.snapshot]")
                .hasMessageContaining("file=journals/BTC-USD-");
        assertThat(directory.resolve(snapshot.file())).exists();
    }

    @Test
    void shouldRefuseWhenTheJournalIsMissingButSnapshotsAreThere() throws IOException {
        try (TestEngine engine = TestEngine.start(directory)) {
            engine.run(10);
            engine.snapshot(1_000);
        }
        Files.delete(directory.resolve("journals/BTC-USD.journal"));

        assertThatThrownBy(this::recover)
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("the journal is missing")
                .hasMessageContaining("sequence=11");

        Damage.flip(directory.resolve("snapshots/BTC-USD/BTC-USD-1000.snapshot"), 30);
        assertThatThrownBy(this::recover)
                .hasMessageContaining("the journal is missing")
                .hasMessageContaining("unusableSnapshots=[snapshots/BTC-USD/BTC-USD-1000.snapshot]");
    }

    @Test
    void shouldRefuseSnapshotThatIsAheadOfTheJournal() throws IOException {
        byte[] earlier;
        Path journal = directory.resolve("journals/BTC-USD.journal");
        try (TestEngine engine = TestEngine.start(directory)) {
            engine.run(10);
            earlier = Files.readAllBytes(journal);
            engine.run(10);
            engine.snapshot(1_000);
        }
        Files.write(journal, earlier);

        assertThatThrownBy(this::recover)
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("the journal ends before its snapshot")
                .hasMessageContaining("snapshot=snapshots/BTC-USD/BTC-USD-1000.snapshot snapshotSequence=20")
                .hasMessageContaining("code=SEQUENCE_HOLE file=journals/BTC-USD.journal offset=")
                .hasMessageContaining("sequence=11");
    }

    @Test
    void shouldRefuseSnapshotBeyondTornTail() throws IOException {
        Path journal = directory.resolve("journals/BTC-USD.journal");
        try (TestEngine engine = TestEngine.start(directory)) {
            engine.run(20);
            engine.snapshot(1_000);
        }
        byte[] bytes = Files.readAllBytes(journal);
        Files.write(journal, Arrays.copyOf(bytes, bytes.length - 5));

        assertThatThrownBy(this::recover)
                .hasMessageContaining("the journal ends before its snapshot")
                .hasMessageContaining("snapshotSequence=20");
    }

    @Test
    void shouldReportTornTailAndGoOn() throws IOException {
        Path journal = directory.resolve("journals/BTC-USD.journal");
        try (TestEngine engine = TestEngine.start(directory)) {
            engine.run(10);
            engine.snapshot(1_000);
            engine.run(10);
        }
        byte[] bytes = Files.readAllBytes(journal);
        Files.write(journal, Arrays.copyOf(bytes, bytes.length - 5));
        RecordedLogs.lines().clear();

        try (TestEngine engine = TestEngine.start(directory)) {
            assertUninterrupted(engine.market(), 19);
            assertThat(engine.recovered().tail().torn()).isTrue();
            assertThat(RecordedLogs.lines(Level.WARN))
                    .singleElement()
                    .asString()
                    .contains("file=journals/BTC-USD.journal")
                    .contains("offset=" + engine.recovered().tail().endOffset())
                    .contains("bytes=" + engine.recovered().tail().tornBytes());
            engine.run(10);
        }
        assertUninterrupted(recover().market(), 29);
    }

    @Test
    void shouldRefuseDamageInClosedSegmentNamingFileOffsetAndSequence() throws IOException {
        try (TestEngine engine = TestEngine.start(directory)) {
            engine.run(600);
        }
        Damage.flip(directory.resolve("journals/BTC-USD-0000000000000000001.journal"), 6_000);

        assertThatThrownBy(this::recover)
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("file=journals/BTC-USD-0000000000000000001.journal")
                .hasMessageMatching("(?s).* offset=[0-9]+ sequence=[0-9]+.*");
    }

    @Test
    void shouldRefuseMissingSegmentInTheMiddle() throws IOException {
        try (TestEngine engine = TestEngine.start(directory)) {
            engine.run(900);
        }
        String[] closed = directory.resolve("journals").toFile().list((folder, name) -> name.matches(".*-[0-9]{19}.*"));
        Arrays.sort(closed);
        Files.delete(directory.resolve("journals").resolve(closed[1]));

        assertThatThrownBy(this::recover)
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("code=SEQUENCE_HOLE");
    }

    @Test
    void shouldRefuseWhenTheReplayedStateIsNotTheJournaledProof() {
        try (TestEngine engine = TestEngine.start(directory)) {
            engine.run(10);
            engine.writer().offerCheckpoint(10, engine.market().digest());
            engine.run(10);
        }
        assertUninterrupted(recover().market(), 20);
        try (TestEngine engine = TestEngine.start(directory)) {
            engine.writer().offerCheckpoint(15, 666);
            engine.run(1);
        }

        assertThatThrownBy(this::recover)
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("journaled=29a replayed=")
                .hasMessageContaining("code=CHECKPOINT_MISMATCH file=journals/BTC-USD.journal offset=")
                .hasMessageContaining("sequence=15");
    }

    @Test
    void shouldRefuseInstrumentThatIsDefinedOtherwise() throws IOException {
        try (TestEngine engine = TestEngine.start(directory)) {
            engine.run(10);
        }
        Instrument other = new Instrument("BTC-USD", DecimalUnit.of("0.05"), DecimalUnit.of("0.00000001"), 100_000);

        try (FileStorage storage = new FileStorage(directory)) {
            assertThatThrownBy(() -> Recovery.recover(storage, other, "BTC-USD", RecoveryListener.NONE))
                    .isInstanceOf(JournalException.class)
                    .hasMessageContaining("code=DEFINITION_MISMATCH");
            assertThat(Recovery.recover(storage, null, "BTC-USD", RecoveryListener.NONE)
                            .market()
                            .instrument())
                    .isEqualTo(TestEngine.BTC_USD);
            assertThatThrownBy(() -> Recovery.recover(storage, null, "ETH-USD", RecoveryListener.NONE))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("symbol=ETH-USD");
        }
    }

    @Test
    void shouldRefuseSnapshotOfNewerVersionByName() throws IOException {
        SnapshotFile snapshot;
        try (TestEngine engine = TestEngine.start(directory)) {
            engine.run(10);
            snapshot = engine.snapshot(1_000);
        }
        Path path = directory.resolve(snapshot.file());
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(path)).order(ByteOrder.LITTLE_ENDIAN);
        CRC32C checksum = new CRC32C();
        bytes.putInt(8, 9);
        checksum.update(bytes.array(), 0, 16);
        checksum.update(bytes.array(), 20, bytes.getInt(12));
        bytes.putInt(16, (int) checksum.getValue());
        Files.write(path, bytes.array());

        assertThatThrownBy(this::recover)
                .isInstanceOf(SnapshotException.class)
                .hasMessageContaining("code=NEWER_VERSION file=snapshots/BTC-USD/BTC-USD-1000.snapshot")
                .hasMessageContaining("version=9");
    }

    @Test
    void shouldDeleteUnfinishedSnapshots() throws IOException {
        TestEngine.start(directory).close();
        Path folder = Files.createDirectories(directory.resolve("snapshots/BTC-USD"));
        Path unfinished = Files.write(folder.resolve("BTC-USD-5.snapshot.unfinished"), new byte[100]);

        recover();

        assertThat(unfinished).doesNotExist();
    }

    @Test
    void shouldTellProgressOnceASecond() throws IOException {
        try (TestEngine engine = TestEngine.start(directory)) {
            engine.run(3_000);
        }
        RecordedLogs.lines().clear();
        AtomicLong clock = new AtomicLong();
        List<String> told = new ArrayList<>();
        RecoveryListener listener = new RecoveryListener() {
            @Override
            public void progress(String symbol, long replayed, long total) {
                told.add(replayed + "/" + total);
            }
        };

        try (FileStorage storage = new FileStorage(directory)) {
            new Recovery(storage, "BTC-USD", listener, () -> clock.getAndAdd(600_000_000L), null).recover(null);
        }

        assertThat(told).containsExactly("0/3000", "2048/3000");
        assertThat(RecordedLogs.lines()).contains("INFO Replayed 2048 of 3000 journal entries of BTC-USD");
    }

    private RecoveredMarket recover() {
        try (FileStorage storage = new FileStorage(directory)) {
            return Recovery.recover(storage, TestEngine.BTC_USD, "BTC-USD", RecoveryListener.NONE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void truncate(SnapshotFile snapshot) throws IOException {
        Path path = directory.resolve(snapshot.file());
        Files.write(path, Arrays.copyOf(Files.readAllBytes(path), (int) snapshot.bytes() - 1));
    }

    private static void assertUninterrupted(Market market, long commands) {
        Market expected = TestEngine.uninterrupted(commands);
        assertThat(market.sequence()).isEqualTo(commands);
        assertThat(market.digest()).isEqualTo(expected.digest());
        assertThat(market.openOrderCount()).isEqualTo(expected.openOrderCount());
        assertThat(market.lastTradeId()).isEqualTo(expected.lastTradeId());
    }
}
