package io.everbook.app.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A file system in memory that is soon full, mounted for one test and always unmounted. */
final class SmallDisk implements AutoCloseable {

    private final Path path;

    private SmallDisk(Path path) {
        this.path = path;
    }

    /** Mounts one, or skips the test where this process may not. */
    static SmallDisk mount(Path path, int kibibytes) throws IOException {
        Files.createDirectory(path);
        int exitCode = run("mount", "-t", "tmpfs", "-o", "mode=0700,size=" + kibibytes + "k", "tmpfs", path.toString());
        assumeTrue(exitCode == 0, "skipped: mounting a small tmpfs needs root");
        return new SmallDisk(path);
    }

    Path path() {
        return path;
    }

    /** Gives it more room, as an operator would. */
    void grow(int kibibytes) {
        remount("size=" + kibibytes + "k");
    }

    /** Lets nobody write any more, not even root. */
    void protect() {
        remount("ro");
    }

    private void remount(String option) {
        assertThat(run("mount", "-o", "remount," + option, path.toString())).isZero();
    }

    private static int run(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(3, TimeUnit.MINUTES) ? process.exitValue() : -1;
        } catch (IOException noSuchProgram) {
            return -1;
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    @Override
    public void close() {
        boolean unmounted = run("umount", path.toString()) == 0;
        // Whoever still holds a file there must not keep the mount alive behind the test.
        assertThat(unmounted || run("umount", "-l", path.toString()) == 0)
                .as("unmounted")
                .isTrue();
    }
}
