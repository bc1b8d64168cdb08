package io.everbook.app.secret;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/** Refuses files and directories that others than their owner can use, and says the command that mends them. */
public final class OwnerOnly {

    private static final Set<PosixFilePermission> OF_FILE =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    private static final Set<PosixFilePermission> OF_DIRECTORY =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private OwnerOnly() {}

    /**
     * Refuses a file whose mode lets others read or write it, or anybody execute it.
     *
     * @param what what it is, for the message
     * @param file the file
     * @throws SecretException where the mode is more than 0600
     * @throws IOException where there is no such file, or it cannot be looked at
     */
    public static void requireFile(String what, Path file) throws IOException {
        require(what, file, OF_FILE, "600");
    }

    /**
     * Refuses a directory whose mode lets others list, enter or write it.
     *
     * @param what what it is, for the message
     * @param directory the directory
     * @throws SecretException where the mode is more than 0700
     * @throws IOException where there is no such directory, or it cannot be looked at
     */
    public static void requireDirectory(String what, Path directory) throws IOException {
        require(what, directory, OF_DIRECTORY, "700");
    }

    private static void require(String what, Path path, Set<PosixFilePermission> most, String mode) throws IOException {
        boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        if (posix && !most.containsAll(Files.getPosixFilePermissions(path))) {
            throw new SecretException(
                    what + " can be used by others than its owner: run chmod " + mode + " " + path.toAbsolutePath());
        }
    }
}
