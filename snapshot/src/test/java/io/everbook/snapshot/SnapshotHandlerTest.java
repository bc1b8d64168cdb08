package io.everbook.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.everbook.core.command.Command;
import io.everbook.core.command.CommandType;
import io.everbook.journal.JournalOptions;
import io.everbook.journal.JournalReader;
import io.everbook.journal.JournalTail;
import io.everbook.journal.JournalWriter;
import io.everbook.journal.storage.FileStorage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SnapshotHandlerTest {

    @TempDir
    private Path directory;

    private FileStorage storage;
    private Follower follower;

    @BeforeEach
    void open() {
        storage = new FileStorage(directory);
        follower = Follower.start(storage, FollowerOptions.DEFAULT, () -> 1, new SnapshotListener() {});
    }

    @AfterEach
    void close() throws IOException {
        follower.halt();
        storage.close();
    }

    @Test
    void shouldKnowWhereTheMarketIs() {
        try (LiveLane lane = new LiveLane(storage, JournalOptions.DEFAULT, follower)) {
            assertThat(lane.handler().position(2))
                    .isEqualTo(new MarketPosition(0, lane.market().digest()));

            lane.run(20);

            assertThat(lane.handler().position(2))
                    .isEqualTo(new MarketPosition(20, lane.market().digest()));
            assertThatThrownBy(() -> lane.handler().position(1)).hasMessageContaining("marketIndex=1");
        }
    }

    @Test
    void shouldIgnoreCommandsThatNoJournalHolds() {
        SnapshotHandler handler = new SnapshotHandler(1, follower);
        Command query = new Command().clear().type(CommandType.QUERY_BOOK).marketIndex(-1);

        handler.onEvent(query, 0, true);

        assertThat(handler.requestAll()).isEmpty();
    }

    @Test
    void shouldOfferCheckpointEvery65536CommandsAndAtEachSnapshot() {
        long middleDigest;
        long lastDigest;
        try (LiveLane lane = new LiveLane(storage, JournalOptions.DEFAULT, follower)) {
            lane.run(SnapshotHandler.CHECKPOINT_INTERVAL);
            middleDigest = lane.market().digest();
            lane.run(100);
            lane.snapshot();
            lastDigest = lane.market().digest();
        }
        assertThat(checkpoints())
                .containsExactly(new MarketPosition(65_536, middleDigest), new MarketPosition(65_636, lastDigest));
    }

    @Test
    void shouldGoOnFromRecoveredPosition() {
        SnapshotHandler handler = new SnapshotHandler(1, follower);
        try (JournalWriter writer =
                JournalWriter.open(storage, Markets.BTC_USD, JournalTail.empty(8), JournalOptions.DEFAULT)) {
            handler.register(0, Markets.BTC_USD, writer, new MarketPosition(7, 77));

            assertThat(handler.position(0)).isEqualTo(new MarketPosition(7, 77));
        }
    }

    private List<MarketPosition> checkpoints() {
        List<MarketPosition> found = new ArrayList<>();
        Command command = new Command();
        try (JournalReader reader = JournalReader.open(storage, "BTC-USD", 1)) {
            JournalReader.Entry entry = reader.next(command);
            while (entry != JournalReader.Entry.END) {
                if (entry == JournalReader.Entry.CHECKPOINT) {
                    found.add(new MarketPosition(reader.checkpointSequence(), reader.checkpointDigest()));
                }
                entry = reader.next(command);
            }
        }
        return found;
    }
}
