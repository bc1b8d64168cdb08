package io.everbook.app.replay;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.everbook.app.json.CommandWriter;
import io.everbook.app.json.EventWriter;
import io.everbook.app.terminal.SoleInstrument;
import io.everbook.core.command.Command;
import io.everbook.core.event.ExecutionEvent;
import io.everbook.core.instrument.Instrument;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/** Pieces of the JSON of replay commands: commands and events as everywhere else, numbers that may be absent. */
final class JsonText {

    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonText() {}

    /** Writes the fields of an object. */
    @FunctionalInterface
    interface Fields {

        void write(JsonGenerator json) throws IOException;
    }

    /** {@return an object, and a line feed} */
    static String object(Fields fields) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.writeStartObject();
            fields.write(json);
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new IllegalStateException("a string cannot fail to be written", impossible);
        }
        return text.append('\n').toString();
    }

    /** Writes a command, or null where there is none. */
    static void command(JsonGenerator json, String name, Command command, Instrument instrument) throws IOException {
        json.writeFieldName(name);
        json.writeRawValue(command == null ? "null" : command(command, instrument));
    }

    /** Writes events. */
    static void events(JsonGenerator json, String name, List<ExecutionEvent> events, Instrument instrument)
            throws IOException {
        json.writeArrayFieldStart(name);
        for (ExecutionEvent event : events) {
            json.writeRawValue(event(event, instrument));
        }
        json.writeEndArray();
    }

    /** Writes a number, or null where it is not known. */
    static void number(JsonGenerator json, String name, long value, boolean known) throws IOException {
        json.writeFieldName(name);
        if (known) {
            json.writeNumber(value);
        } else {
            json.writeNull();
        }
    }

    /** {@return a digest in hexadecimal digits} */
    static String hex(long digest) {
        return HexFormat.of().toHexDigits(digest);
    }

    /** {@return an event as a client is told it} */
    static String event(ExecutionEvent event, Instrument instrument) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        EventWriter writer = new EventWriter(bytes, new SoleInstrument(instrument));
        int marketIndex = event.marketIndex();
        writer.write(event.marketIndex(0));
        event.marketIndex(marketIndex);
        writer.flush();
        return bytes.toString(StandardCharsets.UTF_8).stripTrailing();
    }

    private static String command(Command command, Instrument instrument) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CommandWriter writer = CommandWriter.numbered(bytes);
        writer.write(command, instrument);
        writer.flush();
        return bytes.toString(StandardCharsets.UTF_8).stripTrailing();
    }
}
