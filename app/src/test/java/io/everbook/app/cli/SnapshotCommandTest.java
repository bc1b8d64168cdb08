package io.everbook.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.everbook.app.terminal.ExitCode;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Snapshots as an operator asks for them, beside an engine that runs. */
@Timeout(300)
final class SnapshotCommandTest {

    private static final String ORDER =
            "{\"type\":\"new\",\"participant\":1,\"side\":\"buy\",\"price\":\"100.00\",\"quantity\":\"1\"}\n";

    @TempDir
    private Path directory;

    @Test
    void shouldTakeListAndVerifySnapshotsBesideTheRunningEngine() throws Exception {
        Path orders = Files.writeString(directory.resolve("orders.jsonl"), ORDER.repeat(3));
        try (RunningService service =
                RunningService.start(directory, 0, "--data", "data", "--commands", orders.toString())) {
            service.awaitLog("End of the commands");
            String port = Integer.toString(service.port());

            EverbookProcess.Result now = EverbookProcess.run(directory, "", "snapshot", "now", "--port", port);

            assertThat(now.err()).isEmpty();
            assertThat(now.exitCode()).isZero();
            Path kept = only(directory.resolve("data/snapshots/BTC-USD"));
            assertThat(now.out())
                    .matches("BTC-USD: snapshots/BTC-USD/" + kept.getFileName()
                            + " sequence=3 digest=[0-9a-f]{16} bytes=" + Files.size(kept) + "\\R");
            EverbookProcess.Result verified =
                    EverbookProcess.run(directory, "", "snapshot", "verify", "--data", "data");
            assertThat(verified.out()).contains(kept.getFileName().toString(), "1 snapshots, 0 damaged");
            assertThat(verified.exitCode()).isZero();

            damage(kept);

            verified = EverbookProcess.run(directory, "", "snapshot", "verify", "--data", "data", "--json");
            assertThat(verified.out()).contains("\"sequence\":3", "\"fault\":\"the snapshot is damaged");
            assertThat(verified.exitCode()).isEqualTo(ExitCode.FAILED);
            EverbookProcess.Result listed =
                    EverbookProcess.run(directory, "", "snapshot", "list", "--data", "data", "--symbol", "BTC-USD");
            assertThat(listed.out().lines()).hasSize(2);
            assertThat(listed.exitCode()).isZero();
        }
    }

    @Test
    void shouldSayWhyThereIsNoSnapshot() throws Exception {
        try (RunningService service = RunningService.start(directory, 0, "--data", "data")) {
            String port = Integer.toString(service.port());

            EverbookProcess.Result now = EverbookProcess.run(directory, "", "snapshot", "now", "--port", port);
            EverbookProcess.Result unknown =
                    EverbookProcess.run(directory, "", "snapshot", "now", "--port", port, "--symbol", "XYZ");

            assertThat(now.faults())
                    .containsExactly("everbook: no snapshot of BTC-USD: no command was ever applied, so there is"
                            + " nothing to keep: symbol=BTC-USD");
            assertThat(now.exitCode()).isEqualTo(ExitCode.FAILED);
            assertThat(unknown.faults()).singleElement().asString().contains("unknown symbol: there is BTC-USD");
        }
    }

    private static Path only(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            List<Path> files = entries.toList();
            assertThat(files).hasSize(1);
            return files.get(0);
        }
    }

    private static void damage(Path file) throws IOException {
        try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
            long place = access.length() - 20;
            access.seek(place);
            int flipped = access.read() ^ 0x7f;
            access.seek(place);
            access.write(flipped);
        }
    }
}
