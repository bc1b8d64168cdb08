package io.everbook.app.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.everbook.app.secret.Secret;
import io.everbook.journal.storage.FileStorage;
import io.everbook.journal.storage.ForwardingStorage;
import io.everbook.journal.storage.OpenMode;
import io.everbook.journal.storage.Storage;
import io.everbook.journal.storage.StorageException;
import io.everbook.journal.storage.StorageFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialFileTest {

    @TempDir
    private Path directory;

    private final Secret password = TestStores.password("correct horse battery");
    private final Secret other = TestStores.password("another long one");

    @Test
    void shouldBeReadableByItsOwnerOnlyFromItsFirstByte() throws IOException {
        List<String> modes = new ArrayList<>();
        Path data = directory.resolve("data");
        try (Storage storage = new DyingStorage(data, Integer.MAX_VALUE) {
            @Override
            void step() {
                for (String name : filesOf(data)) {
                    modes.add(mode(data.resolve(name)));
                }
            }
        }) {
            new CredentialFile(storage).create(TestStores.withThree(password));
        }
        assertThat(modes).isNotEmpty().containsOnly("rw-------");
        assertThat(mode(data)).isEqualTo("rwx------");
    }

    @Test
    void shouldLeaveTheOldOrTheNewStoreWhereverARotationDies() throws IOException {
        assertOldOrNew(store -> store.rotate("desk-7", TestStores.NOW + 1).close(), false);
    }

    @Test
    void shouldLeaveTheOldOrTheNewStoreWhereverAChangeOfThePasswordDies() throws IOException {
        assertOldOrNew(store -> {}, true);
    }

    private void assertOldOrNew(Consumer<CredentialStore> change, boolean passwd) throws IOException {
        int olds = 0;
        int news = 0;
        for (int dies = 0; ; dies++) {
            Path data = directory.resolve((passwd ? "p" : "r") + dies);
            byte[] before = create(data);
            boolean died = change(data, dies, change, passwd);
            byte[] after = Files.readAllBytes(data.resolve(CredentialFile.NAME));
            boolean old = java.util.Arrays.equals(before, after);
            try (CredentialStore opened = CredentialStore.open(after, passwd && !old ? other : password)) {
                assertThat(opened.credentials()).hasSize(3);
                assertThat(opened.generation()).isEqualTo(old ? 1 : 2);
            }
            olds += old ? 1 : 0;
            news += old ? 0 : 1;
            // What the dead one left behind is in nobody's way.
            try (Storage storage = FileStorage.beside(data, CredentialFile.LOCK);
                    CredentialStore opened = CredentialStore.open(after, passwd && !old ? other : password)) {
                opened.revoke("ops");
                new CredentialFile(storage).replace(opened);
            }
            if (!died) {
                break;
            }
        }
        assertThat(olds).as("deaths before the rename").isGreaterThanOrEqualTo(4);
        assertThat(news).as("the death after it, and the life without one").isGreaterThanOrEqualTo(2);
    }

    private byte[] create(Path data) throws IOException {
        try (Storage storage = FileStorage.beside(data, CredentialFile.LOCK);
                CredentialStore store = TestStores.withThree(password)) {
            new CredentialFile(storage).create(store);
        }
        return Files.readAllBytes(data.resolve(CredentialFile.NAME));
    }

    private boolean change(Path data, int dies, Consumer<CredentialStore> change, boolean passwd) throws IOException {
        try (Storage storage = new DyingStorage(data, dies)) {
            CredentialFile file = new CredentialFile(storage);
            CredentialStore store = CredentialStore.open(file.read(), password);
            change.accept(store);
            file.replace(passwd ? store.withPassword(other, TestStores.FLOOR) : store);
            return false;
        } catch (Death death) {
            return true;
        }
    }

    @Test
    void shouldNotReplaceAStoreByCreatingOne() throws IOException {
        create(directory);
        try (Storage storage = FileStorage.beside(directory, CredentialFile.LOCK);
                CredentialStore store = TestStores.withThree(password)) {
            CredentialFile file = new CredentialFile(storage);
            assertThatThrownBy(() -> file.create(store))
                    .isInstanceOf(CredentialException.class)
                    .hasMessageContaining("EXISTS")
                    .hasMessageContaining(CredentialFile.NAME);
            assertThatThrownBy(() -> FileStorage.beside(directory, CredentialFile.LOCK))
                    .isInstanceOf(StorageException.class);
        }
    }

    @Test
    void shouldKeepTheOldStoreWhereTheDiskTakesNoMore() throws IOException {
        byte[] before = create(directory);
        try (Storage storage = new FullStorage(directory)) {
            CredentialFile file = new CredentialFile(storage);
            CredentialStore store = CredentialStore.open(file.read(), password);
            assertThatThrownBy(() -> file.replace(store))
                    .isInstanceOf(CredentialException.class)
                    .hasMessageContaining("No space left");
        }
        assertThat(Files.readAllBytes(directory.resolve(CredentialFile.NAME))).isEqualTo(before);
    }

    private static List<String> filesOf(Path data) {
        try (var files = Files.list(data)) {
            return files.map(file -> file.getFileName().toString()).toList();
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }

    private static String mode(Path path) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }

    /** The process dies. */
    private static final class Death extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** A storage whose process dies after some changes; half of a write may have been done. */
    private static class DyingStorage extends ForwardingStorage {

        private int left;

        DyingStorage(Path data, int left) {
            super(FileStorage.beside(data, CredentialFile.LOCK));
            this.left = left;
        }

        void step() {
            if (left-- <= 0) {
                throw new Death();
            }
        }

        @Override
        public StorageFile open(String name, OpenMode mode) throws IOException {
            StorageFile file = super.open(name, mode);
            if (mode == OpenMode.READ) {
                return file;
            }
            try {
                step();
            } catch (Death death) {
                file.close();
                throw death;
            }
            return new DyingFile(file, this);
        }

        @Override
        public void rename(String from, String to) throws IOException {
            step();
            super.rename(from, to);
            step();
        }

        @Override
        public void delete(String name) throws IOException {
            super.delete(name);
            step();
        }

        @Override
        public void syncDirectory(String name) throws IOException {
            super.syncDirectory(name);
            step();
        }
    }

    /** A file of which the process that dies has written a half. */
    private record DyingFile(StorageFile file, DyingStorage storage) implements StorageFile {

        @Override
        public int read(ByteBuffer target, long position) throws IOException {
            return file.read(target, position);
        }

        @Override
        public int write(ByteBuffer source, long position) throws IOException {
            ByteBuffer half = source.duplicate();
            half.limit(half.position() + half.remaining() / 2);
            file.write(half, position);
            storage.step();
            return file.write(source, position);
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public void truncate(long size) throws IOException {
            file.truncate(size);
        }

        @Override
        public void force(boolean metadata) throws IOException {
            storage.step();
            file.force(metadata);
            storage.step();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }

    /** A storage without room for a file. */
    private static final class FullStorage extends ForwardingStorage {

        FullStorage(Path data) {
            super(FileStorage.beside(data, CredentialFile.LOCK));
        }

        @Override
        public StorageFile open(String name, OpenMode mode) throws IOException {
            if (mode == OpenMode.READ) {
                return super.open(name, mode);
            }
            throw new IOException("No space left on device");
        }
    }
}
