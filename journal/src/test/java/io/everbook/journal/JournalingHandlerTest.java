package io.everbook.journal;

import static io.everbook.journal.JournalFiles.SYMBOL;
import static io.everbook.journal.JournalFiles.orders;
import static org.assertj.core.api.Assertions.assertThat;

import io.everbook.core.command.Command;
import io.everbook.core.command.CommandType;
import io.everbook.core.event.RejectReason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JournalingHandlerTest implements JournalListener {

    private static final int LARGEST_BATCH = 5_000;

    @TempDir
    private Path directory;

    private JournalFiles files;
    private JournalWriter writer;
    private final List<String> calls = new ArrayList<>();

    @BeforeEach
    void open() {
        files = new JournalFiles(directory);
        writer = files.writer(JournalOptions.DEFAULT);
    }

    @AfterEach
    void close() throws IOException {
        writer.close();
        files.close();
    }

    @Override
    public void forced(long nanos) {
        calls.add("forced");
        assertThat(nanos).isPositive();
    }

    @Override
    public void written(int commands, int bytes) {
        calls.add("written " + commands + " " + bytes);
    }

    @Test
    void shouldNumberCommandsAndMarkThemOnlyAtTheEndOfTheBatch() {
        JournalingHandler handler = handler(true);
        Command first = order(1);
        Command second = order(2);
        handler.onEvent(first, 0, false);
        assertThat(first.sequence()).isEqualTo(1);
        assertThat(first.journaled()).isFalse();
        handler.onEvent(second, 1, true);
        assertThat(first.journaled()).isTrue();
        assertThat(second.journaled()).isTrue();
        assertThat(second.sequence()).isEqualTo(2);
        assertThat(calls).containsExactly("written 2 120", "forced");
        assertThat(files.read(1)).isEqualTo(orders(1, 2));
    }

    @Test
    void shouldNotForceWhenTheIntervalDoes() {
        handler(false).onEvent(order(1), 0, true);
        assertThat(calls).containsExactly("written 1 80");
    }

    @Test
    void shouldPassOverQueriesAndCommandsThatAreRefusedAlready() {
        JournalingHandler handler = handler(true);
        Command query = order(0).type(CommandType.QUERY_BOOK);
        Command refused = order(0);
        refused.laneRefusal(RejectReason.BUSY);
        handler.onEvent(query, 0, false);
        handler.onEvent(refused, 1, true);
        assertThat(query.journaled()).isFalse();
        assertThat(query.laneRefusal()).isNull();
        assertThat(refused.journaled()).isFalse();
        assertThat(refused.laneRefusal()).isEqualTo(RejectReason.BUSY);
        assertThat(calls).isEmpty();
        assertThat(files.read(1)).isEmpty();
    }

    @Test
    void shouldFinishABatchThatEndsWithAQuery() {
        JournalingHandler handler = handler(true);
        Command first = order(1);
        handler.onEvent(first, 0, false);
        handler.onEvent(order(0).type(CommandType.QUERY_BOOK), 1, true);
        assertThat(first.journaled()).isTrue();
    }

    @Test
    void shouldRefuseUnknownMarketsAndCommandsWithoutType() {
        JournalingHandler handler = handler(true);
        for (int index : new int[] {-1, 1, 2, 3, 99}) {
            Command command = order(0).marketIndex(index);
            handler.onEvent(command, 0, true);
            assertThat(command.laneRefusal()).isEqualTo(RejectReason.UNKNOWN_INSTRUMENT);
            assertThat(command.sequence()).isZero();
        }
        Command nothing = order(0).type(null);
        handler.onEvent(nothing, 0, true);
        assertThat(nothing.laneRefusal()).isEqualTo(RejectReason.INVALID_COMMAND);
    }

    @Test
    void shouldTakeABatchAsLargeAsTheRing() {
        JournalingHandler handler = handler(false);
        Command[] batch = new Command[LARGEST_BATCH];
        for (int i = 0; i < batch.length; i++) {
            batch[i] = order(i + 1L);
            handler.onEvent(batch[i], i, i == batch.length - 1);
        }
        assertThat(batch).allMatch(Command::journaled);
        assertThat(files.read(1)).isEqualTo(orders(1, 5_000));
        assertThat(JournalReader.countAfter(files.storage(), SYMBOL, 0)).isEqualTo(5_000);
    }

    private JournalingHandler handler(boolean forceEachBatch) {
        JournalingHandler handler = new JournalingHandler(3, LARGEST_BATCH, forceEachBatch, this);
        handler.register(0, writer);
        return handler;
    }

    private static Command order(long number) {
        return Commands.order(number).sequence(0).marketIndex(0);
    }
}
