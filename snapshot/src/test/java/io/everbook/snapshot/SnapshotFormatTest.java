package io.everbook.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.everbook.core.book.RestingOrder;
import io.everbook.core.command.InstrumentState;
import io.everbook.core.command.Limits;
import io.everbook.core.command.OrderType;
import io.everbook.core.command.ParticipantState;
import io.everbook.core.command.SelfTradePrevention;
import io.everbook.core.command.Side;
import io.everbook.core.command.TimeInForce;
import io.everbook.core.matching.Market;
import io.everbook.core.matching.MarketSummary;
import io.everbook.core.matching.StateVisitor;
import io.everbook.journal.storage.FileStorage;
import io.everbook.journal.storage.OpenMode;
import io.everbook.journal.storage.StorageFile;
import io.everbook.snapshot.SnapshotException.Code;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SnapshotFormatTest {

    @TempDir
    private Path directory;

    private FileStorage storage;
    private SnapshotCatalog catalog;

    @BeforeEach
    void open() {
        storage = new FileStorage(directory);
        catalog = new SnapshotCatalog(storage, "BTC-USD");
    }

    @AfterEach
    void close() throws IOException {
        storage.close();
    }

    @Test
    void shouldLoadExactlyWhatWasWritten() {
        long seed = new Random().nextLong();
        for (int commands : new int[] {1, 10, 300, 5_000}) {
            System.out.println("SnapshotFormatTest seed=" + seed + " commands=" + commands);
            Market market = Markets.random(seed, commands);

            Market loaded = catalog.load(catalog.write(market, 1_000));

            assertThat(StateRecords.of(loaded)).isEqualTo(StateRecords.of(market));
            assertThat(loaded.instrument()).isEqualTo(market.instrument());
            Markets.apply(market, new OrderFlow(seed + 1), 2_000);
            Markets.apply(loaded, new OrderFlow(seed + 1), 2_000);
            assertThat(loaded.digest()).isEqualTo(market.digest());
            assertThat(StateRecords.of(loaded)).isEqualTo(StateRecords.of(market));
        }
    }

    @Test
    void shouldKeepEveryFieldOfEveryRecord() throws IOException {
        StateRecords written = new StateRecords();
        feed(written);
        try (StorageFile file = storage.open("hand-made", OpenMode.CREATE)) {
            SnapshotWriter writer = new SnapshotWriter(file, Markets.BTC_USD, 7);
            feed(writer);
            writer.finish();
        }

        StateRecords read = new StateRecords();
        try (SnapshotReader reader = SnapshotReader.open(storage, "hand-made")) {
            reader.check();
            SnapshotHeader header = reader.header("BTC-USD");
            reader.visit(header, read);
            assertThat(header.instrument()).isEqualTo(Markets.BTC_USD);
            assertThat(header.epochMillis()).isEqualTo(7);
        }

        assertThat(read.lines()).isEqualTo(written.lines()).hasSize(2 + 3 + 2);
    }

    @Test
    void shouldDetectEveryFlippedByte() throws IOException {
        SnapshotFile snapshot = catalog.write(Markets.random(42, 12), 1_000);
        Path path = directory.resolve(snapshot.file());
        byte[] intact = Files.readAllBytes(path);
        for (int i = 0; i < intact.length; i++) {
            for (int mask : new int[] {1 << i % 8, 0xFF}) {
                byte[] damaged = intact.clone();
                damaged[i] ^= (byte) mask;
                Files.write(path, damaged);
                assertDamageIsDetected(snapshot, "flipped byte " + i);
            }
        }
        Files.write(path, intact);
        assertThat(catalog.load(snapshot).sequence()).isEqualTo(12);
    }

    @Test
    void shouldDetectTruncationAtEveryByte() throws IOException {
        SnapshotFile snapshot = catalog.write(Markets.random(42, 12), 1_000);
        Path path = directory.resolve(snapshot.file());
        byte[] intact = Files.readAllBytes(path);
        for (int length = 0; length < intact.length; length++) {
            Files.write(path, Arrays.copyOf(intact, length));
            assertDamageIsDetected(snapshot, "cut to " + length);
        }
        Files.write(path, Arrays.copyOf(intact, intact.length + 1));
        assertDamageIsDetected(snapshot, "longer");
    }

    @Test
    void shouldRefuseSnapshotOfNewerVersionByName() throws IOException {
        SnapshotFile snapshot = catalog.write(Markets.random(42, 12), 1_000);
        Path path = directory.resolve(snapshot.file());
        byte[] bytes = Files.readAllBytes(path);
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        buffer.putInt(SnapshotDescriptor.VERSION_OFFSET, 2);
        int end = SnapshotDescriptor.HEADER_OFFSET + buffer.getInt(SnapshotDescriptor.HEADER_LENGTH_OFFSET);
        buffer.putInt(SnapshotDescriptor.HEADER_CHECKSUM_OFFSET, SnapshotWriter.headerCrc(bytes, end));
        Files.write(path, bytes);

        assertThatThrownBy(() -> catalog.load(snapshot))
                .isInstanceOfSatisfying(
                        SnapshotException.class, e -> assertThat(e.code()).isEqualTo(Code.NEWER_VERSION))
                .hasMessageContaining("file=snapshots/BTC-USD/BTC-USD-1000.snapshot")
                .hasMessageContaining("version=2 known=1");
        assertThatThrownBy(catalog::newestFirst).hasMessageContaining("version=2");
    }

    @Test
    void shouldRefuseSnapshotOfAnotherSymbol() throws IOException {
        SnapshotFile snapshot = catalog.write(Markets.random(42, 12), 1_000);
        Files.createDirectories(directory.resolve("snapshots/ETH-USD"));
        Files.copy(directory.resolve(snapshot.file()), directory.resolve("snapshots/ETH-USD/ETH-USD-1000.snapshot"));

        SnapshotCatalog other = new SnapshotCatalog(storage, "ETH-USD");

        SnapshotFile foreign = other.newestFirst().get(0);
        assertThatThrownBy(() -> other.load(foreign)).hasMessageContaining("symbol=BTC-USD expected=ETH-USD");
    }

    private void assertDamageIsDetected(SnapshotFile snapshot, String what) {
        SnapshotException fault = catchThrowableOfType(SnapshotException.class, () -> catalog.load(snapshot));
        assertThat(fault).as(what).isNotNull();
        assertThat(fault.code()).as(what).isIn(Code.CHECKSUM_MISMATCH, Code.TRUNCATED, Code.BAD_HEADER);
        assertThat(fault.file()).isEqualTo(snapshot.file());
        assertThat(fault.offset()).as(what).isNotEqualTo(SnapshotException.NONE);
    }

    private static void feed(StateVisitor visitor) {
        Limits limits = new Limits();
        limits.priceBand(1, 2_000_000);
        limits.maxQuantityLots(3);
        limits.maxNotional(4);
        limits.maxOpenOrders(5);
        visitor.summary(new MarketSummary(99, Long.MIN_VALUE, 17, 1_234, 55, InstrumentState.HALTED, limits, 3, 2));
        visitor.participant(1, 0, ParticipantState.ENABLED);
        visitor.participant(2, Long.MAX_VALUE, ParticipantState.DISABLED);
        visitor.participant(Integer.MAX_VALUE, 3, ParticipantState.ENABLED);
        RestingOrder order = new RestingOrder();
        order.orderId = 98;
        order.participantId = 2;
        order.side = Side.SELL;
        order.orderType = OrderType.LIMIT;
        order.timeInForce = TimeInForce.GTC;
        order.selfTradePrevention = SelfTradePrevention.NONE;
        order.priceTicks = 1L << 61;
        order.quantityLots = 10;
        order.leavesQuantityLots = 9;
        order.shownQuantityLots = 9;
        order.timestampNanos = 1_700_000_000_000_000_000L;
        visitor.order(order);
        order.orderId = 97;
        order.requestId = 3;
        order.postOnly = true;
        order.orderType = OrderType.values()[OrderType.values().length - 1];
        order.timeInForce = TimeInForce.values()[TimeInForce.values().length - 1];
        order.selfTradePrevention = SelfTradePrevention.DECREMENT_AND_CANCEL;
        order.displayQuantityLots = 4;
        order.shownQuantityLots = 2;
        order.waiting = true;
        order.triggerPriceTicks = 5;
        order.expireNanos = 6;
        order.memo.set(new byte[] {1, -1, 3}, 0, 3);
        visitor.order(order);
    }
}
