package io.everbook.app.backup;

import io.everbook.app.json.JsonObject;
import io.everbook.app.terminal.ExitCode;
import io.everbook.app.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code everbook backup verify}: whether a backup is good. */
@Command(
        name = "verify",
        description = {
            "Prove a backup: restore it into a temporary directory, check each file's SHA-256, replay every market past"
                    + " all its checkpoints and snapshots, and compare the states with those of the manifest.",
            "What was proved is noted beside the backup, for everbook backup list and prune."
        },
        footer = {
            "",
            "Examples:",
            "  everbook backup verify --from backups",
            "  everbook backup verify --from backups 20261128T172000123Z --temp /var/tmp --json",
            "",
            "Exit codes: 0 it is good, 1 it is not or a disk failed, 2 the input cannot",
            "be used: the password, for instance."
        })
final class BackupVerifyCommand implements Callable<Integer> {

    @Mixin
    private BackupSource source;

    @Mixin
    private AuditOptions audit;

    @Parameters(arity = "0..1", paramLabel = "BACKUP", description = "Which backup (default: the newest).")
    private String backup;

    @Option(
            names = "--temp",
            paramLabel = "DIR",
            description =
                    "Where it is restored for the time; needs room for the whole of it (default: java.io.tmpdir).")
    private Path temporary;

    @Override
    public Integer call() throws IOException {
        return source.writing(this::verify);
    }

    private int verify(BackupStore store) throws IOException {
        String id = store.resolve(backup);
        String target = id + " in " + source.path();
        try {
            print(audit.wanted().record("verify", target, () -> proved(store, id), manifest -> "good"));
            return ExitCode.OK;
        } catch (BackupException fault) {
            if (!fault.isOfBackup()) {
                throw fault;
            }
            Terminal.OUT.flush();
            Terminal.ERR.println("everbook: NOT GOOD: " + fault.getMessage());
            return ExitCode.FAILED;
        }
    }

    private Manifest proved(BackupStore store, String id) throws IOException {
        try (BackupProgress.Bars bars = new BackupProgress.Bars()) {
            Manifest manifest = BackupVerification.run(store, id, temporary, bars);
            store.markVerified(id);
            bars.done();
            return manifest;
        }
    }

    private void print(Manifest manifest) {
        if (source.json()) {
            Terminal.OUT.print(JsonObject.line(out -> {
                BackupText.fields(out, manifest);
                out.writeBooleanField("good", true);
            }));
        } else {
            BackupText.states(manifest);
            Terminal.OUT.println("backup " + manifest.id() + ": good: restored, replayed, every state is equal");
        }
    }
}
