package io.everbook.journal;

import static io.everbook.journal.JournalFiles.SMALL;
import static io.everbook.journal.JournalFiles.SYMBOL;
import static io.everbook.journal.JournalFiles.orders;
import static org.assertj.core.api.Assertions.assertThat;

import io.everbook.core.command.Command;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A reader that follows a journal while it is being written, closed and renamed. */
@Timeout(300)
final class JournalFollowerTest {

    @TempDir
    private Path directory;

    private JournalFiles files;

    @BeforeEach
    void open() {
        files = new JournalFiles(directory);
    }

    @AfterEach
    void close() throws IOException {
        files.close();
    }

    @Test
    void shouldSeeWhatIsCommittedAfterItReachedTheEnd() {
        try (JournalReader reader = JournalReader.open(files.storage(), SYMBOL, 1);
                JournalWriter writer = files.writer(SMALL)) {
            assertThat(JournalFiles.readOn(reader)).isEmpty();
            JournalFiles.append(writer, 1, 2);
            writer.append(Commands.order(3));
            assertThat(JournalFiles.readOn(reader)).isEqualTo(orders(1, 2));
            assertThat(JournalFiles.readOn(reader)).isEmpty();
            writer.commit();
            assertThat(JournalFiles.readOn(reader)).isEqualTo(orders(3, 3));
            assertThat(reader.nextSequence()).isEqualTo(4);
            assertThat(reader.file()).isEqualTo(JournalFiles.ACTIVE);
        }
    }

    @Test
    void shouldGoOnThroughARotation() {
        try (JournalWriter writer = files.writer(SMALL)) {
            JournalFiles.append(writer, 1, 2);
            try (JournalReader reader = JournalReader.open(files.storage(), SYMBOL, 1)) {
                assertThat(JournalFiles.readOn(reader)).hasSize(2);
                JournalFiles.append(writer, 100, 5);
                assertThat(JournalFiles.readOn(reader)).isEqualTo(orders(3, 502));
                assertThat(reader.file()).isEqualTo(JournalFiles.ACTIVE);
            }
        }
    }

    @Test
    void shouldReadEveryCommandOnceWhileAWriterRotatesAllTheTime() {
        int batches = 1_500;
        CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> {
            try (JournalWriter writer = files.writer(SMALL)) {
                JournalFiles.append(writer, batches, 4);
            }
        });
        List<String> read = new ArrayList<>();
        try (JournalReader reader = JournalReader.open(files.storage(), SYMBOL, 1)) {
            while (read.size() < batches * 4 && !writing.isCompletedExceptionally()) {
                read.addAll(JournalFiles.readOn(reader));
            }
        }
        writing.join();
        assertThat(read).isEqualTo(orders(1, batches * 4L));
    }

    @Test
    void shouldOpenAndCountAtAnyMomentWhileAWriterRotatesAllTheTime() {
        CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> {
            try (JournalWriter writer = files.writer(SMALL)) {
                JournalFiles.append(writer, 1_500, 4);
            }
        });
        long from = 1;
        Command command = new Command();
        while (!writing.isDone()) {
            from += JournalReader.countAfter(files.storage(), SYMBOL, from - 1) / 2;
            try (JournalReader reader = JournalReader.open(files.storage(), SYMBOL, from)) {
                if (reader.next(command) == JournalReader.Entry.COMMAND) {
                    assertThat(command.sequence()).isEqualTo(from);
                }
            }
        }
        writing.join();
        assertThat(files.read(from)).isEqualTo(orders(from, 6_000));
    }
}
