package io.everbook.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.everbook.core.command.Command;
import io.everbook.core.command.CommandType;
import io.everbook.core.command.OrderType;
import io.everbook.core.command.Side;
import io.everbook.core.command.TimeInForce;
import io.everbook.core.instrument.Instrument;
import io.everbook.journal.JournalOptions;
import io.everbook.journal.JournalTail;
import io.everbook.journal.JournalWriter;
import io.everbook.journal.storage.FileStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a restore leaves that is killed while it writes, and the one after it. */
class ReplayRestoreKilledTest {

    private static final int COMMANDS = 300_000;
    private static final int ATTEMPTS = 10;

    @TempDir
    private Path directory;

    @Test
    void shouldLeaveOnlyWhatItCallsUnfinishedAndSucceedOnceThatIsGone() throws Exception {
        write();
        killWhileItWrites();
        Path unfinished = directory.resolve("then.unfinished");
        assertThat(directory.resolve("then")).doesNotExist();

        try (GuideSession session = new GuideSession(directory)) {
            assertThat(session.type("ls")).containsExactlyInAnyOrder("data", "then.unfinished");
            assertThat(session.type("everbook replay restore --data data --symbol ACME --to 1000 --into then"))
                    .hasSize(1)
                    .first()
                    .asString()
                    .startsWith("everbook: here lies what an earlier attempt left unfinished")
                    .contains("delete it: path=" + unfinished);
            assertThat(session.type("echo $?")).containsExactly("2");
            assertThat(session.type("ls")).containsExactlyInAnyOrder("data", "then.unfinished");

            session.type("rm -r then.unfinished");
            assertThat(session.type("everbook replay restore --data data --symbol ACME --to 1000 --into then"))
                    .endsWith("restored into then");
            assertThat(session.type("everbook journal verify --data then"))
                    .anyMatch(line -> line.startsWith("ACME: all is well: 1000 commands"));
            assertThat(session.type("ls")).containsExactlyInAnyOrder("data", "then");
        }
    }

    /** Where the machine was so quick that it was done before the kill, it is begun again. */
    private void killWhileItWrites() throws Exception {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Process restore = new ProcessBuilder(EverbookProcess.command(
                            "replay",
                            "restore",
                            "--data",
                            "data",
                            "--symbol",
                            "ACME",
                            "--to",
                            String.valueOf(COMMANDS),
                            "--into",
                            "then"))
                    .directory(directory.toFile())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            Path journals = directory.resolve("then.unfinished").resolve("journals");
            boolean done = false;
            while (!done && !Files.exists(journals)) {
                done = restore.waitFor(1, TimeUnit.MILLISECONDS);
            }
            restore.destroyForcibly();
            assertThat(restore.waitFor(60, TimeUnit.SECONDS)).isTrue();
            if (Files.exists(journals)) {
                return;
            }
            new ProcessBuilder("rm", "-rf", "then", "then.unfinished")
                    .directory(directory.toFile())
                    .start()
                    .waitFor();
        }
        throw new AssertionError("the restore was always done before it was killed");
    }

    private void write() throws IOException {
        Instrument instrument = Instrument.of("ACME", "0.01", "1");
        Command command = new Command();
        try (FileStorage storage = new FileStorage(directory.resolve("data"));
                JournalWriter writer =
                        JournalWriter.open(storage, instrument, JournalTail.empty(1), JournalOptions.DEFAULT)) {
            for (int i = 1; i <= COMMANDS; i++) {
                command.clear()
                        .type(CommandType.NEW_ORDER)
                        .sequence(i)
                        .timestampNanos(1_700_000_000_000_000_000L + i)
                        .participantId(1 + i % 2)
                        .side(i % 2 == 0 ? Side.BUY : Side.SELL)
                        .orderType(OrderType.LIMIT)
                        .timeInForce(TimeInForce.GTC)
                        .priceTicks(10_000)
                        .quantityLots(1);
                writer.append(command);
                if (i % 1_000 == 0) {
                    writer.commit();
                }
            }
            writer.force();
        }
    }
}
