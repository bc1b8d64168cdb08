package io.everbook.app.logging;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.everbook.app.configuration.LogFormat;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.slf4j.event.Level;

/**
 * What is logged, before it is written. Nothing in a message can end its line: what somebody sends does not write lines
 * of its own.
 *
 * @param level the level
 * @param logger the logger's name
 * @param thread the name of the thread that said it
 * @param message the message; null is written as such
 * @param failure what failed, or null
 */
record LogLine(Level level, String logger, String thread, String message, Throwable failure) {

    private static final char FIRST_PRINTABLE = ' ';
    private static final char DELETE = 0x7f;
    private static final char LAST_CONTROL = 0x9f;

    /** The factory, and Jackson with it, is loaded by the first line in JSON. */
    private static final class Json {

        private static final JsonFactory FACTORY = new JsonFactory();
    }

    /** {@return the line as it goes to standard error, with its end} */
    String forConsole(LogFormat format, Instant time) {
        return format == LogFormat.JSON ? json(time) : text();
    }

    /** {@return the line as it goes to a file, with its end} */
    String forFile(LogFormat format, Instant time) {
        return format == LogFormat.JSON ? json(time) : millis(time) + " " + text();
    }

    private String text() {
        StringBuilder text = new StringBuilder(128).append('[').append(level).append("] ");
        escape(String.valueOf(message), text);
        text.append(System.lineSeparator());
        if (failure != null) {
            stack().lines().forEach(line -> {
                // Frames begin with a tab, which is as good as spaces.
                escape(line.replace("\t", "    "), text);
                text.append(System.lineSeparator());
            });
        }
        return text.toString();
    }

    private String json(Instant time) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = Json.FACTORY.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("time", millis(time));
            json.writeStringField("level", level.name());
            json.writeStringField("logger", logger);
            json.writeStringField("thread", thread);
            json.writeStringField("message", String.valueOf(message));
            if (failure != null) {
                json.writeStringField("failure", stack());
            }
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.append('\n').toString();
    }

    private String stack() {
        StringWriter stack = new StringWriter();
        failure.printStackTrace(new PrintWriter(stack));
        return stack.toString();
    }

    private static String millis(Instant time) {
        return time.truncatedTo(ChronoUnit.MILLIS).toString();
    }

    private static void escape(String message, StringBuilder text) {
        for (int i = 0; i < message.length(); i++) {
            char c = message.charAt(i);
            boolean plain = c >= FIRST_PRINTABLE && (c < DELETE || c > LAST_CONTROL);
            if (plain) {
                text.append(c);
            } else if (c == '\n') {
                text.append("\\n");
            } else {
                text.append(String.format("\\u%04x", (int) c));
            }
        }
    }
}
