package io.everbook.app.replay;

import com.fasterxml.jackson.core.JsonGenerator;
import io.everbook.app.json.CommandWriter;
import io.everbook.app.json.EventWriter;
import io.everbook.app.terminal.SoleInstrument;
import io.everbook.core.command.Command;
import io.everbook.core.event.ExecutionEvent;
import io.everbook.core.instrument.Instrument;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Pieces of the JSON of replay commands: commands and events as everywhere else, numbers that may be absent. */
final class JsonText {

    private JsonText() {}

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
