package io.everbook.app.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.everbook.app.RealData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The market against the consensus of 160 independent engines. */
class CanonicalReportsTest {

    private static final String CONSENSUS = "e9b2e3926854410b01a035aeb25dd05f1e597c233be8263de9eb49b6713d367e";

    @Test
    void shouldReportWhatTheConsensusReports() throws IOException {
        Workload workload = Workload.read(RealData.file("consensus", "normal-seed23-messages.bin.gz"));
        assertThat(workload.count).isEqualTo(1_996_097);
        assertThat(CanonicalReports.sha256(workload)).isEqualTo(CONSENSUS);
    }

    @Test
    void shouldNameAFileThatIsNoWorkload(@TempDir Path directory) throws IOException {
        Path file = Files.write(directory.resolve("short.bin"), new byte[17]);
        assertThatThrownBy(() -> Workload.read(file))
                .hasMessageContaining("short.bin")
                .hasMessageContaining("cut short");
    }
}
