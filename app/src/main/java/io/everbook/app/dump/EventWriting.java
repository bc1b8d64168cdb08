package io.everbook.app.dump;

import io.everbook.core.event.ExecutionEvent;
import io.everbook.core.instrument.Instrument;

/** Writes the events of one symbol, in one format. */
public interface EventWriting {

    /**
     * The events begin.
     *
     * @param instrument what they are about
     */
    void define(Instrument instrument);

    /**
     * An event happened.
     *
     * @param event the event; not kept
     */
    void event(ExecutionEvent event);

    /** Passes on what is buffered. */
    void flush();
}
