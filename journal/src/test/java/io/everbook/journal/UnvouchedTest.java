package io.everbook.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.everbook.core.command.Command;
import io.everbook.core.instrument.Instrument;
import io.everbook.journal.storage.DiskOperation;
import io.everbook.journal.storage.PlannedFault;
import io.everbook.journal.storage.SimulatedDisk;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A force failed, and the system shows the bytes all the same until it is started anew. */
final class UnvouchedTest {

    private static final Instrument BTC_USD = Instrument.of("BTC-USD", "0.01", "0.001");
    private static final JournalOptions SMALL = new JournalOptions(16 << 10, 0, 1 << 10);
    private static final JournalOptions AHEAD = new JournalOptions(16 << 10, 4 << 10, 1 << 10);
    private static final String ACTIVE = "journals/BTC-USD.journal";

    /** What is lost differs from seed to seed: nothing, everything, some sectors. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void shouldKeepWhatARestartFoundAfterAForceThatFailed(long seed) {
        SimulatedDisk disk = new SimulatedDisk(seed);
        JournalWriter writer = open(disk);
        append(writer, 1, 3);
        writer.force();
        append(writer, 4, 6);
        disk.plan(PlannedFault.of(DiskOperation.FORCE, "journals/", 0, false));
        assertThatThrownBy(writer::force).isInstanceOf(JournalException.class);
        restart(disk, false);

        JournalWriter second = open(disk);
        append(second, 7, 8);
        second.force();
        restart(disk, true);

        assertThat(sequences(disk)).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
    }

    @Test
    void shouldWriteAgainNoMoreThanTheEnd() {
        SimulatedDisk disk = new SimulatedDisk(1);
        JournalWriter writer = open(disk);
        append(writer, 1, 20);
        writer.force();
        append(writer, 21, 21);
        writer.force();
        restart(disk, false);
        disk.plan(PlannedFault.of(DiskOperation.WRITE, "journals/", 2, true));

        // One write for one frame, and one for the end of the file; a third one would fail.
        open(disk).close();

        assertThat(sequences(disk)).hasSize(21);
    }

    /** The cut of the zeros written ahead is seen and not on the device; so it is when the segment is closed later. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void shouldCutAnewWhatACloseWhoseForceFailedHadCut(long seed) {
        SimulatedDisk disk = new SimulatedDisk(seed);
        JournalWriter writer = open(disk, AHEAD);
        append(writer, 1, 3);
        writer.force();
        disk.plan(PlannedFault.of(DiskOperation.FORCE, "journals/", 0, false));
        assertThatThrownBy(writer::close).isInstanceOf(JournalException.class);
        restart(disk, false);

        open(disk, SMALL).close();
        int size = disk.healthy(ACTIVE).length;
        restart(disk, true);

        assertThat(disk.durableSize(ACTIVE)).isEqualTo(size);
        assertThat(sequences(disk)).containsExactly(1L, 2L, 3L);
    }

    private static JournalWriter open(SimulatedDisk disk) {
        return open(disk, SMALL);
    }

    private static JournalWriter open(SimulatedDisk disk, JournalOptions options) {
        try (JournalReader reader = JournalReader.open(disk, "BTC-USD", 1)) {
            Command command = new Command();
            while (reader.next(command) != JournalReader.Entry.END) {
                assertThat(command).isNotNull();
            }
            return JournalWriter.open(disk, BTC_USD, reader.tail(), options);
        }
    }

    private static void append(JournalWriter writer, long first, long last) {
        for (long sequence = first; sequence <= last; sequence++) {
            writer.append(Commands.order(sequence));
        }
        writer.commit();
    }

    private static void restart(SimulatedDisk disk, boolean powerCut) {
        disk.crash();
        disk.restart(powerCut);
    }

    private static List<Long> sequences(SimulatedDisk disk) {
        List<Long> sequences = new ArrayList<>();
        try (JournalReader reader = JournalReader.open(disk, "BTC-USD", 1)) {
            Command command = new Command();
            while (reader.next(command) == JournalReader.Entry.COMMAND) {
                sequences.add(command.sequence());
            }
            reader.tail();
        }
        return sequences;
    }
}
