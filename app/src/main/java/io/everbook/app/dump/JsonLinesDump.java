package io.everbook.app.dump;

import io.everbook.app.json.CommandWriter;
import io.everbook.core.command.Command;
import io.everbook.core.instrument.Instrument;
import java.io.OutputStream;

/**
 * JSON Lines that {@code everbook match} takes: the instrument, then its commands. Or numbered ones for tools that look
 * at a journal: its commands alone, each with its sequence. Checkpoints are left out.
 */
public final class JsonLinesDump implements DumpWriter {

    private final CommandWriter writer;
    private final boolean numbered;

    /**
     * Writes to a stream.
     *
     * @param out receives large pieces of UTF-8 text; not closed
     */
    public JsonLinesDump(OutputStream out) {
        this(new CommandWriter(out), false);
    }

    private JsonLinesDump(CommandWriter writer, boolean numbered) {
        this.writer = writer;
        this.numbered = numbered;
    }

    /**
     * Writes numbered commands to a stream.
     *
     * @param out receives large pieces of UTF-8 text; not closed
     * @return the dump
     */
    public static JsonLinesDump numbered(OutputStream out) {
        return new JsonLinesDump(CommandWriter.numbered(out), true);
    }

    @Override
    public void define(Instrument instrument) {
        if (!numbered) {
            writer.define(instrument);
        }
    }

    @Override
    public void command(Command command, Instrument instrument) {
        writer.write(command, instrument);
    }

    @Override
    public void checkpoint(Instrument instrument, long sequence, long digest) {
        // No command: match would refuse it. The YAML shows it.
    }

    @Override
    public void flush() {
        writer.flush();
    }
}
