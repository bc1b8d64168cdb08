package io.everbook.app.cli;

import io.everbook.app.cli.SnapshotDirectory.Row;
import io.everbook.app.terminal.ExitCode;
import io.everbook.app.terminal.Terminal;
import io.everbook.snapshot.SnapshotCatalog;
import io.everbook.snapshot.SnapshotException;
import io.everbook.snapshot.SnapshotFile;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code everbook snapshot verify}: whether every snapshot is whole. */
@Command(
        name = "verify",
        description = {
            "Read every snapshot in a data directory to its end: length, checksums, header, each record. Changes",
            "nothing, also beside a running engine. That the journal leads to the same state was compared before each",
            "snapshot was kept."
        },
        footer = {
            "",
            "Example:",
            "  everbook snapshot verify --data data --symbol BTC-USD",
            "",
            "Exit code 1 where a snapshot is damaged, 2 where the directory cannot be used."
        })
final class SnapshotVerifyCommand implements Callable<Integer> {

    @Mixin
    private SnapshotOptions options;

    @Override
    public Integer call() {
        try (SnapshotDirectory directory = new SnapshotDirectory(options.data())) {
            List<Row> rows = new ArrayList<>();
            for (String name : directory.symbols(options.symbol())) {
                SnapshotCatalog catalog = directory.catalog(name);
                for (SnapshotFile file : catalog.newestFirst()) {
                    String fault = fault(catalog, file);
                    if (fault == null || directory.exists(file)) {
                        rows.add(new Row(name, file, fault));
                    }
                }
            }
            long damaged = rows.stream().filter(row -> row.fault() != null).count();
            SnapshotDirectory.print(rows, options.json());
            if (!options.json()) {
                Terminal.OUT.println(rows.size() + " snapshots, " + damaged + " damaged");
            }
            return damaged == 0 ? ExitCode.OK : ExitCode.FAILED;
        }
    }

    private static String fault(SnapshotCatalog catalog, SnapshotFile file) {
        try {
            catalog.verify(file);
            return null;
        } catch (SnapshotException fault) {
            return fault.getMessage();
        }
    }
}
