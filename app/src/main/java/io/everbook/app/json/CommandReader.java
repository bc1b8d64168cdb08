package io.everbook.app.json;

import io.everbook.core.command.Command;
import io.everbook.core.instrument.Instrument;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads commands from JSON Lines, one a line, as docs/commands.md says. Returns a line as soon as the stream has given
 * all of it, and makes hardly any garbage. Used by one thread; the stream stays the caller's to close.
 */
public final class CommandReader {

    /** What a line was. */
    public enum Kind {
        /** A command for a market, now in the target. */
        COMMAND,
        /** The definition of an instrument, now at {@link CommandReader#instrument()}; the target is unchanged. */
        INSTRUMENT,
        /** Nothing: the stream has ended. */
        END
    }

    private final LineReader lines;
    private final LineFields fields = new LineFields();
    private final CommandDecoder decoder;
    private Instrument instrument;

    /**
     * Reads from a stream.
     *
     * @param in UTF-8 text; buffered here
     * @param instruments where symbols are looked up; asked at each line, so a caller can add to it while reading
     */
    public CommandReader(InputStream in, InstrumentDirectory instruments) {
        lines = new LineReader(in);
        decoder = new CommandDecoder(instruments, fields);
    }

    /**
     * Reads the next line that is not blank.
     *
     * @param target cleared, then filled with the command; its market index is set, its time stamp is 0 where the line
     *     has none
     * @return what the line was
     * @throws InvalidLineException where it is no command; the next call goes on with the line after it
     * @throws IOException where the stream fails
     */
    public Kind next(Command target) throws IOException {
        if (!lines.next()) {
            return Kind.END;
        }
        fields.read(lines);
        CommandSchema schema = decoder.schema();
        if (schema == CommandSchema.INSTRUMENT) {
            instrument = decoder.instrument();
            return Kind.INSTRUMENT;
        }
        decoder.decode(schema, target);
        return Kind.COMMAND;
    }

    /** {@return the instrument that was defined last; null before the first} */
    public Instrument instrument() {
        return instrument;
    }

    /** {@return the number of the line that was read last, blank ones counted, from 1; 0 before the first} */
    public long line() {
        return lines.line();
    }
}
