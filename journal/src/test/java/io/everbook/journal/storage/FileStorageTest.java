package io.everbook.journal.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.everbook.core.instrument.Instrument;
import io.everbook.journal.JournalOptions;
import io.everbook.journal.JournalTail;
import io.everbook.journal.JournalWriter;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FileStorageTest {

    @TempDir
    private Path directory;

    @Test
    void shouldKeepFilesAndDirectoriesToTheirOwner() throws IOException {
        assumeThat(directory.getFileSystem().supportedFileAttributeViews()).contains("posix");
        Path data = directory.resolve("deep/data");
        try (Storage storage = new FileStorage(data)) {
            Instrument instrument = Instrument.of("BTC-USD", "0.01", "0.01");
            JournalWriter.open(storage, instrument, JournalTail.empty(1), JournalOptions.DEFAULT)
                    .close();
        }
        try (Stream<Path> paths = Files.walk(directory.resolve("deep"))) {
            List<Path> all = paths.toList();
            assertThat(all).hasSize(5);
            for (Path path : all) {
                String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
                assertThat(mode).as(path.toString()).isEqualTo(Files.isDirectory(path) ? "rwx------" : "rw-------");
            }
        }
    }

    @Test
    void shouldRefuseADataDirectoryInUse() throws IOException {
        try (Storage first = new FileStorage(directory)) {
            assertThat(first.exists(FileStorage.LOCK_FILE)).isTrue();
            assertThatThrownBy(() -> new FileStorage(directory))
                    .isInstanceOfSatisfying(StorageException.class, e -> {
                        assertThat(e.code()).isEqualTo(StorageException.Code.DATA_DIRECTORY_IN_USE);
                        assertThat(e.path()).endsWith("everbook.lock");
                    })
                    .hasMessageContaining("another Everbook uses this data directory");
        }
        new FileStorage(directory).close();
    }

    @Test
    void shouldRefuseADataDirectoryInUseByAnotherProcess() throws IOException, InterruptedException {
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LockHolder.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            assertThat(other.getInputStream().read()).isEqualTo('L');
            assertThatThrownBy(() -> new FileStorage(directory)).hasMessageContaining("DATA_DIRECTORY_IN_USE");
        } finally {
            other.destroyForcibly().waitFor();
        }
        new FileStorage(directory).close();
    }

    @Test
    void shouldRefuseADataDirectoryThatCannotBeMade() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "x");
        assertThatThrownBy(() -> new FileStorage(file.resolve("data")))
                .isInstanceOfSatisfying(
                        StorageException.class,
                        e -> assertThat(e.code()).isEqualTo(StorageException.Code.DATA_DIRECTORY_UNWRITABLE));
        assertThatThrownBy(() -> new FileStorage(file)).isInstanceOf(StorageException.class);
    }

    @Test
    void shouldRefuseADirectoryThatWasNeverFinished() throws IOException {
        FileStorage.unfinished(directory).close();
        assertThatThrownBy(() -> new FileStorage(directory)).hasMessageContaining("DATA_DIRECTORY_UNFINISHED");
        assertThatThrownBy(() -> FileStorage.readOnly(directory)).hasMessageContaining("was never finished");
        try (Storage storage = FileStorage.beside(directory, "other.lock")) {
            UnfinishedMark.clear(storage);
        }
        new FileStorage(directory).close();
        FileStorage.readOnly(directory).close();
    }

    @Test
    void shouldTellMissingFilesFromOtherFaults() throws IOException {
        try (Storage storage = new FileStorage(directory)) {
            assertThatThrownBy(() -> storage.open("none", OpenMode.READ)).isInstanceOf(FileNotFoundException.class);
            assertThatThrownBy(() -> storage.open("none", OpenMode.WRITE)).isInstanceOf(FileNotFoundException.class);
            assertThatThrownBy(() -> storage.size("none")).isInstanceOf(FileNotFoundException.class);
            assertThatThrownBy(() -> storage.rename("none", "other")).isInstanceOf(FileNotFoundException.class);
            assertThat(storage.list("none")).isEmpty();
            storage.delete("none");
            storage.open("file", OpenMode.CREATE).close();
            assertThatThrownBy(() -> storage.open("file", OpenMode.CREATE)).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> storage.exists("../file")).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void shouldKeepEveryNameInsideOfTheDirectory() throws IOException {
        Path data = directory.resolve("data");
        Path outside = Files.writeString(directory.resolve("outside"), "untouched");
        try (Storage storage = new FileStorage(data)) {
            storage.createDirectories("journal");
            for (String name : List.of(
                    "../outside", "journal/../../outside", outside.toString(), "a\0b", "..", "/", "x".repeat(5_000))) {
                assertThatThrownBy(() -> storage.open(name, OpenMode.WRITE))
                        .as(name)
                        .isInstanceOf(Exception.class);
                assertThatThrownBy(() -> storage.open(name, OpenMode.CREATE))
                        .as(name)
                        .isInstanceOf(Exception.class);
                assertThatThrownBy(() -> storage.rename("journal", name))
                        .as(name)
                        .isInstanceOf(Exception.class);
            }
            for (String name : List.of("../outside", outside.toString())) {
                assertThatThrownBy(() -> storage.delete(name)).as(name).isInstanceOf(IllegalArgumentException.class);
                assertThatThrownBy(() -> storage.list(name)).as(name).isInstanceOf(IllegalArgumentException.class);
                assertThatThrownBy(() -> storage.createDirectories(name + "/x"))
                        .as(name)
                        .isInstanceOf(IllegalArgumentException.class);
            }
        }
        assertThat(Files.readString(outside)).isEqualTo("untouched");
        try (var files = Files.list(directory)) {
            assertThat(files).containsExactlyInAnyOrder(data, outside);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"journal", "snapshots", "snapshots/BTC-USD", "audit", "credentials.store", "other.lock"})
    void shouldWriteNothingThroughASymbolicLink(String name) throws IOException {
        Path data = Files.createDirectories(directory.resolve("data"));
        Path outside = Files.createDirectory(directory.resolve("outside"));
        Files.createDirectories(data.resolve(name).getParent());
        Files.createSymbolicLink(data.resolve(name), outside);
        assertThatThrownBy(() -> FileStorage.beside(data, "other.lock"))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("symbolic link")
                .hasMessageContaining(name);
        FileStorage.readOnly(data).close();
        try (var files = Files.list(outside)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void shouldOpenNoLinkForWriting() throws IOException {
        Path outside = Files.writeString(directory.resolve("outside"), "untouched");
        Path data = directory.resolve("data");
        try (Storage storage = new FileStorage(data)) {
            storage.createDirectories("journal");
            Files.createSymbolicLink(data.resolve("journal/BTC-USD.journal"), outside);
            for (OpenMode mode : List.of(OpenMode.WRITE, OpenMode.CREATE)) {
                assertThatThrownBy(() -> storage.open("journal/BTC-USD.journal", mode))
                        .isInstanceOf(IOException.class);
            }
        }
        assertThat(Files.readString(outside)).isEqualTo("untouched");
    }

    /** The data directory itself may be one: whoever names it has chosen it. */
    @Test
    void shouldFollowALinkToTheDirectoryItself() throws IOException {
        Path real = Files.createDirectory(directory.resolve("real"));
        Path link = Files.createSymbolicLink(directory.resolve("link"), real);
        try (Storage storage = new FileStorage(link)) {
            storage.createDirectories("journal");
        }
        assertThat(real.resolve("journal")).isDirectory();
    }

    @Test
    void shouldReadWhatWasWrittenAndReplaceByRename() throws IOException {
        try (Storage storage = new FileStorage(directory)) {
            storage.createDirectories("a/b");
            try (StorageFile file = storage.open("a/b/new", OpenMode.CREATE)) {
                file.writeFully(ByteBuffer.wrap(new byte[] {1, 2, 3}), 2);
                file.truncate(4);
                file.force(true);
                assertThat(file.size()).isEqualTo(4);
            }
            storage.open("a/old", OpenMode.CREATE).close();
            storage.rename("a/b/new", "a/old");
            storage.syncDirectory("a");
            assertThat(storage.list("a")).containsExactly("b", "old");
            ByteBuffer read = ByteBuffer.allocate(4);
            try (StorageFile file = storage.open("a/old", OpenMode.READ)) {
                file.readFully(read, 0);
                assertThatThrownBy(() -> file.readFully(ByteBuffer.allocate(2), 3))
                        .hasMessageContaining("ends");
            }
            assertThat(read.array()).containsExactly(0, 0, 1, 2);
            assertThat(storage.describe("a/old"))
                    .isEqualTo(directory.resolve("a/old").toString());
        }
    }

    @Test
    void shouldCreateDirectoriesForManyThreadsAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        CyclicBarrier together = new CyclicBarrier(4);
        try (FileStorage storage = new FileStorage(directory.resolve("shared"))) {
            for (int round = 0; round < 40; round++) {
                String name = "executions-" + round + "/deeper";
                List<Callable<Void>> tasks = Collections.nCopies(4, () -> {
                    together.await();
                    storage.createDirectories(name);
                    return null;
                });
                for (Future<Void> created : threads.invokeAll(tasks)) {
                    created.get();
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
