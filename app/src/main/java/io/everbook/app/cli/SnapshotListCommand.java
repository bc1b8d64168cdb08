package io.everbook.app.cli;

import io.everbook.app.terminal.ExitCode;
import io.everbook.snapshot.SnapshotFile;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code everbook snapshot list}: what snapshots there are. */
@Command(
        name = "list",
        description = {
            "List the snapshots in a data directory, newest first; those whose header cannot be read stand before all.",
            "Reads headers only and changes nothing, also beside a running engine."
        },
        footer = {
            "",
            "Example:",
            "  everbook snapshot list --data data",
            "",
            "Exit code 1 where a header cannot be read, 2 where the directory cannot be used."
        })
final class SnapshotListCommand implements Callable<Integer> {

    @Mixin
    private SnapshotOptions options;

    @Override
    public Integer call() {
        try (SnapshotDirectory directory = new SnapshotDirectory(options.data())) {
            List<SnapshotDirectory.Row> rows = new ArrayList<>();
            for (String name : directory.symbols(options.symbol())) {
                for (SnapshotFile file : directory.catalog(name).newestFirst()) {
                    String fault = file.readable() ? null : "the header cannot be read: run everbook snapshot verify";
                    rows.add(new SnapshotDirectory.Row(name, file, fault));
                }
            }
            SnapshotDirectory.print(rows, options.json());
            return rows.stream().allMatch(row -> row.fault() == null) ? ExitCode.OK : ExitCode.FAILED;
        }
    }
}
