package io.everbook.app.terminal;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Files that only their owner can read, such as what was typed. */
public final class OwnFile {

    private OwnFile() {}

    /** Creates an empty file that only its owner can read and write, unless there is a file already. */
    public static void create(String option, Path file) throws IOException {
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } catch (FileAlreadyExistsException kept) {
            if (!Files.isRegularFile(file) || !Files.isWritable(file)) {
                throw new UserFault("not a file that can be written: " + option + "=" + file);
            }
        } catch (IOException fault) {
            throw new UserFault("this file cannot be created: " + option + "=" + file + " cause=" + fault.getMessage());
        }
    }
}
