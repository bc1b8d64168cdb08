package io.everbook.app.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.everbook.app.backup.BackupException.Code;
import io.everbook.journal.storage.FileStorage;
import io.everbook.journal.storage.Storage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every byte of a small backup is changed in turn; each change is found, and said to be what it is. */
class BackupDamageTest {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldFindEveryByteThatWasChanged(boolean encrypted) throws IOException {
        try (Sealing sealing = encrypted ? SealedTest.sealed("twelve or more") : Sealing.NONE;
                SampleData data =
                        new SampleData(directory.resolve("data")).trade(3).snapshot();
                Storage storage = FileStorage.beside(directory.resolve("backups"), BackupStore.LOCK)) {
            BackupStore store = new BackupStore(storage, sealing);
            Manifest manifest =
                    new BackupCreation(store, false, "test", BackupProgress.NONE).run(data.path(), null, 1_000);
            int changed = flipAll(store, manifest.id(), null, EnumSet.of(Code.MANIFEST_DAMAGED, Code.NEWER_VERSION));
            for (StoredFile file : manifest.files()) {
                changed += flipAll(store, manifest.id(), file, EnumSet.of(Code.OBJECT_DAMAGED));
            }
            assertThat(manifest.files().stream().map(StoredFile::name))
                    .as("a file of each kind: credentials, journal, snapshot")
                    .hasSize(3);
            assertThat(changed).isGreaterThan(5_000);
            assertThat(store.manifest(manifest.id())).isEqualTo(manifest);
        }
    }

    /** The note that a backup was proved is that of this very manifest, byte by byte, or none. */
    @Test
    void shouldNotTakeAChangedNoteForAProof() throws IOException {
        try (SampleData data = new SampleData(directory.resolve("data")).trade(3);
                Storage storage = FileStorage.beside(directory.resolve("backups"), BackupStore.LOCK)) {
            BackupStore store = new BackupStore(storage, Sealing.NONE);
            String id = new BackupCreation(store, false, "test", BackupProgress.NONE)
                    .run(data.path(), null, 1_000)
                    .id();
            store.markVerified(id);
            Path note = directory.resolve("backups").resolve(id + ".verified");
            byte[] bytes = Files.readAllBytes(note);
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] ^= (byte) (1 << i % 8);
                Files.write(note, bytes);
                assertThat(store.isVerified(id)).as("at %d", i).isFalse();
                bytes[i] ^= (byte) (1 << i % 8);
            }
            Files.write(note, Arrays.copyOf(bytes, bytes.length + 1));
            assertThat(store.isVerified(id)).as("longer").isFalse();
            Files.write(note, Arrays.copyOf(bytes, bytes.length - 1));
            assertThat(store.isVerified(id)).as("cut").isFalse();
            Files.write(note, bytes);
            assertThat(store.isVerified(id)).isTrue();
        }
    }

    @Test
    void shouldSayWhatIsGone() throws IOException {
        try (SampleData data = new SampleData(directory.resolve("data")).trade(3);
                Storage storage = FileStorage.beside(directory.resolve("backups"), BackupStore.LOCK)) {
            BackupStore store = new BackupStore(storage, Sealing.NONE);
            Manifest manifest =
                    new BackupCreation(store, false, "test", BackupProgress.NONE).run(data.path(), null, 1_000);
            StoredFile file = manifest.files().get(0);
            storage.delete(file.object());
            assertThat(fault(store, manifest.id(), file)).isEqualTo(Code.OBJECT_MISSING);
            storage.delete(manifest.id() + ".manifest");
            assertThat(fault(store, manifest.id(), null)).isEqualTo(Code.NO_BACKUP);
        }
    }

    private int flipAll(BackupStore store, String id, StoredFile file, Set<Code> right) throws IOException {
        Path path = directory.resolve("backups").resolve(file == null ? id + ".manifest" : file.object());
        int length = (int) Files.size(path);
        try (RandomAccessFile opened = new RandomAccessFile(path.toFile(), "rw")) {
            for (int i = 0; i < length; i++) {
                opened.seek(i);
                int before = opened.read();
                opened.seek(i);
                opened.write(before ^ (1 << i % 8));
                assertThat(fault(store, id, file)).as("%s at %d", path, i).isIn(right);
                opened.seek(i);
                opened.write(before);
            }
            opened.seek(length - 1);
            int last = opened.read();
            opened.setLength(length - 1);
            assertThat(fault(store, id, file)).as("%s cut", path).isIn(right);
            opened.seek(length - 1);
            opened.write(last);
        }
        return length;
    }

    private static Code fault(BackupStore store, String id, StoredFile file) throws IOException {
        try {
            if (file == null) {
                store.manifest(id);
            } else {
                store.read(file, new ByteArrayOutputStream());
            }
            return null;
        } catch (BackupException fault) {
            return fault.code();
        }
    }
}
