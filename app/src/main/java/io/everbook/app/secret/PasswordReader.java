package io.everbook.app.secret;

import io.everbook.app.secret.PasswordSource.OfDescriptor;
import io.everbook.app.secret.PasswordSource.OfFile;
import io.everbook.app.secret.PasswordSource.OfPrompt;
import io.everbook.app.secret.PasswordSource.OfVariable;
import java.io.Console;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Obtains passwords. Every buffer on the way is zeroed; nothing of a password is ever in a message. A password is the
 * UTF-8 of one line, without the line's end, of 1 to 1,024 bytes.
 */
public final class PasswordReader {

    /** The longest password, in bytes. */
    public static final int MAX_BYTES = 1024;

    /** The shortest password that is accepted when one is chosen, in bytes. */
    public static final int MIN_NEW_BYTES = 12;

    private PasswordReader() {}

    /**
     * Obtains a password.
     *
     * @param source where from
     * @param what whose it is, for the prompt and for messages, such as {@code "of the credential store"}
     * @return the password; the caller closes it
     * @throws SecretException where there is none, or others can read it
     */
    public static Secret read(PasswordSource source, String what) {
        if (source instanceof OfFile file) {
            return ofFile(file, what);
        }
        if (source instanceof OfDescriptor descriptor) {
            return ofDescriptor(descriptor, what);
        }
        if (source instanceof OfVariable variable) {
            return ofVariable(variable, what);
        }
        return prompt("Password " + what + ": ", what);
    }

    /**
     * Obtains a password that is being chosen: at the terminal it is asked for twice.
     *
     * @param source where from
     * @param what whose it is
     * @return the password; the caller closes it
     * @throws SecretException where there is none, it is short, others can read it, or the two differ
     */
    public static Secret readNew(PasswordSource source, String what) {
        Secret chosen = read(source, what);
        try {
            if (chosen.length() < MIN_NEW_BYTES) {
                throw new SecretException("the password " + what + " must have at least " + MIN_NEW_BYTES
                        + " bytes: it is all that protects what it encrypts");
            }
            if (source instanceof OfPrompt) {
                try (Secret again = prompt("Again: ", what)) {
                    if (!chosen.matches(again)) {
                        throw new SecretException("the two passwords are not the same: nothing was changed");
                    }
                }
            }
            return chosen;
        } catch (RuntimeException refused) {
            chosen.close();
            throw refused;
        }
    }

    private static Secret ofFile(OfFile source, String what) {
        Path path = source.path();
        try {
            OwnerOnly.requireFile("the file with the password " + what, path);
            try (InputStream in = new FileInputStream(path.toFile())) {
                return line(in, source, what);
            }
        } catch (IOException unreadable) {
            throw new SecretException("the file with the password " + what + " cannot be read; check that it exists and"
                    + " whose it is: file=" + path);
        }
    }

    private static Secret ofDescriptor(OfDescriptor source, String what) {
        if (source.number() == 0) {
            return standardInput(source, what);
        }
        // The kernel's own name for a descriptor that is open, on Linux and on macOS.
        Path path = Path.of("/dev/fd/" + source.number());
        try (InputStream in = new FileInputStream(path.toFile())) {
            return line(in, source, what);
        } catch (IOException closed) {
            throw new SecretException("the file descriptor with the password " + what
                    + " is not open for reading: start the process with, for example, " + source.number()
                    + "< FILE: fd=" + source.number());
        }
    }

    private static Secret standardInput(OfDescriptor source, String what) {
        try {
            return line(System.in, source, what);
        } catch (IOException closed) {
            throw new SecretException("standard input with the password " + what + " cannot be read: fd=0");
        }
    }

    /** Reads byte by byte, so that nothing behind the line is taken from a stream that others read on. */
    private static Secret line(InputStream in, PasswordSource source, String what) throws IOException {
        byte[] buffer = new byte[MAX_BYTES + 1];
        int length = 0;
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            if (length == buffer.length) {
                break;
            }
            buffer[length++] = (byte) next;
        }
        if (length > 0 && length <= MAX_BYTES && buffer[length - 1] == '\r') {
            length--;
        }
        if (length == 0 || length > MAX_BYTES) {
            Arrays.fill(buffer, (byte) 0);
            throw new SecretException(
                    "the password " + what + " must be one line of 1 to " + MAX_BYTES + " bytes: source=" + source);
        }
        return Secret.moving(buffer, length);
    }

    private static Secret ofVariable(OfVariable source, String what) {
        byte[] value = EnvironmentVariable.take(source.name());
        if (value == null) {
            throw new SecretException("the environment variable with the password " + what
                    + " is not set, or was read before: env=" + source.name());
        }
        if (value.length == 0 || value.length > MAX_BYTES) {
            Arrays.fill(value, (byte) 0);
            throw new SecretException(
                    "the password " + what + " must have 1 to " + MAX_BYTES + " bytes: env=" + source.name());
        }
        return Secret.taking(value);
    }

    private static Secret prompt(String prompt, String what) {
        Console console = System.console();
        char[] typed = console == null ? null : console.readPassword("%s", prompt);
        if (typed == null) {
            throw new SecretException("the password " + what + " cannot be asked for, there is no terminal: give a"
                    + " file, a file descriptor or an environment variable instead");
        }
        ByteBuffer encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(typed));
        Arrays.fill(typed, '\0');
        int length = encoded.remaining();
        if (length == 0 || length > MAX_BYTES) {
            Arrays.fill(encoded.array(), (byte) 0);
            throw new SecretException("the password " + what + " must have 1 to " + MAX_BYTES + " bytes");
        }
        return Secret.moving(encoded.array(), length);
    }
}
