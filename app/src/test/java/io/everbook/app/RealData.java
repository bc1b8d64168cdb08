package io.everbook.app;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the real data, which lies beside the repository and is not part of it. */
public final class RealData {

    private static final String PROPERTY = "everbook.data";

    private RealData() {}

    /**
     * Finds a file; the test that asks is skipped, saying so, where there is none.
     *
     * @param folder the folder, such as lobster
     * @param name the file in it
     * @return the file
     */
    public static Path file(String folder, String name) {
        Path file = folder().resolve(folder).resolve(name);
        assumeTrue(
                Files.exists(file),
                () -> "skipped, because there is no real data: a folder shared/data above the build, or" + " -D"
                        + PROPERTY + "=FOLDER: file=" + file);
        return file;
    }

    private static Path folder() {
        String property = System.getProperty(PROPERTY);
        if (property != null) {
            return Path.of(property);
        }
        Path folder = Path.of("").toAbsolutePath();
        while (folder.getParent() != null && !Files.isDirectory(folder.resolve("shared/data"))) {
            folder = folder.getParent();
        }
        return folder.resolve("shared/data");
    }
}
