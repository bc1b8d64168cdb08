package io.everbook.app.dump;

import static org.assertj.core.api.Assertions.assertThat;

import io.everbook.core.command.Command;
import io.everbook.core.command.CommandType;
import io.everbook.core.instrument.Instrument;
import io.everbook.journal.JournalOptions;
import io.everbook.journal.JournalTail;
import io.everbook.journal.JournalWriter;
import io.everbook.journal.storage.FileStorage;
import io.everbook.replay.stream.StreamFilter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalDumpTest {

    private static final int COMMANDS = 20_000;

    @TempDir
    private Path directory;

    @Test
    void shouldTellHowManyCommandsItHasReadOfHowMany() throws IOException {
        try (FileStorage storage = new FileStorage(directory)) {
            write(storage);
            assertThat(progress(storage, StreamFilter.ALL))
                    .containsExactly("4096 of 20000", "8192 of 20000", "12288 of 20000", "16384 of 20000");
            assertThat(progress(storage, StreamFilter.ALL.sequences(10_001, 15_000)))
                    .containsExactly("4096 of 5000");
            assertThat(progress(storage, StreamFilter.ALL.sequences(10_001, Long.MAX_VALUE)))
                    .containsExactly("4096 of 10000", "8192 of 10000");
        }
    }

    private static List<String> progress(FileStorage storage, StreamFilter filter) {
        List<String> told = new ArrayList<>();
        DumpWriter nowhere = new JsonLinesDump(OutputStream.nullOutputStream());
        new JournalDump(filter, nowhere).run(storage, "ABC", (done, total) -> told.add(done + " of " + total));
        return told;
    }

    private static void write(FileStorage storage) {
        Instrument instrument = Instrument.of("ABC", "0.01", "1");
        Command command = new Command();
        try (JournalWriter writer =
                JournalWriter.open(storage, instrument, JournalTail.empty(1), JournalOptions.DEFAULT)) {
            for (long sequence = 1; sequence <= COMMANDS; sequence++) {
                writer.append(command.clear()
                        .type(CommandType.ADVANCE_TIME)
                        .sequence(sequence)
                        .timestampNanos(sequence));
                if (sequence % 100 == 0) {
                    writer.commit();
                }
            }
        }
    }
}
