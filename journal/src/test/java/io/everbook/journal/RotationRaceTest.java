package io.everbook.journal;

import static io.everbook.journal.JournalFiles.SYMBOL;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A force at the moment at which the thread that writes an executions log leaves a full segment: it has named the
 * segment as one to be closed, and goes on in the next one a few instructions later. No schedule of threads meets that
 * moment reliably, so the test sets the writer's fields as they are between the two.
 */
final class RotationRaceTest {

    private static final long FULL = JournalFiles.SMALL.segmentBytes();

    @TempDir
    private Path directory;

    @Test
    void shouldNotGiveTheNextSegmentItsNameBeforeTheWriterIsInIt() throws Exception {
        ForceRound round = new ForceRound(JournalListener.NONE, System::nanoTime);
        try (JournalFiles files = new JournalFiles(directory)) {
            long written;
            try (ExecutionsWriter writer = ExecutionsFiles.writer(files.storage(), JournalFiles.SMALL)) {
                round.register(writer);
                fill(writer, FULL * 3 / 4);
                round.run();
                assertThat(files.storage().exists(ExecutionsFiles.ACTIVE + ".new"))
                        .as("the next segment, without a header")
                        .isTrue();
                fill(writer, FULL * 7 / 8);
                LogWriter log = (LogWriter) field(ExecutionsWriter.class, "log").get(writer);
                Object full = field(LogWriter.class, "segment").get(log);
                field(LogWriter.class, "closing").set(log, full);

                writer.force();

                assertThat(ExecutionsCatalog.segments(files.storage(), SYMBOL)).hasSize(1);
                assertThat(files.storage().exists(ExecutionsFiles.ACTIVE + ".new"))
                        .isTrue();
                assertThat(log.closesBehind())
                        .as("it is left to the next force")
                        .isTrue();
                assertThat(writer.durableThrough()).isEqualTo(writer.writtenThrough());

                field(LogWriter.class, "closing").set(log, null);
                fill(writer, FULL * 2);
                writer.force();
                assertThat(ExecutionsCatalog.segments(files.storage(), SYMBOL)).hasSize(2);
                written = writer.writtenThrough();
            }
            List<Object> read = ExecutionsFiles.read(files.storage(), 1);
            assertThat(read).isEqualTo(ExecutionsFiles.events(1, written, 1));
        }
    }

    private static void fill(ExecutionsWriter writer, long bytes) {
        while (writer.bytes() < bytes) {
            ExecutionsFiles.append(writer, 1, 1);
        }
    }

    private static Field field(Class<?> type, String name) throws NoSuchFieldException {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }
}
