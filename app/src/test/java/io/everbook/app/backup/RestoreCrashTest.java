package io.everbook.app.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.everbook.app.audit.AuditException;
import io.everbook.journal.storage.FileStorage;
import io.everbook.journal.storage.OpenMode;
import io.everbook.journal.storage.SimulatedCrash;
import io.everbook.journal.storage.SimulatedDisk;
import io.everbook.journal.storage.Storage;
import io.everbook.journal.storage.UnfinishedMark;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A restore whose process dies, or whose power goes, at every step: what it made is whole, or nobody uses it. */
class RestoreCrashTest {

    private static final long SEED = Long.getLong("everbook.restore.seed", System.nanoTime());

    @TempDir
    private Path directory;

    @BeforeEach
    void say() {
        System.out.printf("-Deverbook.restore.seed=%d%n", SEED);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldBeWholeOrUnfinishedAfterACrash(boolean powerCut) throws IOException {
        try (SampleData data =
                        new SampleData(directory.resolve("data")).trade(40).snapshot();
                Storage backups = FileStorage.beside(directory.resolve("backups"), BackupStore.LOCK)) {
            BackupStore store = new BackupStore(backups, Sealing.NONE);
            Manifest manifest = new BackupCreation(store, false, "test", BackupProgress.NONE)
                    .run(data.trade(3).path(), null, 1_000);
            Set<String> outcomes = new HashSet<>();
            int step = 0;
            for (boolean crashed = true; crashed; step++) {
                SimulatedDisk disk = new SimulatedDisk(SEED + step);
                disk.crashAfter(step);
                crashed = crashes(store, manifest, disk);
                disk.restart(powerCut);
                String found = look(store, manifest, disk);
                if (!crashed) {
                    assertThat(found).as("done is durable").isEqualTo("whole");
                }
                outcomes.add(found);
            }
            System.out.printf("restore: %d steps, %s%n", step, outcomes);
            assertThat(step).as("steps").isGreaterThan(40);
            assertThat(outcomes).contains("unfinished", "whole");
        }
    }

    private static boolean crashes(BackupStore store, Manifest manifest, SimulatedDisk disk) throws IOException {
        try {
            UnfinishedMark.set(disk);
            BackupRestoration.run(store, manifest, disk, BackupProgress.NONE);
            UnfinishedMark.clear(disk);
            disk.crash();
            return false;
        } catch (SimulatedCrash | AuditException crash) {
            assertThat(disk.dead()).as("%s", crash).isTrue();
            return true;
        }
    }

    private static String look(BackupStore store, Manifest manifest, SimulatedDisk disk) throws IOException {
        if (disk.exists(UnfinishedMark.NAME)) {
            return "unfinished";
        }
        if (disk.list("").isEmpty()) {
            return "absent";
        }
        BackupRestoration.requireStates(manifest, disk, BackupProgress.NONE);
        for (StoredFile file : manifest.files()) {
            ByteArrayOutputStream expected = new ByteArrayOutputStream();
            store.read(file, expected);
            try (InputStream in = StorageStreams.in(disk.open(file.name(), OpenMode.READ))) {
                assertThat(in.readAllBytes()).as(file.name()).isEqualTo(expected.toByteArray());
            }
        }
        assertThat(disk.size("audit/TOOLS.audit")).as("where it comes from").isGreaterThan(4_096);
        return "whole";
    }
}
