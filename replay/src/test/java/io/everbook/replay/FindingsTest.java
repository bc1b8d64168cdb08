package io.everbook.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.everbook.journal.ExecutionsListener;
import io.everbook.journal.JournalOptions;
import io.everbook.journal.storage.FileStorage;
import io.everbook.journal.storage.Storage;
import io.everbook.replay.finding.Finding;
import io.everbook.replay.finding.Finding.Kind;
import io.everbook.replay.finding.Findings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a verification makes of files that were altered with their checksums made right again. */
final class FindingsTest {

    private static final String JOURNAL = "journals/BTC-USD.journal";
    private static final String LOG = "executions/BTC-USD.executions";
    private static final int COMMAND_PARTICIPANT = 44;
    private static final int EVENT_PARTICIPANT = 60;

    @TempDir
    private Path directory;

    private long digestAt20;

    /** 55 commands with checkpoints at 10, 20, 30, 40 and 50. */
    @BeforeEach
    void record() {
        JournalOptions oneSegment = new JournalOptions(64 << 10, 0, 1 << 10);
        TestEngine engine =
                TestEngine.start(directory, oneSegment, new ExecutionsSettings(oneSegment, ExecutionsListener.NONE));
        for (int sequence = 10; sequence <= 50; sequence += 10) {
            engine.run(10);
            digestAt20 = sequence == 20 ? engine.market().digest() : digestAt20;
            engine.writer().offerCheckpoint(sequence, engine.market().digest());
        }
        engine.run(5).crash();
    }

    @Test
    void shouldFindNothingInWhatWasNotAltered() throws IOException {
        assertThat(findings()).isEmpty();
    }

    @Test
    void shouldFindAnEntryACommandAndACheckpointInOneJournal() throws IOException {
        Forgery.ofCommand(directory.resolve(LOG), 5, EVENT_PARTICIPANT);
        Forgery.ofCheckpoint(directory.resolve(JOURNAL), digestAt20);
        Forgery.ofCommand(directory.resolve(JOURNAL), 27, COMMAND_PARTICIPANT);
        List<Finding> findings = findings();
        assertThat(findings.stream().map(Finding::kind))
                .containsExactly(Kind.EXECUTIONS_ENTRY, Kind.PROOF, Kind.COMMAND);
        assertThat(findings.stream().map(Finding::sequence)).containsExactly(5L, 20L, 27L);
        assertThat(findings).allMatch(Finding::exact);
    }

    @Test
    void shouldShowBothOutcomesOfTheCommandThatWasAltered() throws IOException {
        Forgery.ofCommand(directory.resolve(JOURNAL), 27, COMMAND_PARTICIPANT);
        Finding finding = only();
        assertThat(finding.kind()).isEqualTo(Kind.COMMAND);
        assertThat(finding.sequence()).isEqualTo(27);
        assertThat(finding.outcomes().command().sequence()).isEqualTo(27);
        int altered = finding.outcomes().command().participantId();
        assertThat(finding.outcomes().replayed().get(0).participantId()).isEqualTo(altered);
        assertThat(finding.outcomes().logged().get(0).participantId()).isEqualTo(altered ^ 0x40);
    }

    @Test
    void shouldSayWhichOfEntryAndCommandWasAlteredOnlyWhereAProofTells() throws IOException {
        Forgery.ofCommand(directory.resolve(LOG), 47, EVENT_PARTICIPANT);
        assertThat(only().kind()).isEqualTo(Kind.EXECUTIONS_ENTRY);
        assertThat(only().sequence()).isEqualTo(47);
    }

    @Test
    void shouldAccuseNeitherEntryNorCommandBehindTheLastProof() throws IOException {
        Forgery.ofCommand(directory.resolve(LOG), 53, EVENT_PARTICIPANT);
        assertThat(only().kind()).isEqualTo(Kind.COMMAND_OR_ENTRY);
        assertThat(only().sequence()).isEqualTo(53);
    }

    @Test
    void shouldClearTheCommandsByALaterProofWithoutALog() throws IOException {
        Files.delete(directory.resolve(LOG));
        Forgery.ofCheckpoint(directory.resolve(JOURNAL), digestAt20);
        assertThat(only().kind()).isEqualTo(Kind.PROOF);
        assertThat(only().sequence()).isEqualTo(20);
        assertThat(verify().divergence().sentence()).contains("another proof, at that command or later, is equal");
        assertThat(verify().checkpointsEqual()).isEqualTo(4);
        assertThat(verify().replayedThrough()).isEqualTo(55);
    }

    @Test
    void shouldNameTheRangeWhereNothingElseTells() throws IOException {
        Files.delete(directory.resolve(LOG));
        Forgery.ofCommand(directory.resolve(JOURNAL), 27, COMMAND_PARTICIPANT);
        Finding finding = only();
        assertThat(finding.kind()).isEqualTo(Kind.SOME_COMMAND);
        assertThat(finding.sequence()).isEqualTo(21);
        assertThat(finding.through()).isEqualTo(30);
    }

    private Finding only() throws IOException {
        assertThat(findings()).hasSize(1);
        return findings().get(0);
    }

    private List<Finding> findings() throws IOException {
        try (Storage storage = FileStorage.readOnly(directory)) {
            return Findings.of(storage, Verification.run(storage, "BTC-USD", ProgressListener.NONE));
        }
    }

    private VerificationReport verify() throws IOException {
        try (Storage storage = FileStorage.readOnly(directory)) {
            return Verification.run(storage, "BTC-USD", ProgressListener.NONE);
        }
    }
}
