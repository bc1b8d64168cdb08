package io.everbook.app.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.everbook.app.configuration.StageLayout;
import io.everbook.app.configuration.WaitStrategyKind;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The benchmark of the pipeline runs each variant as asked, and prints tables that fit a terminal. */
@Timeout(300)
final class PipelineBenchTest {

    private static final int MESSAGES = 5_000;

    @TempDir
    private Path directory;

    @Test
    void shouldRunEachVariantInTurnAndLeaveNothingBehind() throws Exception {
        PipelineVariant flatOut = new PipelineVariant(StageLayout.JOINED, WaitStrategyKind.SLEEPING, 100, 3, 0);
        Path json = directory.resolve("pipeline.json");

        String printed = run(
                json,
                List.of(
                        flatOut,
                        flatOut.atRate(2_000),
                        new PipelineVariant(StageLayout.SEPARATE, WaitStrategyKind.SLEEPING, 0, 1, 2_000),
                        new PipelineVariant(
                                StageLayout.AUTO, WaitStrategyKind.AUTO, PipelineVariant.NO_JOURNAL, 1, 0)));

        assertThat(printed)
                .contains("joined sleeping 100ms 3 max", "joined sleeping 100ms 3 2,000/s", "separate sleeping 0ms 1")
                .contains("auto auto none 1 max", "disk alone, blocks of ")
                .containsPattern("(?m)^ +force +[1-9]")
                .containsPattern("(?m)^ +late +[1-9]");
        assertThat(printed.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(120));
        assertThat(Files.readString(json))
                .contains("\"medianCommandsPerSecond\"", "\"instruments\" : 3", "\"syncIntervalMs\" : -1");
        assertThat(directory.resolve("data/run")).doesNotExist();
    }

    @Test
    void shouldRaiseTheLoadAndDrawIt() throws Exception {
        PipelineVariant variant =
                new PipelineVariant(StageLayout.JOINED, WaitStrategyKind.SLEEPING, PipelineVariant.NO_JOURNAL, 1, 0);
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        PipelineBench.Options options = new PipelineBench.Options(null, MESSAGES, 1, List.of(variant), 0.1, 0, 1);

        new PipelineBench(options, directory.resolve("data"), out).sweep(directory.resolve("plots"), null);

        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("knee at ", "110%", "written: ");
        assertThat(Files.readAllLines(directory.resolve("plots/joined-sleeping-none-1.csv")))
                .hasSize(12);
        assertThat(directory.resolve("plots/joined-sleeping-none-1.svg")).isNotEmptyFile();
        assertThat(directory.resolve("plots/joined-sleeping-none-1.png")).isNotEmptyFile();
    }

    @Test
    void shouldRefuseWhatIsTooMuchAndLoseNothingThatWasAcknowledged() throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        boolean equal = endurance(printed).overload();

        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("every acknowledged command is there")
                .containsPattern("overload +offered .*: [0-9,]*[1-9][0-9,]* taken, [0-9,]*[1-9][0-9,]* refused");
        assertThat(equal).isTrue();
    }

    @Test
    void shouldTakeSnapshotsInASoakAndLoseNothingThatWasAcknowledged() throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        boolean equal = endurance(printed).soak(1_000);

        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("every acknowledged command is there", "drift of p99");
        assertThat(equal).isTrue();
    }

    private PipelineBench endurance(ByteArrayOutputStream printed) throws Exception {
        PipelineVariant variant = new PipelineVariant(StageLayout.JOINED, WaitStrategyKind.SLEEPING, 50, 2, 0);
        return new PipelineBench(
                new PipelineBench.Options(null, MESSAGES, 1, List.of(variant), 0.5, 0.1, 1),
                directory.resolve("data"),
                new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    @Test
    void shouldTellThatTheFileIsNoWorkload() throws Exception {
        Path file = Files.writeString(directory.resolve("some.txt"), "not a workload");
        assertThatThrownBy(() -> new PipelineBench(options(file, List.of()), directory, System.out))
                .hasMessageContaining("not a workload in the consensus format");
    }

    private String run(Path json, List<PipelineVariant> variants) throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        new PipelineBench(options(null, variants), directory.resolve("data"), out).run(json);
        return printed.toString(StandardCharsets.UTF_8);
    }

    private static PipelineBench.Options options(Path workload, List<PipelineVariant> variants) {
        return new PipelineBench.Options(workload, MESSAGES, 1, variants, 0.2, 0, 1);
    }
}
