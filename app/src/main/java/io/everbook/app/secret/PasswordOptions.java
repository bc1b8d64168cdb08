package io.everbook.app.secret;

import io.everbook.app.secret.PasswordSource.OfDescriptor;
import io.everbook.app.secret.PasswordSource.OfFile;
import io.everbook.app.secret.PasswordSource.OfPrompt;
import io.everbook.app.secret.PasswordSource.OfVariable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/**
 * The options with which a command is told where its password comes from, as a picocli mixin; without any it is asked
 * for at the terminal. There is no option that takes the password itself.
 */
public final class PasswordOptions {

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "Read the password from the first line of a file of mode 0600.")
    private Path file;

    @Option(
            names = "--password-fd",
            paramLabel = "N",
            description = "Read the password from an open file descriptor (0: standard input).")
    private Integer descriptor;

    @Option(
            names = "--password-env",
            paramLabel = "NAME",
            description = "Read the password from an environment variable, which is then cleared.")
    private String variable;

    /** {@return whether one of the options was given} */
    public boolean isGiven() {
        return file != null || descriptor != null || variable != null;
    }

    /**
     * {@return where the password comes from: what the one option says, else the prompt}
     *
     * @throws SecretException where several options are given, or one is not understood
     */
    public PasswordSource source() {
        return source("--password", file, descriptor, variable);
    }

    static PasswordSource source(String prefix, Path file, Integer descriptor, String variable) {
        List<PasswordSource> given = new ArrayList<>();
        try {
            if (file != null) {
                given.add(new OfFile(file));
            }
            if (descriptor != null) {
                given.add(PasswordSource.parse(new OfDescriptor(descriptor).toString()));
            }
            if (variable != null) {
                given.add(PasswordSource.parse(new OfVariable(variable).toString()));
            }
        } catch (IllegalArgumentException notUnderstood) {
            throw new SecretException(prefix + "-fd takes a number from 0 to 1023, " + prefix
                    + "-env the name of a variable, of A-Z a-z 0-9 _: neither takes the password itself");
        }
        if (given.size() > 1) {
            throw new SecretException("a password has one source: give one of " + prefix + "-file, " + prefix
                    + "-fd and " + prefix + "-env");
        }
        return given.isEmpty() ? new OfPrompt() : given.get(0);
    }

    /**
     * Obtains the password.
     *
     * @param what whose it is, for prompt and messages
     * @return the password; the caller closes it
     * @throws SecretException where there is none
     */
    public Secret read(String what) {
        return PasswordReader.read(source(), what);
    }

    /**
     * Obtains a password that is being chosen; at the terminal it is asked for twice.
     *
     * @param what whose it is
     * @return the password; the caller closes it
     * @throws SecretException where there is none, or it is too short
     */
    public Secret readNew(String what) {
        return PasswordReader.readNew(source(), what);
    }
}
