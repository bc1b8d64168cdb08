package io.everbook.app.dump;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Rows of comma-separated values after RFC 4180, but with line feeds; a value that is absent is empty. */
final class CsvRows {

    private final OutputStream out;
    private final StringBuilder row = new StringBuilder();

    CsvRows(OutputStream out) {
        this.out = out;
    }

    void head(List<String> columns) {
        columns.forEach(this::word);
        end();
    }

    /** Adds a value that needs no quotes; null for none. */
    CsvRows word(String value) {
        row.append(value == null ? "" : value).append(',');
        return this;
    }

    /** Adds a number; empty where it is 0, which stands for none. */
    CsvRows number(long value) {
        return word(value == 0 ? null : Long.toString(value));
    }

    /** Adds a text of which nothing is known. */
    CsvRows text(byte[] utf8, int length) {
        String text = new String(utf8, 0, length, StandardCharsets.UTF_8);
        boolean quoted = text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return word(quoted ? '"' + text.replace("\"", "\"\"") + '"' : text);
    }

    void end() {
        row.setCharAt(row.length() - 1, '\n');
        try {
            out.write(row.toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        row.setLength(0);
    }

    void flush() {
        try {
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
