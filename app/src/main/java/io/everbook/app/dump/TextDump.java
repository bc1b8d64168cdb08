package io.everbook.app.dump;

import io.everbook.core.command.Command;
import io.everbook.core.instrument.Instrument;
import java.io.OutputStream;
import java.util.HexFormat;

/** Commands as rows for people, and checkpoints between them. */
public final class TextDump implements DumpWriter {

    private final StreamRows rows;

    /**
     * Writes to a stream.
     *
     * @param out receives UTF-8 text, a row at a time; not closed
     */
    public TextDump(OutputStream out) {
        rows = new StreamRows(out);
    }

    @Override
    public void define(Instrument instrument) {
        rows.head("COMMAND");
    }

    @Override
    public void command(Command command, Instrument instrument) {
        rows.row(
                command.sequence(),
                command.timestampNanos(),
                command.participantId(),
                CommandSentence.of(command, instrument));
    }

    @Override
    public void checkpoint(Instrument instrument, long sequence, long digest) {
        rows.line(
                "checkpoint: sequence=" + sequence + " digest=" + HexFormat.of().toHexDigits(digest));
    }

    @Override
    public void flush() {
        rows.flush();
    }
}
