package io.everbook.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.everbook.journal.ExecutionsFinding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log that keeps events of commands which the journal lost, and has given other commands their sequences since. */
final class ForeignEventsTest {

    private static final int HEADER_SIZE = 4096;

    @TempDir
    private Path directory;

    @Test
    void shouldSetAsideEventsWhoseSequencesNowBelongToOtherCommands() throws IOException {
        TestEngine.logging(directory).run(600).crash();
        loseTheJournalsEnd();
        long kept;
        // The log cannot be written in this life, and trading goes on.
        try (TestEngine engine = TestEngine.start(directory)) {
            kept = engine.market().sequence();
            assertThat(kept).isBetween(1L, 590L);
            engine.later().run(700);
        }
        List<ExecutionsFinding> findings = new ArrayList<>();
        RecoveryListener listener = new RecoveryListener() {
            @Override
            public void executionsSetAside(String symbol, ExecutionsFinding finding) {
                findings.add(finding);
            }
        };
        TestEngine.logging(directory, listener).close();
        assertThat(findings).isNotEmpty().allMatch(finding -> finding.kind() == ExecutionsFinding.Kind.SURPLUS);
        assertThat(findings.get(0).nextSequence()).isLessThanOrEqualTo(kept + 1);
        assertEqual(kept + 700);
        findings.clear();
        TestEngine.logging(directory, listener).close();
        assertThat(findings).isEmpty();
        assertEqual(kept + 700);
    }

    private void loseTheJournalsEnd() throws IOException {
        Path journal = directory.resolve("journals/BTC-USD.journal");
        byte[] whole = Files.readAllBytes(journal);
        Files.write(journal, Arrays.copyOf(whole, HEADER_SIZE + (whole.length - HEADER_SIZE) / 2));
    }

    private void assertEqual(long last) {
        TestEngine engine = TestEngine.start(directory);
        ExecutionsComparison comparison = ExecutionsVerify.compare(engine.storage(), "BTC-USD", sequence -> {});
        assertThat(comparison.equal()).isTrue();
        assertThat(comparison.firstSequence()).isEqualTo(1);
        assertThat(comparison.lastSequence()).isEqualTo(last);
        engine.crash();
    }
}
