package io.everbook.app.dump;

import io.everbook.app.json.EventWriter;
import io.everbook.app.terminal.SoleInstrument;
import io.everbook.core.event.ExecutionEvent;
import io.everbook.core.instrument.Instrument;
import java.io.OutputStream;

/** Events as the JSON Lines that {@code everbook match} writes. */
public final class EventJsonDump implements EventWriting {

    private final OutputStream out;
    private EventWriter writer;

    /**
     * Writes to a stream.
     *
     * @param out receives large pieces of UTF-8 text; not closed
     */
    public EventJsonDump(OutputStream out) {
        this.out = out;
    }

    @Override
    public void define(Instrument instrument) {
        writer = new EventWriter(out, new SoleInstrument(instrument));
    }

    @Override
    public void event(ExecutionEvent event) {
        event.marketIndex(0);
        writer.write(event);
    }

    @Override
    public void flush() {
        if (writer != null) {
            writer.flush();
        }
    }
}
