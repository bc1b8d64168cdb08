package io.everbook.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.everbook.core.command.CommandType;
import io.everbook.core.event.EventType;
import io.everbook.core.event.ExecutionEvent;
import io.everbook.journal.EventComparison;
import io.everbook.journal.ExecutionsReader;
import io.everbook.journal.JournalCatalog;
import io.everbook.journal.JournalException;
import io.everbook.journal.JournalRetention;
import io.everbook.journal.storage.FileStorage;
import io.everbook.journal.storage.Storage;
import io.everbook.replay.stream.EventStream;
import io.everbook.replay.stream.StreamFilter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events that a replay makes anew, held against those that the living engine logged. */
final class EventStreamTest {

    private static final int COMMANDS = 400;
    private static final long BEGIN = 1_700_000_000_000_000_000L;

    @TempDir
    private Path directory;

    @Test
    void shouldGiveTheEventsThatWereLogged() throws IOException {
        TestEngine.logging(directory).run(COMMANDS).close();
        assertSame(events(StreamFilter.ALL), logged(event -> true));
    }

    @Test
    void shouldMeetEveryCondition() throws IOException {
        TestEngine.logging(directory).run(COMMANDS).close();
        assertFiltered(
                StreamFilter.ALL.sequences(100, 120), event -> event.sequence() >= 100 && event.sequence() <= 120);
        assertFiltered(
                StreamFilter.ALL.parties(3, 0),
                event -> event.participantId() == 3 || event.restingParticipantId() == 3);
        long order = logged(event -> event.type() == EventType.TRADED).get(5).restingOrderId();
        assertFiltered(
                StreamFilter.ALL.parties(0, order),
                event -> event.orderId() == order || event.restingOrderId() == order);
        assertFiltered(
                StreamFilter.ALL.kinds(Set.of(), EnumSet.of(EventType.TRADED, EventType.REJECTED)),
                event -> event.type() == EventType.TRADED || event.type() == EventType.REJECTED);
        assertFiltered(
                StreamFilter.ALL.prices(9_990, 10_010),
                event -> event.priceTicks() >= 9_990 && event.priceTicks() <= 10_010);
        assertFiltered(
                StreamFilter.ALL.times(BEGIN + 50_000, BEGIN + 60_000),
                event -> event.sequence() >= 50 && event.sequence() <= 60);
        assertFiltered(
                StreamFilter.ALL
                        .sequences(50, 300)
                        .parties(2, 0)
                        .prices(1, Long.MAX_VALUE)
                        .kinds(Set.of(CommandType.NEW_ORDER), EnumSet.of(EventType.ACCEPTED)),
                event -> event.type() == EventType.ACCEPTED
                        && event.participantId() == 2
                        && event.priceTicks() > 0
                        && event.sequence() >= 50
                        && event.sequence() <= 300);
    }

    @Test
    void shouldStartAtTheNewestSnapshotBeforeWhatIsWanted() throws IOException {
        try (TestEngine engine = TestEngine.logging(directory)) {
            engine.run(100).snapshot(1_000);
            engine.run(100).snapshot(2_000);
            engine.run(200);
        }
        try (Storage storage = FileStorage.readOnly(directory)) {
            assertThat(first(storage, StreamFilter.ALL)).isEqualTo(1);
            assertThat(first(storage, StreamFilter.ALL.sequences(201, 300))).isEqualTo(201);
            assertThat(first(storage, StreamFilter.ALL.sequences(200, 300))).isEqualTo(101);
            assertThat(first(storage, StreamFilter.ALL.times(BEGIN + 250_000, Long.MAX_VALUE)))
                    .isEqualTo(201);
            assertThat(first(storage, StreamFilter.ALL.parties(0, 150))).isEqualTo(101);
        }
        assertFiltered(
                StreamFilter.ALL.sequences(201, 300), event -> event.sequence() > 200 && event.sequence() <= 300);
    }

    @Test
    void shouldSayWhereAJournalWithoutItsBeginningCanBeReplayed() throws IOException {
        try (TestEngine engine = TestEngine.logging(directory)) {
            engine.run(150).snapshot(1_000);
            engine.run(50);
            JournalCatalog.compact(engine.storage(), "BTC-USD", 150, JournalRetention.DELETE);
        }
        try (Storage storage = FileStorage.readOnly(directory);
                EventStream stream = EventStream.open(storage, "BTC-USD", StreamFilter.ALL, true)) {
            assertThat(stream.canReplay()).isTrue();
            assertThat(stream.journalFrom()).isGreaterThan(1);
            assertThat(stream.firstSequence()).isEqualTo(151);
            assertThat(stream.lastSequence()).isEqualTo(200);
            List<Long> seen = new ArrayList<>();
            stream.run(event -> seen.add(event.sequence()), ProgressListener.NONE);
            assertThat(seen).contains(151L, 200L).allMatch(sequence -> sequence > 150);
            assertThat(stream.firstSequence()).isEqualTo(151);
        }
    }

    @Test
    void shouldEndAtACheckpointThatDiffersUnlessItIsToGoOn() throws IOException {
        TestEngine engine = TestEngine.logging(directory).run(10);
        long digest = engine.market().digest();
        engine.writer().offerCheckpoint(10, digest);
        engine.run(10).crash();
        Forgery.ofCheckpoint(directory.resolve("journals/BTC-USD.journal"), digest);
        assertThatThrownBy(() -> events(StreamFilter.ALL))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("sequence=10");
        try (Storage storage = FileStorage.readOnly(directory);
                EventStream stream = EventStream.open(storage, "BTC-USD", StreamFilter.ALL, false)) {
            List<Long> seen = new ArrayList<>();
            stream.run(event -> seen.add(event.sequence()), ProgressListener.NONE);
            assertThat(seen).contains(20L);
        }
    }

    private static long first(Storage storage, StreamFilter filter) {
        try (EventStream stream = EventStream.open(storage, "BTC-USD", filter, true)) {
            return stream.firstSequence();
        }
    }

    private void assertFiltered(StreamFilter filter, Predicate<ExecutionEvent> condition) throws IOException {
        List<ExecutionEvent> expected = logged(condition);
        assertThat(expected).isNotEmpty().hasSizeLessThan(logged(event -> true).size());
        assertSame(events(filter), expected);
    }

    private static void assertSame(List<ExecutionEvent> events, List<ExecutionEvent> expected) {
        EventComparison comparison = new EventComparison();
        assertThat(events).hasSameSizeAs(expected);
        for (int i = 0; i < events.size(); i++) {
            assertThat(comparison.equal(events.get(i), expected.get(i)))
                    .as("event %d", i)
                    .isTrue();
        }
    }

    private List<ExecutionEvent> events(StreamFilter filter) throws IOException {
        List<ExecutionEvent> events = new ArrayList<>();
        try (Storage storage = FileStorage.readOnly(directory);
                EventStream stream = EventStream.open(storage, "BTC-USD", filter, true)) {
            long shown = stream.run(event -> events.add(copy(event)), ProgressListener.NONE);
            assertThat(shown).isEqualTo(events.size());
        }
        return events;
    }

    private List<ExecutionEvent> logged(Predicate<ExecutionEvent> condition) throws IOException {
        List<ExecutionEvent> events = new ArrayList<>();
        ExecutionEvent event = new ExecutionEvent();
        try (Storage storage = FileStorage.readOnly(directory);
                ExecutionsReader reader = ExecutionsReader.open(storage, "BTC-USD", 1)) {
            while (reader.next(event) == ExecutionsReader.Entry.EVENT) {
                if (condition.test(event)) {
                    events.add(copy(event));
                }
            }
        }
        return events;
    }

    private static ExecutionEvent copy(ExecutionEvent event) {
        ExecutionEvent copy = new ExecutionEvent();
        copy.copyFrom(event);
        return copy;
    }
}
