package io.everbook.journal;

import static io.everbook.journal.JournalFiles.INSTRUMENT;
import static io.everbook.journal.JournalFiles.SMALL;
import static io.everbook.journal.JournalFiles.SYMBOL;
import static io.everbook.journal.JournalFiles.orders;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.everbook.journal.JournalException.Code;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JournalSyncTest implements JournalListener {

    @TempDir
    private Path directory;

    private JournalFiles files;
    private FaultyStorage storage;
    private JournalWriter writer;
    private final AtomicInteger forces = new AtomicInteger();
    private final AtomicReference<JournalException> failure = new AtomicReference<>();

    @BeforeEach
    void open() {
        files = new JournalFiles(directory);
        storage = new FaultyStorage(files.storage(), SYMBOL);
        writer = JournalWriter.open(storage, INSTRUMENT, JournalTail.empty(1), SMALL);
    }

    @AfterEach
    void close() throws IOException {
        writer.close();
        files.close();
    }

    @Override
    public void forced(long nanos) {
        forces.incrementAndGet();
    }

    @Override
    public void failed(String symbol, JournalException exception) {
        failure.set(exception);
    }

    @Test
    void shouldForceWhatWasWrittenWithinTheInterval() {
        try (JournalSync sync = new JournalSync(1, this)) {
            sync.register(writer);
            for (int i = 1; i <= 3; i++) {
                JournalFiles.append(writer, 1, 1);
                int expected = i;
                await().until(() -> forces.get() >= expected);
            }
        }
        assertThat(writer.force()).isFalse();
    }

    @Test
    void shouldTellAFailureOnceAndForceNoMore() {
        try (JournalSync sync = new JournalSync(1, this)) {
            sync.register(writer);
            storage.failForces = true;
            JournalFiles.append(writer, 1, 1);
            await().until(() -> failure.get() != null);
        }
        assertThat(failure.get().code()).isEqualTo(Code.FORCE_FAILED);
        assertThatThrownBy(writer::commit).isSameAs(failure.get());
        assertThat(writer.mayReportFailure()).isFalse();
    }

    @Test
    void shouldForceWhileSegmentsFollowOneAnother() {
        try (JournalSync sync = new JournalSync(1, this)) {
            sync.register(writer);
            JournalFiles.append(writer, 600, 5);
        }
        assertThat(failure).hasValue(null);
        assertThat(files.read(1)).isEqualTo(orders(1, 3_000));
    }

    @Test
    void shouldRefuseAnIntervalOfNothing() {
        assertThatThrownBy(() -> new JournalSync(0, this)).hasMessageContaining("intervalMillis=0");
    }
}
