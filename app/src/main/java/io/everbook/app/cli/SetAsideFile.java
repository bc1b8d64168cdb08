package io.everbook.app.cli;

import io.everbook.app.dump.JsonLinesDump;
import io.everbook.core.command.Command;
import io.everbook.core.instrument.Instrument;
import io.everbook.journal.storage.OpenMode;
import io.everbook.journal.storage.Storage;
import io.everbook.journal.storage.StorageFile;
import io.everbook.replay.SetAsideListener;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/** The commands that salvage can read but not apply, as JSON Lines in the quarantine of the new data directory. */
final class SetAsideFile implements SetAsideListener, AutoCloseable {

    private final Storage into;
    private final String name;
    private StorageFile file;
    private JsonLinesDump dump;

    /**
     * Prepares the file, which is made with the first command.
     *
     * @param into the new data directory; null to write nothing
     * @param symbol the symbol
     */
    SetAsideFile(Storage into, String symbol) {
        this.into = into;
        name = name(symbol);
    }

    static String name(String symbol) {
        return "quarantine/" + symbol + "-not-applied.jsonl";
    }

    @Override
    public void setAside(Instrument instrument, Command command) {
        if (into == null) {
            return;
        }
        if (dump == null) {
            begin(instrument);
        }
        dump.command(command, instrument);
    }

    private void begin(Instrument instrument) {
        try {
            into.createDirectories("quarantine");
            file = into.open(name, OpenMode.CREATE);
            into.syncDirectory("quarantine");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        dump = new JsonLinesDump(new FileStream(file));
        dump.define(instrument);
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            dump.flush();
            file.force(true);
            file.close();
        }
    }

    /** Writes one after the other what it is given. */
    private static final class FileStream extends OutputStream {

        private final StorageFile file;
        private long position;

        FileStream(StorageFile file) {
            this.file = file;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            file.writeFully(ByteBuffer.wrap(bytes, offset, length), position);
            position += length;
        }
    }
}
