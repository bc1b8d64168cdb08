package io.everbook.app.cli;

import io.everbook.app.dump.JsonLinesDump;
import io.everbook.app.json.EventWriter;
import io.everbook.app.terminal.SoleInstrument;
import io.everbook.core.command.Command;
import io.everbook.core.event.ExecutionEvent;
import io.everbook.core.instrument.Instrument;
import io.everbook.journal.storage.OpenMode;
import io.everbook.journal.storage.Storage;
import io.everbook.journal.storage.StorageFile;
import io.everbook.replay.SetAsideListener;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/**
 * The commands that salvage can read but not apply, and the events of commands that it does not keep, each as JSON
 * Lines in the quarantine of the new data directory.
 */
final class SetAsideFile implements SetAsideListener, AutoCloseable {

    private final Storage into;
    private final String symbol;
    private StorageFile file;
    private JsonLinesDump dump;
    private StorageFile eventsFile;
    private EventWriter events;

    /**
     * Prepares the files, which are made with the first command and the first event.
     *
     * @param into the new data directory; null to write nothing
     * @param symbol the symbol
     */
    SetAsideFile(Storage into, String symbol) {
        this.into = into;
        this.symbol = symbol;
    }

    static String name(String symbol) {
        return "quarantine/" + symbol + "-not-applied.jsonl";
    }

    static String eventsName(String symbol) {
        return "quarantine/" + symbol + "-events-not-kept.jsonl";
    }

    @Override
    public void setAside(Instrument instrument, ExecutionEvent event) {
        if (into == null) {
            return;
        }
        if (events == null) {
            eventsFile = create(eventsName(symbol));
            events = new EventWriter(new FileStream(eventsFile), new SoleInstrument(instrument));
        }
        events.write(event.marketIndex(0));
    }

    @Override
    public void setAside(Instrument instrument, Command command) {
        if (into == null) {
            return;
        }
        if (dump == null) {
            file = create(name(symbol));
            dump = new JsonLinesDump(new FileStream(file));
            dump.define(instrument);
        }
        dump.command(command, instrument);
    }

    private StorageFile create(String name) {
        try {
            into.createDirectories("quarantine");
            StorageFile created = into.open(name, OpenMode.CREATE);
            into.syncDirectory("quarantine");
            return created;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            dump.flush();
            file.force(true);
            file.close();
        }
        if (eventsFile != null) {
            events.flush();
            eventsFile.force(true);
            eventsFile.close();
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
