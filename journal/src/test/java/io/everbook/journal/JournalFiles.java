package io.everbook.journal;

import io.everbook.core.command.Command;
import io.everbook.core.instrument.Instrument;
import io.everbook.journal.storage.FileStorage;
import io.everbook.journal.storage.OpenMode;
import io.everbook.journal.storage.Storage;
import io.everbook.journal.storage.StorageFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The journal of one symbol in a data directory, with what tests do to it. */
final class JournalFiles implements AutoCloseable {

    static final Instrument INSTRUMENT = Instrument.of("BTC-USD", "0.01", "0.00000001");
    static final String SYMBOL = INSTRUMENT.symbol();
    static final String ACTIVE = "journals/BTC-USD.journal";
    static final JournalOptions SMALL = new JournalOptions(8192, 1024, 1024);

    private final Storage storage;

    JournalFiles(Path dataDirectory) {
        storage = new FileStorage(dataDirectory);
    }

    Storage storage() {
        return storage;
    }

    /** Opens a writer where the journal ends. */
    JournalWriter writer(JournalOptions options) {
        return JournalWriter.open(storage, INSTRUMENT, tail(), options);
    }

    /** Appends orders in batches, forcing none of them. */
    static void append(JournalWriter writer, int batches, int commandsEach) {
        for (int i = 0; i < batches; i++) {
            for (int j = 0; j < commandsEach; j++) {
                writer.append(Commands.order(writer.nextSequence()));
            }
            writer.commit();
        }
    }

    JournalTail tail() {
        return tail(1);
    }

    JournalTail tail(long fromSequence) {
        try (JournalReader reader = JournalReader.open(storage, SYMBOL, fromSequence)) {
            readOn(reader);
            return reader.tail();
        }
    }

    /** Every command from a sequence on, as text. */
    List<String> read(long fromSequence) {
        try (JournalReader reader = JournalReader.open(storage, SYMBOL, fromSequence)) {
            return readOn(reader);
        }
    }

    static List<String> readOn(JournalReader reader) {
        List<String> commands = new ArrayList<>();
        Command command = new Command();
        JournalReader.Entry entry = reader.next(command);
        while (entry != JournalReader.Entry.END) {
            if (entry == JournalReader.Entry.COMMAND) {
                commands.add(Commands.text(command));
            }
            entry = reader.next(command);
        }
        return commands;
    }

    static List<String> orders(long first, long last) {
        List<String> commands = new ArrayList<>();
        for (long sequence = first; sequence <= last; sequence++) {
            commands.add(Commands.text(Commands.order(sequence)));
        }
        return commands;
    }

    byte[] bytes(String name) {
        try (StorageFile file = storage.open(name, OpenMode.READ)) {
            ByteBuffer buffer = ByteBuffer.allocate((int) file.size());
            file.readFully(buffer, 0);
            return buffer.array();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Replaces a file's bytes, or makes the file. */
    void replace(String name, byte[] bytes, int length) {
        try {
            storage.delete(name);
            try (StorageFile file = storage.open(name, OpenMode.CREATE)) {
                file.writeFully(ByteBuffer.wrap(bytes, 0, length), 0);
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    void replace(String name, byte[] bytes) {
        replace(name, bytes, bytes.length);
    }

    /** Flips one bit of a file in place; twice is undone. */
    void flip(String name, int offset) {
        ByteBuffer one = ByteBuffer.allocate(1);
        try (StorageFile file = storage.open(name, OpenMode.WRITE)) {
            file.readFully(one, offset);
            one.put(0, (byte) (one.get(0) ^ 0x10)).flip();
            file.writeFully(one, offset);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Where the frames of a segment's bytes start; the last entry is where the last one ends. */
    static List<Integer> frameOffsets(byte[] segment) {
        ByteBuffer buffer = ByteBuffer.wrap(segment).order(ByteOrder.LITTLE_ENDIAN);
        List<Integer> offsets = new ArrayList<>();
        int offset = SegmentDescriptor.HEADER_SIZE;
        while (offset < segment.length && buffer.getInt(offset) != 0) {
            offsets.add(offset);
            offset += buffer.getInt(offset);
        }
        offsets.add(offset);
        return offsets;
    }

    @Override
    public void close() throws IOException {
        storage.close();
    }
}
