package io.everbook.app.dump;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Rows of sequence, time of day, participant and a sentence, 80 columns wide: a longer sentence goes on in the next
 * line under itself. Where the day changes, a line says so. Times are UTC.
 */
public final class StreamRows {

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
        String time = instant.toString();
        String start = String.format(
                Locale.ROOT,
                FORMAT,
                sequence,
                time.substring(time.indexOf('T') + 1).replace("Z", ""),
                participantId == 0 ? "-" : participantId);
        wrapped(start + sentence, INDENT).forEach(this::line);
    }

    /**
     * Breaks a sentence at blanks into lines of at most 80 columns.
     *
     * @param sentence the sentence; what stands before the indentation is not broken
     * @param indent how far further lines are moved in, in columns
     * @return the lines; a word that is longer than a line stays whole
     */
    public static List<String> wrapped(String sentence, int indent) {
        List<String> lines = new ArrayList<>();
        String rest = sentence;
        while (rest.length() > WIDTH) {
            int end = rest.lastIndexOf(' ', WIDTH);
            if (end <= indent) {
                end = rest.indexOf(' ', WIDTH);
            }
            if (end < 0) {
                break;
            }
            lines.add(rest.substring(0, end));
            rest = " ".repeat(indent) + rest.substring(end + 1);
        }
        lines.add(rest);
        return lines;
    }

    /** {@return a time in UTC, ISO-8601} */
    public static Instant instant(long nanos) {
        return CommandSentence.instant(nanos);
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
