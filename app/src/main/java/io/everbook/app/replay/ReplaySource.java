package io.everbook.app.replay;

import io.everbook.app.terminal.JournalSource;
import io.everbook.app.terminal.UserFault;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The options that say which journal a replay command reads, and for whom it prints. */
final class ReplaySource {

    @Option(
            names = "--data",
            paramLabel = "PATH",
            defaultValue = "data",
            description = "Data directory, a copy or an archive of one, or one segment file (default: data).")
    private Path data;

    @Option(names = "--symbol", paramLabel = "S", description = "The symbol, where there are several.")
    private String symbol;

    @Option(names = "--json", description = "Print JSON for tools instead of text for people.")
    private boolean json;

    /** {@return the journal, open for reading; closed by the caller} */
    JournalSource open() throws IOException {
        return JournalSource.openWithArchive(data, symbol);
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
