package io.everbook.app.backup;

import io.everbook.app.json.JsonObject;
import io.everbook.app.terminal.ExitCode;
import io.everbook.app.terminal.Options;
import io.everbook.app.terminal.Terminal;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code everbook backup prune}: fewer backups. */
@Command(
        name = "prune",
        description = {
            "Delete the oldest backups, and the files that no remaining backup needs; also what an interrupted create"
                    + " left behind.",
            "The newest backup that everbook backup verify has proved stays in any case, unless a newer one that stays"
                    + " was proved. Where a manifest cannot be read nothing is deleted, since nobody knows what it"
                    + " needs.",
            "It is recorded in the audit of a data directory before anything is deleted."
        },
        footer = {
            "",
            "Example:",
            "  everbook backup prune --from backups --keep 14",
            "",
            "Exit codes: 0 done, 1 a disk failed, 2 a manifest or the input cannot be used."
        })
final class BackupPruneCommand implements Callable<Integer> {

    private static final int MOST = 100_000;

    @Mixin
    private BackupSource source;

    @Mixin
    private AuditOptions audit;

    @Option(
            names = "--unaudited",
            description = "Do not record this in an audit: on a host without the engine's data directory.")
    private boolean unaudited;

    @Option(names = "--keep", paramLabel = "N", required = true, description = "How many backups stay, from 1.")
    private int keep;

    @Override
    public Integer call() throws IOException {
        Options.check("--keep", keep, 1, MOST);
        BackupAudit recorded = unaudited ? BackupAudit.none() : audit.required();
        return source.writing(store -> {
            BackupPruning.Pruned pruned = recorded.record(
                    "prune", source.path().toString(), () -> BackupPruning.run(store, keep), this::outcome);
            if (source.json()) {
                Terminal.OUT.print(JsonObject.line(out -> {
                    out.writeArrayFieldStart("deleted");
                    for (String id : pruned.backups()) {
                        out.writeString(id);
                    }
                    out.writeEndArray();
                    out.writeNumberField("files", pruned.files());
                }));
            } else {
                pruned.backups().forEach(id -> Terminal.OUT.println("deleted " + id));
                Terminal.OUT.println(store.ids().size() + " backups stay; " + pruned.files()
                        + " files that none of them needs were deleted");
            }
            return ExitCode.OK;
        });
    }

    private String outcome(BackupPruning.Pruned pruned) {
        List<String> ids = pruned.backups();
        return ids.isEmpty()
                ? "nothing to delete"
                : "deleted " + ids.size() + ", " + ids.get(0) + " to " + ids.get(ids.size() - 1);
    }
}
