package io.everbook.app.dump;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;

/**
 * Rows of sequence, time of day, participant and a sentence, 80 columns wide: a longer sentence goes on in the next line
 * under itself. Where the day changes, a line says so. Times are UTC.
 */
final class StreamRows {

    private static final int WIDTH = 80;
    private static final String FORMAT = "%9s  %-18s  %5s  ";
    private static final int INDENT = 38;

    private final OutputStream out;
    private LocalDate day;

    StreamRows(OutputStream out) {
        this.out = out;
    }

    /** Names the columns. */
    void head(String what) {
        line(String.format(Locale.ROOT, FORMAT + "%s", "SEQUENCE", "TIME (UTC)", "WHO", what));
    }

    void row(long sequence, long timestampNanos, int participantId, String sentence) {
        Instant instant = CommandSentence.instant(timestampNanos);
        LocalDate date = LocalDate.ofInstant(instant, ZoneOffset.UTC);
        if (!date.equals(day)) {
            day = date;
            line(date.toString());
        }
        String start = String.format(
                Locale.ROOT,
                FORMAT,
                sequence,
                instant.toString().substring(instant.toString().indexOf('T') + 1).replace("Z", ""),
                participantId == 0 ? "-" : participantId);
        String rest = sentence;
        while (start.length() + rest.length() > WIDTH) {
            int end = rest.lastIndexOf(' ', WIDTH - start.length());
            if (end <= 0) {
                break;
            }
            line(start + rest.substring(0, end));
            rest = rest.substring(end + 1);
            start = " ".repeat(INDENT);
        }
        line(start + rest);
    }

    void line(String text) {
        try {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void flush() {
        try {
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
