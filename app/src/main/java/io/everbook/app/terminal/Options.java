package io.everbook.app.terminal;

import io.everbook.core.instrument.DecimalUnit;
import io.everbook.core.instrument.Instrument;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Checks and readings that options of several commands share. */
public final class Options {

    private Options() {}

    /**
     * Refuses a number out of range.
     *
     * @param option its name, for the message
     * @param value the number given
     * @param min the least that is allowed
     * @param max the most that is allowed
     */
    public static void check(String option, long value, long min, long max) {
        if (value < min || value > max) {
            throw new UserFault(option + " must be " + min + " to " + max + ": " + option + "=" + value);
        }
    }

    /** Refuses a file that is missing or cannot be read. */
    public static void requireFile(String option, Path file) {
        if (!Files.exists(file)) {
            throw new UserFault("no such file: " + option + "=" + file);
        }
        if (Files.isDirectory(file) || !Files.isReadable(file)) {
            throw new UserFault("not a readable file: " + option + "=" + file);
        }
    }

    /** Refuses a directory that has anything in it; one that does not exist is as good as empty. */
    public static void requireEmptyDirectory(String option, Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        if (!Files.isDirectory(directory)) {
            throw new UserFault("not a directory: " + option + "=" + directory);
        }
        try (Stream<Path> entries = Files.list(directory)) {
            if (entries.findAny().isPresent()) {
                throw new UserFault(
                        "the directory must be empty, the state is written into it: " + option + "=" + directory);
            }
        }
    }

    /** {@return the stream that a file name, or - for standard input, means} */
    public static InputStream open(String file) throws IOException {
        if (file.equals("-")) {
            return System.in;
        }
        requireFile("FILE", Path.of(file));
        return Files.newInputStream(Path.of(file));
    }

    /**
     * Reads an instrument.
     *
     * @param text {@code SYMBOL[,tick=DECIMAL][,lot=DECIMAL][,maxOpenOrders=N]}
     * @return the instrument
     */
    public static Instrument instrument(String text) {
        String[] parts = text.split(",", -1);
        DecimalUnit tick = DecimalUnit.of("0.01");
        DecimalUnit lot = DecimalUnit.of("0.00000001");
        int maxOpenOrders = Instrument.DEFAULT_MAX_OPEN_ORDERS;
        try {
            for (int i = 1; i < parts.length; i++) {
                String[] pair = parts[i].split("=", 2);
                String value = pair.length == 2 ? pair[1] : "";
                switch (pair[0]) {
                    case "tick" -> tick = DecimalUnit.of(value);
                    case "lot" -> lot = DecimalUnit.of(value);
                    case "maxOpenOrders" -> maxOpenOrders = Integer.parseInt(value);
                    default -> throw new IllegalArgumentException("unknown part \"" + parts[i] + "\"");
                }
            }
            return new Instrument(parts[0], tick, lot, maxOpenOrders);
        } catch (IllegalArgumentException fault) {
            throw new UserFault("--instrument takes SYMBOL[,tick=DECIMAL][,lot=DECIMAL][,maxOpenOrders=N]: "
                    + fault.getMessage() + ": --instrument=" + text);
        }
    }
}
