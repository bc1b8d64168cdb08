package io.everbook.app.replay;

import io.everbook.app.backup.BackupView;
import io.everbook.app.terminal.JournalSource;
import io.everbook.app.terminal.UserFault;
import io.everbook.journal.JournalCatalog;
import io.everbook.journal.JournalException;
import io.everbook.journal.SegmentFile;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The options that say which journal a replay command reads, and for whom it prints. */
final class ReplaySource {

    @Option(
            names = "--data",
            paramLabel = "PATH",
            defaultValue = "data",
            description = "Data directory, a copy, an archive or a backup of one, or one segment file (default: data).")
    private Path data;

    @Option(names = "--symbol", paramLabel = "S", description = "The symbol, where there are several.")
    private String symbol;

    @Option(names = "--json", description = "Print JSON for tools instead of text for people.")
    private boolean json;

    /**
     * Opens the journal for reading.
     *
     * @return the journal; closed by the caller
     * @throws UserFault where a single file is no segment with commands
     */
    JournalSource open() throws IOException {
        JournalSource source = open(data, symbol);
        try {
            source.requireCommands();
            requireSegment(source);
            return source;
        } catch (UserFault fault) {
            source.close();
            throw fault;
        }
    }

    /** Opens a data directory, an archive, a backup or a segment file. */
    static JournalSource open(Path path, String symbol) throws IOException {
        return BackupView.isBackup(path)
                ? JournalSource.of(BackupView.open(path), path, symbol)
                : JournalSource.openWithArchive(path, symbol);
    }

    private void requireSegment(JournalSource source) {
        if (source.storage() instanceof SegmentFile segment) {
            try {
                JournalCatalog.instrument(segment, segment.symbol());
            } catch (JournalException e) {
                throw new UserFault(
                        "this file is not a segment of a journal, or its first block is damaged; name a data"
                                + " directory, a copy of one or a segment file: --data=" + data + " code=" + e.code());
            }
        }
    }

    /** {@return the one symbol that is meant} */
    String symbol(JournalSource source) {
        if (source.symbols().size() > 1) {
            throw new UserFault("there are several symbols here; name one of " + String.join(", ", source.symbols())
                    + " with --symbol: path=" + data);
        }
        return source.symbols().get(0);
    }

    /** {@return the symbol as it was named; null where it was not} */
    String symbolAsked() {
        return symbol;
    }

    /** {@return what was named, for messages} */
    Path path() {
        return data;
    }

    /** {@return whether tools read the output} */
    boolean json() {
        return json;
    }
}
