package io.everbook.app.dump;

import io.everbook.core.command.Command;
import io.everbook.core.instrument.Instrument;

/** Writes what a journal holds, in one format. */
public interface DumpWriter {

    /**
     * A journal begins.
     *
     * @param instrument what it is about
     */
    void define(Instrument instrument);

    /**
     * A command stands in it.
     *
     * @param command the command; not kept
     * @param instrument what it is for
     */
    void command(Command command, Instrument instrument);

    /**
     * A checkpoint stands in it.
     *
     * @param instrument what it is for
     * @param sequence the command of which it speaks
     * @param digest the digest after it
     */
    void checkpoint(Instrument instrument, long sequence, long digest);

    /** Passes on what is buffered. */
    void flush();
}
