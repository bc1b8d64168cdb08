package io.everbook.app.secret;

import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * Where a password comes from. Never a command line, which every user of a machine can read.
 *
 * @see PasswordReader
 */
public sealed interface PasswordSource {

    /** How a source is written, as a sentence. */
    String RULE = "prompt, file:PATH, fd:N (N from 0 to 1023) or env:NAME";

    /**
     * A file that only its owner can read; the first line is the password.
     *
     * @param path the file
     */
    record OfFile(Path path) implements PasswordSource {
        @Override
        public String toString() {
            return "file:" + path;
        }
    }

    /**
     * A file descriptor that the process was started with; the first line is the password.
     *
     * @param number the descriptor
     */
    record OfDescriptor(int number) implements PasswordSource {
        @Override
        public String toString() {
            return "fd:" + number;
        }
    }

    /**
     * An environment variable, which is taken out of this process's environment once it was read.
     *
     * @param name its name
     */
    record OfVariable(String name) implements PasswordSource {
        @Override
        public String toString() {
            return "env:" + name;
        }
    }

    /** A person at a terminal, who does not see what is typed. */
    record OfPrompt() implements PasswordSource {
        @Override
        public String toString() {
            return "prompt";
        }
    }

    /**
     * Reads a source.
     *
     * @param text as {@link #RULE} says
     * @return the source
     * @throws IllegalArgumentException where it is none. The message does not repeat the text, which may be a password
     *     that was put here by mistake
     */
    static PasswordSource parse(String text) {
        if (text.equals("prompt")) {
            return new OfPrompt();
        }
        int colon = text.indexOf(':');
        String kind = colon < 0 ? "" : text.substring(0, colon);
        String value = text.substring(colon + 1);
        if (kind.equals("file") && !value.isBlank() && value.indexOf('\0') < 0) {
            return new OfFile(Path.of(value));
        }
        if (kind.equals("fd") && Pattern.matches("\\d{1,4}", value) && Integer.parseInt(value) < 1024) {
            return new OfDescriptor(Integer.parseInt(value));
        }
        if (kind.equals("env") && Pattern.matches("[A-Za-z_][A-Za-z0-9_]*", value)) {
            return new OfVariable(value);
        }
        throw new IllegalArgumentException("a password's source must be " + RULE);
    }
}
