package io.everbook.app.cli;

import io.everbook.app.json.JsonObject;
import io.everbook.app.terminal.Terminal;
import io.everbook.app.terminal.UserFault;
import io.everbook.journal.storage.FileStorage;
import io.everbook.journal.storage.Storage;
import io.everbook.snapshot.SnapshotCatalog;
import io.everbook.snapshot.SnapshotFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The snapshots of a data directory, read beside whoever uses it and without any right to write there. */
final class SnapshotDirectory implements AutoCloseable {

    private static final String ROOT = "snapshots";

    private final Path directory;
    private final Storage storage;

    SnapshotDirectory(Path directory) {
        this.directory = directory;
        storage = FileStorage.readOnly(directory);
    }

    /**
     * One snapshot as it is shown.
     *
     * @param symbol its symbol
     * @param file the file, as its name and header describe it
     * @param fault what is wrong with it; null where nothing was found
     */
    record Row(String symbol, SnapshotFile file, String fault) {}

    /** {@return the symbols asked for: one, which must be there, or all} */
    List<String> symbols(String asked) {
        List<String> all = list(ROOT);
        if (asked == null) {
            return all;
        }
        if (!all.contains(asked)) {
            throw new UserFault("there are no snapshots of this symbol: --symbol=" + asked + " --data=" + directory
                    + " there=" + all);
        }
        return List.of(asked);
    }

    SnapshotCatalog catalog(String symbol) {
        return new SnapshotCatalog(storage, symbol);
    }

    /** {@return whether a file is still there; retention may have deleted it since it was listed} */
    boolean exists(SnapshotFile snapshot) {
        try {
            return storage.exists(snapshot.file());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> list(String name) {
        try {
            return storage.list(name);
        } catch (IOException e) {
            throw new UserFault("the snapshots cannot be read: check the owner and mode of their directories: --data="
                    + directory + " cause=" + e);
        }
    }

    /** Prints rows as a table, or as JSON with one object a line. */
    static void print(List<Row> rows, boolean json) {
        if (json) {
            rows.forEach(row -> Terminal.OUT.println(json(row)));
            return;
        }
        List<String> lines = new ArrayList<>();
        String format = "%-12s  %-24s  %14s  %-16s  %14s  %s";
        lines.add(String.format(Locale.ROOT, format, "SYMBOL", "TAKEN", "SEQUENCE", "DIGEST", "BYTES", "FILE"));
        for (Row row : rows) {
            SnapshotFile file = row.file();
            boolean known = file.readable();
            lines.add(String.format(
                    Locale.ROOT,
                    format,
                    row.symbol(),
                    Instant.ofEpochMilli(file.epochMillis()),
                    known ? file.sequence() : "?",
                    known ? String.format(Locale.ROOT, "%016x", file.digest()) : "?",
                    known ? file.bytes() : "?",
                    file.file()));
            if (row.fault() != null) {
                lines.add("  DAMAGED: " + row.fault());
            }
        }
        lines.forEach(Terminal.OUT::println);
    }

    private static String json(Row row) {
        SnapshotFile file = row.file();
        return JsonObject.text(json -> {
            json.writeStringField("symbol", row.symbol());
            json.writeStringField("file", file.file());
            json.writeNumberField("epochMillis", file.epochMillis());
            if (file.readable()) {
                json.writeNumberField("sequence", file.sequence());
                json.writeStringField("digest", JsonObject.hex(file.digest()));
                json.writeNumberField("bytes", file.bytes());
            }
            json.writeStringField("fault", row.fault());
        });
    }

    @Override
    public void close() {
        try {
            storage.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
