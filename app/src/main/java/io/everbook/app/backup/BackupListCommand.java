package io.everbook.app.backup;

import io.everbook.app.json.JsonObject;
import io.everbook.app.terminal.ExitCode;
import io.everbook.app.terminal.Terminal;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code everbook backup list}: which backups there are. */
@Command(
        name = "list",
        description = {
            "List the backups in a directory, newest first, and whether each was proved by everbook backup verify.",
            "Reads manifests only and changes nothing."
        },
        footer = {
            "",
            "Examples:",
            "  everbook backup list --from backups",
            "  everbook backup list --from backups --json",
            "",
            "Exit codes: 0 done, 1 a manifest cannot be read, 2 the input cannot be used."
        })
final class BackupListCommand implements Callable<Integer> {

    @Mixin
    private BackupSource source;

    @Override
    public Integer call() throws IOException {
        return source.reading(store -> {
            int exitCode = ExitCode.OK;
            java.util.List<String> ids = new java.util.ArrayList<>(store.ids());
            java.util.Collections.reverse(ids);
            for (String id : ids) {
                try {
                    print(store.manifest(id), store.isVerified(id));
                } catch (BackupException fault) {
                    unreadable(id, fault);
                    exitCode = ExitCode.FAILED;
                }
            }
            return exitCode;
        });
    }

    private void print(Manifest manifest, boolean verified) {
        if (source.json()) {
            Terminal.OUT.print(JsonObject.line(out -> {
                BackupText.fields(out, manifest);
                out.writeBooleanField("verified", verified);
            }));
        } else {
            Terminal.OUT.println(manifest.id() + "  " + (verified ? "verified    " : "not verified") + "  "
                    + (manifest.incremental() ? "incremental" : "full       ") + "  " + BackupText.counts(manifest));
        }
    }

    private void unreadable(String id, BackupException fault) {
        if (source.json()) {
            Terminal.OUT.print(JsonObject.line(out -> {
                out.writeStringField("backup", id);
                out.writeStringField("error", fault.getMessage());
            }));
        } else {
            Terminal.OUT.println(id + "  NOT USABLE: " + fault.getMessage());
        }
    }
}
