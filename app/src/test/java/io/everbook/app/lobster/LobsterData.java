package io.everbook.app.lobster;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the real data, which lies beside the repository and is not part of it. */
final class LobsterData {

    private static final String PROPERTY = "everbook.data";

    private LobsterData() {}

    /** {@return a file of the folder lobster; the test that asks is skipped where there is none} */
    static Path file(String name) {
        Path file = folder().resolve("lobster").resolve(name);
        assumeTrue(
                Files.exists(file),
                () -> "skipped, because there is no real data: clone it beside the repository as shared/data, or say"
                        + " -D" + PROPERTY + "=FOLDER: file=" + file);
        return file;
    }

    private static Path folder() {
        String property = System.getProperty(PROPERTY);
        if (property != null) {
            return Path.of(property);
        }
        Path folder = Path.of("").toAbsolutePath();
        while (folder.getParent() != null && !Files.isDirectory(folder.resolve("shared/data/lobster"))) {
            folder = folder.getParent();
        }
        return folder.resolve("shared/data");
    }
}
