package io.everbook.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.everbook.core.matching.Market;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JournalReplayTest {

    @TempDir
    private Path directory;

    @Test
    void shouldHandOutEachCommandWithItsEvents() {
        try (TestEngine engine = TestEngine.start(directory)) {
            engine.run(700);
            Market market = new Market(TestEngine.BTC_USD);
            List<Long> sequences = new ArrayList<>();

            try (JournalReplay replay = new JournalReplay(engine.storage(), market)) {
                long count = replay.run(300, (command, events) -> {
                    assertThat(events.size()).isPositive();
                    assertThat(events.event(0).sequence()).isEqualTo(command.sequence());
                    sequences.add(command.sequence());
                });
                assertThat(count).isEqualTo(300);
                assertThat(market.digest())
                        .isEqualTo(TestEngine.uninterrupted(300).digest());
                assertThat(replay.run(Long.MAX_VALUE, (command, events) -> sequences.add(command.sequence())))
                        .isEqualTo(400);
                assertThat(replay.tail().nextSequence()).isEqualTo(701);
            }

            assertThat(sequences).hasSize(700).isSorted().startsWith(1L).endsWith(700L);
            assertThat(market.digest()).isEqualTo(engine.market().digest());
        }
    }

    @Test
    void shouldFollowJournalThatIsBeingWritten() {
        try (TestEngine engine = TestEngine.start(directory)) {
            Market market = new Market(TestEngine.BTC_USD);
            try (JournalReplay replay = new JournalReplay(engine.storage(), market)) {
                for (int i = 1; i <= 20; i++) {
                    assertThat(replay.step()).isFalse();
                    engine.run(60);
                    replay.run(Long.MAX_VALUE, (command, events) -> {});
                    assertThat(market.digest()).isEqualTo(engine.market().digest());
                }
                assertThat(replay.file()).isEqualTo("journals/BTC-USD.journal");
                assertThat(replay.offset()).isPositive();
            }
        }
    }

    @Test
    void shouldVerifyCheckpointsOnTheWay() {
        try (TestEngine engine = TestEngine.start(directory)) {
            for (int i = 0; i < 3; i++) {
                engine.run(10);
                engine.writer()
                        .offerCheckpoint(
                                engine.market().sequence(), engine.market().digest());
            }
            engine.run(1);
            try (JournalReplay replay = new JournalReplay(engine.storage(), new Market(TestEngine.BTC_USD))) {
                replay.run(Long.MAX_VALUE, (command, events) -> {});

                assertThat(replay.checkpointsVerified()).isEqualTo(3);
                assertThat(replay.replayed()).isEqualTo(31);
            }
        }
    }

    @Test
    void shouldRememberDigestsOfTheLast131072Commands() {
        DigestHistory history = new DigestHistory(100, 1);
        assertThat(history.contains(99)).isFalse();
        assertThat(history.contains(100)).isTrue();
        for (long sequence = 101; sequence <= 100 + DigestHistory.CAPACITY; sequence++) {
            history.add(sequence, sequence * 3);
        }
        assertThat(history.contains(100)).isFalse();
        assertThat(history.digest(101)).isEqualTo(303);
        assertThat(history.contains(101)).isTrue();
        assertThat(history.contains(101 + DigestHistory.CAPACITY)).isFalse();
    }
}
