package io.everbook.app.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The options of the commands that look at every snapshot of a data directory. */
final class SnapshotOptions {

    @Option(names = "--data", required = true, paramLabel = "DIR", description = "The data directory.")
    private Path data;

    @Option(names = "--symbol", paramLabel = "SYMBOL", description = "Only this symbol (default: all).")
    private String symbol;

    @Option(names = "--json", description = "Print one JSON object a line instead of a table.")
    private boolean json;

    /** {@return the data directory} */
    Path data() {
        return data;
    }

    /** {@return the only symbol that is wanted; null for all} */
    String symbol() {
        return symbol;
    }

    /** {@return whether tools read the output} */
    boolean json() {
        return json;
    }
}
