package io.everbook.app.secret;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where a new password comes from that replaces another, as a picocli mixin beside {@link PasswordOptions}. */
public final class NewPasswordOptions {

    @Option(
            names = "--new-password-file",
            paramLabel = "FILE",
            description = "Read the new password from the first line of a file of mode 0600.")
    private Path file;

    @Option(
            names = "--new-password-fd",
            paramLabel = "N",
            description = "Read the new password from an open file descriptor (0: standard input).")
    private Integer descriptor;

    @Option(
            names = "--new-password-env",
            paramLabel = "NAME",
            description = "Read the new password from an environment variable, which is then cleared.")
    private String variable;

    /**
     * Obtains the password; at the terminal it is asked for twice.
     *
     * @param what whose it is, for prompt and messages
     * @return the password; the caller closes it
     * @throws SecretException where there is none, or it is too short
     */
    public Secret read(String what) {
        return PasswordReader.readNew(
                PasswordOptions.source("--new-password", file, descriptor, variable), what + " (new)");
    }
}
