package io.everbook.journal.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The simulated disk keeps what it must keep, and no more than it may. */
final class SimulatedDiskTest {

    private static final int SEEDS = 200;

    @Test
    void shouldKeepWhatWasForcedThroughAPowerCut() throws IOException {
        for (long seed = 0; seed < SEEDS; seed++) {
            SimulatedDisk disk = new SimulatedDisk(seed);
            write(disk, "a", 0, 3_000, 1).force(true);
            disk.syncDirectory("");

            cutPower(disk);

            assertThat(read(disk, "a")).hasSize(3_000).containsOnly(1);
        }
    }

    @Test
    void shouldKeepWhatWasWrittenThroughADeathOfTheProcess() throws IOException {
        SimulatedDisk disk = new SimulatedDisk(1);
        write(disk, "a", 0, 3_000, 1);
        disk.crash();
        assertThatThrownBy(() -> disk.exists("a")).isInstanceOf(SimulatedCrash.class);

        disk.restart(false);

        assertThat(read(disk, "a")).hasSize(3_000).containsOnly(1);
    }

    @Test
    void shouldLoseTearAndReorderWhatWasNotForced() throws IOException {
        Set<String> outcomes = new HashSet<>();
        FaultCounts counts = new FaultCounts();
        for (long seed = 0; seed < SEEDS; seed++) {
            SimulatedDisk disk = new SimulatedDisk(seed);
            write(disk, "a", 0, 2_048, 1).force(true);
            disk.syncDirectory("");
            StorageFile file = disk.open("a", OpenMode.WRITE);
            write(file, 0, 1_024, 2);
            write(file, 1_024, 1_024, 3);

            cutPower(disk);

            byte[] bytes = read(disk, "a");
            assertThat(bytes).hasSize(2_048);
            outcomes.add(bytes[0] + " " + bytes[600] + " " + bytes[1_100] + " " + bytes[1_900]);
            counts.add(disk.faults());
        }
        assertThat(outcomes).contains("1 1 1 1", "2 2 3 3", "1 1 3 3", "2 2 1 1", "1 2 1 3", "2 1 3 1");
        assertThat(counts.count(DiskFault.TORN_WRITE)).isPositive();
        assertThat(counts.count(DiskFault.REORDERED_WRITE)).isPositive();
    }

    @Test
    void shouldLoseNamesThatWereNotForced() throws IOException {
        Set<String> outcomes = new HashSet<>();
        for (long seed = 0; seed < SEEDS; seed++) {
            SimulatedDisk disk = new SimulatedDisk(seed);
            write(disk, "a", 0, 10, 1).force(true);
            write(disk, "gone", 0, 10, 1).force(true);
            disk.syncDirectory("");
            disk.rename("a", "b");
            disk.delete("gone");
            write(disk, "new", 0, 10, 1).force(true);

            cutPower(disk);

            outcomes.add(String.join(" ", disk.files("")));
        }
        assertThat(outcomes)
                .containsExactlyInAnyOrder("a gone", "a", "b gone", "b", "a gone new", "a new", "b gone new", "b new");
    }

    @Test
    void shouldNotBringBackPagesThatAFailedForceLost() throws IOException {
        int lost = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            SimulatedDisk disk = new SimulatedDisk(seed);
            StorageFile file = write(disk, "a", 0, 600, 1);
            disk.syncDirectory("");
            disk.plan(PlannedFault.of(DiskOperation.FORCE, "a", 0, false));
            assertThatThrownBy(() -> file.force(true)).isInstanceOf(IOException.class);
            assertThat(read(disk, "a")).hasSize(600).containsOnly(1);
            file.force(true);

            cutPower(disk);

            lost += Arrays.equals(read(disk, "a"), filled(600, 1)) ? 0 : 1;
        }
        assertThat(lost).isGreaterThan(SEEDS / 4);
    }

    @Test
    void shouldGiveAFileOneNameWhicheverDirectoryIsForcedFirst() throws IOException {
        SimulatedDisk disk = new SimulatedDisk(1);
        disk.createDirectories("from");
        disk.createDirectories("to");
        write(disk, "from/unfinished", 0, 10, 1).force(true);
        disk.rename("from/unfinished", "from/a");
        disk.rename("from/a", "to/a");
        disk.syncDirectory("to");
        disk.syncDirectory("from");

        cutPower(disk);

        assertThat(disk.files("from")).isEmpty();
        assertThat(disk.files("to")).containsExactly("a");
    }

    @Test
    void shouldFailOnceOrForGood() throws IOException {
        SimulatedDisk disk = new SimulatedDisk(1);
        StorageFile file = write(disk, "a", 0, 10, 1);
        disk.plan(new PlannedFault(DiskOperation.WRITE, DiskFault.NO_SPACE, "a", 1, false));
        write(file, 0, 10, 2);
        assertThatThrownBy(() -> write(file, 0, 10, 2)).hasMessageContaining("No space left on device");
        write(file, 0, 10, 2);

        disk.plan(PlannedFault.of(DiskOperation.WRITE, "a", 0, true));
        assertThatThrownBy(() -> write(file, 0, 10, 2)).hasMessageContaining("Input/output error");
        assertThatThrownBy(() -> write(file, 0, 10, 2)).hasMessageContaining("Input/output error");
        assertThat(disk.plannedFaultsInjected()).isEqualTo(3);
    }

    private static void cutPower(SimulatedDisk disk) {
        disk.crash();
        disk.restart(true);
    }

    private static StorageFile write(SimulatedDisk disk, String name, long position, int length, int value)
            throws IOException {
        StorageFile file = disk.open(name, OpenMode.CREATE);
        write(file, position, length, value);
        return file;
    }

    private static void write(StorageFile file, long position, int length, int value) throws IOException {
        file.writeFully(ByteBuffer.wrap(filled(length, value)), position);
    }

    private static byte[] filled(int length, int value) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    private static byte[] read(SimulatedDisk disk, String name) throws IOException {
        StorageFile file = disk.open(name, OpenMode.READ);
        byte[] bytes = new byte[(int) file.size()];
        file.readFully(ByteBuffer.wrap(bytes), 0);
        return bytes;
    }
}
