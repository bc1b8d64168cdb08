package io.everbook.replay.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.everbook.core.command.Command;
import io.everbook.core.event.EventBatch;
import io.everbook.core.matching.Market;
import io.everbook.journal.JournalCatalog;
import io.everbook.journal.JournalException;
import io.everbook.journal.JournalRetention;
import io.everbook.journal.storage.FileStorage;
import io.everbook.journal.storage.OpenMode;
import io.everbook.journal.storage.StorageFile;
import io.everbook.replay.Journals;
import io.everbook.replay.MixedFlow;
import io.everbook.replay.ProgressListener;
import io.everbook.replay.RecoveredMarket;
import io.everbook.replay.Recovery;
import io.everbook.replay.RecoveryListener;
import io.everbook.replay.Verification;
import io.everbook.replay.VerificationReport;
import io.everbook.replay.session.ReplayException;
import io.everbook.replay.timeline.OrderDifference;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RestoreTest {

    private static final int COMMANDS = 900;
    private static final long SNAPSHOT_AT = 400;
    private static final List<Command> FLOW = MixedFlow.of(77, COMMANDS);

    @TempDir
    private Path directory;

    private FileStorage source;
    private FileStorage into;

    @BeforeEach
    void journal() {
        source = new FileStorage(directory.resolve("source"));
        into = new FileStorage(directory.resolve("into"));
        Journals.write(source, Journals.XYZ, FLOW, SNAPSHOT_AT);
    }

    @AfterEach
    void close() throws IOException {
        source.close();
        into.close();
    }

    @Test
    void shouldTellHowFarItIsAlsoWhileItReadsBack() throws IOException {
        int commands = 10_000;
        try (FileStorage longer = new FileStorage(directory.resolve("longer"))) {
            Journals.write(longer, Journals.XYZ, MixedFlow.of(5, commands));
            List<Long> told = new ArrayList<>();
            Restore.run(longer, "XYZ", commands, into, (done, total) -> {
                assertThat(total).isEqualTo(2 * commands);
                told.add(done);
            });
            assertThat(told).isSorted().contains(9L << 10, commands + 8_192L);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 399, 400, 401, 657, 900})
    void shouldStandWhereTheSourceStoodAndGoOnFromThere(int through) throws IOException {
        Map<Path, String> before = files("source");

        RestoreReport report = Restore.run(source, "XYZ", through, into, ProgressListener.NONE);

        Market then = uninterrupted(through);
        assertThat(report.view().digest()).isEqualTo(then.digest());
        assertThat(report.timestampNanos()).isEqualTo(FLOW.get(through - 1).timestampNanos());
        assertThat(report.snapshots()).hasSize(through >= SNAPSHOT_AT ? 1 : 0);
        assertThat(files("source")).isEqualTo(before);
        VerificationReport verified = Verification.run(into, "XYZ", ProgressListener.NONE);
        assertThat(verified.good()).isTrue();
        assertThat(verified.replayedThrough()).isEqualTo(through);
        assertThat(verified.digest()).isEqualTo(then.digest());
        RecoveredMarket recovered = Recovery.recover(into, null, "XYZ", RecoveryListener.NONE);
        EventBatch events = new EventBatch();
        for (Command next : FLOW.subList(through, COMMANDS)) {
            recovered.market().apply(next, events);
        }
        assertThat(recovered.market().digest())
                .isEqualTo(uninterrupted(COMMANDS).digest());
    }

    @Test
    void shouldRestoreFromASnapshotWhereTheJournalsBeginningHasGone() {
        assertThat(JournalCatalog.compact(source, "XYZ", SNAPSHOT_AT, JournalRetention.DELETE))
                .isPositive();

        RestoreReport report = Restore.run(source, "XYZ", 500, into, ProgressListener.NONE);

        assertThat(report.from()).isEqualTo(SNAPSHOT_AT + 1);
        assertThat(Recovery.recover(into, null, "XYZ", RecoveryListener.NONE)
                        .market()
                        .digest())
                .isEqualTo(uninterrupted(500).digest());
        assertThatThrownBy(() -> Restore.run(source, "XYZ", 399, into, ProgressListener.NONE))
                .isInstanceOf(ReplayException.class)
                .hasMessageContaining("BEFORE_BEGINNING");
    }

    @Test
    void shouldRestoreFromAnArchive() {
        assertThat(JournalCatalog.compact(source, "XYZ", SNAPSHOT_AT, JournalRetention.ARCHIVE))
                .isPositive();

        RestoreReport report = Restore.run(source, "XYZ", 100, into, ProgressListener.NONE);

        assertThat(report.from()).isEqualTo(1);
        assertThat(report.view().digest()).isEqualTo(uninterrupted(100).digest());
    }

    @Test
    void shouldTellTheDifferenceAndWriteNothing() throws IOException {
        Map<Path, String> before = files("");
        List<OrderDifference> orders = new ArrayList<>();

        RestoreReport report = Restore.run(source, "XYZ", 500, null, ProgressListener.NONE);
        RestoreDifference lost = Restore.difference(source, "XYZ", 500, orders::add, ProgressListener.NONE);

        Market then = uninterrupted(500);
        Market now = uninterrupted(COMMANDS);
        assertThat(report.view().digest()).isEqualTo(then.digest());
        assertThat(lost.commands()).isEqualTo(400);
        assertThat(lost.trades()).isEqualTo(now.lastTradeId() - then.lastTradeId());
        assertThat(lost.view().digest()).isEqualTo(now.digest());
        assertThat(lost.orders()).isEqualTo(orders.size()).isPositive();
        assertThat(orders.stream().filter(order -> order.original() == null).count()
                        - orders.stream()
                                .filter(order -> order.changed() == null)
                                .count())
                .isEqualTo(now.openOrderCount() - then.openOrderCount());
        assertThat(files("")).isEqualTo(before);
    }

    @Test
    void shouldRestoreWhatLiesBeforeADamageAndTellOfItInTheDryRun() throws IOException {
        Path closed = segment(600);
        byte[] bytes = Files.readAllBytes(closed);
        bytes[bytes.length - 20] ^= 1;
        Files.write(closed, bytes);

        RestoreDifference lost = Restore.difference(source, "XYZ", 200, order -> {}, ProgressListener.NONE);
        Restore.run(source, "XYZ", 200, into, ProgressListener.NONE);

        assertThat(lost.fault()).contains("CHECKSUM_MISMATCH");
        assertThat(Verification.run(into, "XYZ", ProgressListener.NONE).good()).isTrue();
        assertThatThrownBy(() -> Restore.run(source, "XYZ", COMMANDS, null, ProgressListener.NONE))
                .isInstanceOf(JournalException.class);
    }

    @Test
    void shouldRefuseWhatTheJournalDoesNotHave() {
        assertThatThrownBy(() -> Restore.run(source, "XYZ", COMMANDS + 1, into, ProgressListener.NONE))
                .isInstanceOf(ReplayException.class)
                .hasMessageContaining("BEYOND_END");
        assertThatThrownBy(() -> Restore.run(source, "XYZ", 0, into, ProgressListener.NONE))
                .isInstanceOf(ReplayException.class)
                .hasMessageContaining("BEFORE_BEGINNING");
    }

    @Test
    void shouldLeaveOutADamagedSnapshotAndSayWhich() throws IOException {
        String name = "snapshots/XYZ/" + source.list("snapshots/XYZ").get(0);
        try (StorageFile file = source.open(name, OpenMode.WRITE)) {
            file.writeFully(ByteBuffer.wrap(new byte[] {1, 2, 3}), file.size() - 40);
        }

        RestoreReport report = Restore.run(source, "XYZ", 700, into, ProgressListener.NONE);

        assertThat(report.snapshots()).isEmpty();
        assertThat(report.unusable()).containsExactly(name);
        assertThat(report.view().digest()).isEqualTo(uninterrupted(700).digest());
    }

    private Path segment(long sequence) {
        long first = JournalCatalog.segments(source, "XYZ").stream()
                .mapToLong(segment -> segment.firstSequence())
                .filter(start -> start <= sequence)
                .max()
                .orElseThrow();
        return directory.resolve(String.format("source/journals/XYZ-%019d.journal", first));
    }

    private Map<Path, String> files(String part) throws IOException {
        Map<Path, String> files = new TreeMap<>();
        try (Stream<Path> tree = Files.walk(directory.resolve(part))) {
            for (Path file : tree.filter(Files::isRegularFile).toList()) {
                files.put(file, Arrays.hashCode(Files.readAllBytes(file)) + " " + Files.getLastModifiedTime(file));
            }
        }
        return files;
    }

    private static Market uninterrupted(int commands) {
        Market market = new Market(Journals.XYZ);
        EventBatch events = new EventBatch();
        for (Command command : FLOW.subList(0, commands)) {
            market.apply(command, events);
        }
        return market;
    }
}
