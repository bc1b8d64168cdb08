package io.everbook.app.terminal;

import io.everbook.journal.JournalCatalog;
import io.everbook.journal.SegmentFile;
import io.everbook.journal.storage.FileStorage;
import io.everbook.journal.storage.Storage;
import io.everbook.replay.session.ArchiveView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;

/** What a journal command reads, and never changes: a data directory, or one segment file. */
public final class JournalSource implements AutoCloseable {

    private static final Path DEFAULT = Path.of("data");

    private final Storage storage;
    private final List<String> symbols;
    private final Path path;

    private JournalSource(Storage storage, List<String> symbols, Path path) {
        this.storage = storage;
        this.symbols = symbols;
        this.path = path;
    }

    /**
     * Opens it.
     *
     * @param data the data directory; null for the file, or for "data" where there is none
     * @param file a segment file or a data directory; null for none
     * @param symbol the only symbol wanted; null for all
     */
    public static JournalSource open(Path data, Path file, String symbol) throws IOException {
        if (data != null && file != null) {
            throw new UserFault("give a data directory or a file, not both: --data=" + data + " FILE=" + file);
        }
        boolean single = file != null && !Files.isDirectory(file);
        if (single) {
            Options.requireFile("FILE", file);
            Path folder = file.toAbsolutePath().getParent();
            SegmentFile segment = SegmentFile.open(
                    FileStorage.readOnly(folder), file.getFileName().toString());
            return new JournalSource(segment, chosen(List.of(segment.symbol()), symbol, file), file);
        }
        Path directory = file != null ? file : data != null ? data : DEFAULT;
        return directory(FileStorage.readOnly(directory), symbol, directory);
    }

    /**
     * Opens one that reaches back as far as its files do: segments that were moved to the archive, or lie loose in the
     * directory, are in their places.
     *
     * @param path a data directory, an archive, a copy of one, or a segment file
     * @param symbol the only symbol wanted; null for all
     */
    public static JournalSource openWithArchive(Path path, String symbol) throws IOException {
        if (Files.isDirectory(path)) {
            return directory(ArchiveView.of(FileStorage.readOnly(path)), symbol, path);
        }
        Options.requireFile("path", path);
        return open(null, path, symbol);
    }

    /**
     * Opens what stands in for a data directory.
     *
     * @param storage what is read; closed with this
     * @param path how it was named
     * @param symbol the only symbol wanted; null for all
     */
    public static JournalSource of(Storage storage, Path path, String symbol) throws IOException {
        return directory(ArchiveView.of(storage), symbol, path);
    }

    private static JournalSource directory(Storage storage, String symbol, Path directory) throws IOException {
        return new JournalSource(storage, chosen(symbols(storage), symbol, directory), directory);
    }

    /** {@return what is read; closed with this} */
    public Storage storage() {
        return storage;
    }

    /** {@return the symbols wanted, in order of their names; at least one} */
    public List<String> symbols() {
        return symbols;
    }

    /** {@return the data directory or the file, as it was given} */
    public Path path() {
        return path;
    }

    /**
     * Refuses a segment of an executions log, for what only reads commands.
     *
     * @throws UserFault where this is one
     */
    public void requireCommands() {
        if (storage instanceof SegmentFile segment && segment.holdsEvents()) {
            throw new UserFault("this is a segment of an executions log, which holds events and no commands; check it"
                    + " with everbook journal verify, or give the journal's segment: FILE=" + path);
        }
    }

    @Override
    public void close() throws IOException {
        storage.close();
    }

    private static List<String> symbols(Storage storage) throws IOException {
        TreeSet<String> symbols = new TreeSet<>(JournalCatalog.symbols(storage));
        for (String symbol : storage.list("snapshots")) {
            if (!storage.list("snapshots/" + symbol).isEmpty()) {
                symbols.add(symbol);
            }
        }
        return List.copyOf(symbols);
    }

    private static List<String> chosen(List<String> symbols, String symbol, Path path) {
        if (symbols.isEmpty()) {
            throw new UserFault("there is no journal and no snapshot here; name a data directory with --data: path="
                    + path.toAbsolutePath().normalize());
        }
        if (symbol != null && !symbols.contains(symbol)) {
            throw new UserFault("no such symbol here; there are " + String.join(", ", symbols) + ": --symbol=" + symbol
                    + " path=" + path);
        }
        return symbol == null ? symbols : List.of(symbol);
    }
}
