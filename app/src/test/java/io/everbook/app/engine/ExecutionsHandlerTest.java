package io.everbook.app.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.everbook.core.event.EventType;
import io.everbook.core.event.ExecutionEvent;
import io.everbook.core.instrument.Instrument;
import io.everbook.journal.ExecutionsListener;
import io.everbook.journal.ExecutionsWriter;
import io.everbook.journal.JournalException;
import io.everbook.journal.JournalOptions;
import io.everbook.journal.JournalTail;
import io.everbook.journal.storage.FileStorage;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When events are written: at once where nothing follows for certain, and soon in any case. */
final class ExecutionsHandlerTest implements ExecutionsListener {

    private static final int EVENTS_OF_MUCH = 2_000;

    @TempDir
    private Path directory;

    private final ExecutionsHandler handler = new ExecutionsHandler(2);
    private final ExecutionsWriter[] writers = new ExecutionsWriter[2];
    private final long[] sequences = new long[2];
    private FileStorage storage;

    @BeforeEach
    void open() {
        storage = new FileStorage(directory.resolve("data"));
        for (int i = 0; i < 2; i++) {
            Instrument instrument = Instrument.of("M" + i, "1", "1");
            writers[i] = ExecutionsWriter.open(storage, instrument, JournalTail.empty(1), JournalOptions.DEFAULT, this);
            handler.register(i, writers[i]);
        }
    }

    @AfterEach
    void close() throws IOException {
        for (ExecutionsWriter writer : writers) {
            writer.close();
        }
        storage.close();
    }

    @Override
    public void executionsFailed(String symbol, JournalException exception) {
        throw exception;
    }

    @Test
    void shouldWriteEachBatchWhereNobodyTellsOfSteps() {
        event(0, false);
        event(1, true);
        assertWritten(1, 1);
    }

    @Test
    void shouldWriteWhatIsThereWhenNothingFollows() {
        handler.followSteps();
        event(0, true);
        handler.stepEnded(true);
        event(1, true);
        assertWritten(0, 0);
        handler.stepEnded(false);
        assertWritten(1, 1);
    }

    @Test
    void shouldWriteAfterAFewStepsAlthoughMoreFollow() {
        handler.followSteps();
        event(0, true);
        for (int i = 0; i < 3; i++) {
            handler.stepEnded(true);
            assertWritten(0, 0);
        }
        handler.stepEnded(true);
        assertWritten(1, 0);
    }

    @Test
    void shouldWriteMuchAtOnceAndKeepTheRest() {
        handler.followSteps();
        event(0, false);
        for (int i = 0; i < EVENTS_OF_MUCH; i++) {
            event(1, false);
        }
        handler.stepEnded(true);
        assertWritten(0, EVENTS_OF_MUCH);
        handler.stepEnded(false);
        assertWritten(1, EVENTS_OF_MUCH);
    }

    private void event(int market, boolean endOfBatch) {
        ExecutionEvent event = new ExecutionEvent().clear(EventType.ACCEPTED).lastOfCommand(true);
        handler.onEvent(event.marketIndex(market).sequence(++sequences[market]).participantId(7), endOfBatch);
    }

    private void assertWritten(long first, long second) {
        assertThat(writers[0].writtenThrough()).isEqualTo(first);
        assertThat(writers[1].writtenThrough()).isEqualTo(second);
    }
}
