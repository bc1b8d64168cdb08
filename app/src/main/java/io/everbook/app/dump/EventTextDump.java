package io.everbook.app.dump;

import io.everbook.core.event.ExecutionEvent;
import io.everbook.core.instrument.Instrument;
import java.io.OutputStream;

/** Events as rows for people. */
public final class EventTextDump implements EventWriting {

    private final StreamRows rows;
    private Instrument instrument;

    /**
     * Writes to a stream.
     *
     * @param out receives UTF-8 text, a row at a time; not closed
     */
    public EventTextDump(OutputStream out) {
        rows = new StreamRows(out);
    }

    @Override
    public void define(Instrument defined) {
        instrument = defined;
        rows.head("EVENT");
    }

    @Override
    public void event(ExecutionEvent event) {
        rows.row(event.sequence(), event.timestampNanos(), event.participantId(), EventSentence.of(event, instrument));
    }

    @Override
    public void flush() {
        rows.flush();
    }
}
