package io.everbook.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.everbook.journal.storage.DiskOperation;
import io.everbook.journal.storage.PlannedFault;
import io.everbook.journal.storage.SimulatedDisk;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ExecutionsSurveyTest {

    private static final JournalOptions SMALL = new JournalOptions(16 << 10, 0, 1 << 10);
    private static final JournalOptions AHEAD = new JournalOptions(16 << 10, 4 << 10, 1 << 10);

    /** What is lost differs from seed to seed: nothing, everything, some sectors. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void shouldKeepInAClosedSegmentWhatItFoundAfterAForceThatFailed(long seed) {
        SimulatedDisk disk = new SimulatedDisk(seed);
        ExecutionsWriter writer = ExecutionsFiles.writer(disk, SMALL);
        ExecutionsFiles.append(writer, 3, 2);
        writer.force();
        ExecutionsFiles.append(writer, 3, 2);
        disk.plan(PlannedFault.of(DiskOperation.FORCE, "executions/", 0, false));
        writer.force();
        assertThat(writer.failed()).isTrue();
        restart(disk, false);

        ExecutionsSurvey survey = ExecutionsSurvey.of(disk, JournalFiles.INSTRUMENT, 6);
        assertThat(survey.nextSequence()).isEqualTo(7);
        survey.closeActive();
        restart(disk, true);

        ExecutionsSurvey again = ExecutionsSurvey.of(disk, JournalFiles.INSTRUMENT, 6);
        assertThat(again.findings()).isEmpty();
        assertThat(again.nextSequence()).isEqualTo(7);
        assertThat(ExecutionsFiles.read(disk, 1)).isEqualTo(ExecutionsFiles.events(1, 6, 2));
    }

    /** The cut of the zeros written ahead is seen and not on the device, when the next start closes the segment. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void shouldCutAnewInAClosedSegmentWhatACloseWhoseForceFailedHadCut(long seed) {
        SimulatedDisk disk = new SimulatedDisk(seed);
        ExecutionsWriter writer = ExecutionsFiles.writer(disk, AHEAD);
        ExecutionsFiles.append(writer, 3, 2);
        writer.force();
        disk.plan(PlannedFault.of(DiskOperation.FORCE, "executions/", 0, false));
        writer.close();
        assertThat(writer.failed()).isTrue();
        restart(disk, false);

        ExecutionsSurvey.of(disk, JournalFiles.INSTRUMENT, 3).closeActive();
        restart(disk, true);

        assertThat(ExecutionsSurvey.of(disk, JournalFiles.INSTRUMENT, 3).findings())
                .isEmpty();
    }

    /** The cut of a surplus is seen and not on the device, and the next start has nothing to cut. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void shouldNotBringBackASurplusOfAClosedSegmentWhoseCutWasNotForced(long seed) {
        SimulatedDisk disk = new SimulatedDisk(seed);
        ExecutionsWriter writer = ExecutionsFiles.writer(disk, SMALL);
        ExecutionsFiles.append(writer, 6, 2);
        writer.close();
        ExecutionsSurvey.of(disk, JournalFiles.INSTRUMENT, 6).closeActive();
        ExecutionsSurvey survey = ExecutionsSurvey.of(disk, JournalFiles.INSTRUMENT, 3);
        assertThat(survey.findings()).hasSize(1);
        disk.plan(PlannedFault.of(DiskOperation.FORCE, "executions/", 0, false));
        assertThatThrownBy(survey::repair).isInstanceOf(JournalException.class);
        restart(disk, false);

        ExecutionsSurvey second = ExecutionsSurvey.of(disk, JournalFiles.INSTRUMENT, 3);
        second.repair();
        JournalTail tail = second.tail();
        ExecutionsWriter.open(disk, JournalFiles.INSTRUMENT, tail, SMALL, ExecutionsListener.NONE);
        restart(disk, true);

        assertThat(ExecutionsFiles.read(disk, 1)).isEqualTo(ExecutionsFiles.events(1, 3, 2));
    }

    private static void restart(SimulatedDisk disk, boolean powerCut) {
        disk.crash();
        disk.restart(powerCut);
    }
}
