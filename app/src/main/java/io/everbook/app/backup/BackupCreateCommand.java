package io.everbook.app.backup;

import io.everbook.app.json.JsonObject;
import io.everbook.app.secret.KeyDerivation;
import io.everbook.app.secret.PasswordOptions;
import io.everbook.app.terminal.ExitCode;
import io.everbook.app.terminal.Options;
import io.everbook.app.terminal.Terminal;
import io.everbook.app.terminal.UserFault;
import io.everbook.journal.storage.Storage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code everbook backup create}: a copy of a data directory at one moment. */
@Command(
        name = "create",
        description = {
            "Back up a data directory as it is at this moment: snapshots, journals, executions logs, the audit journal,"
                    + " credentials with their salts, and the configuration where it is named.",
            "It runs beside the engine, which neither waits nor keeps anything for it. Of a file that is being written"
                    + " the part that is whole is taken. Each market is replayed, and its state goes into the manifest,"
                    + " which is written last: where the process dies before, there is no new backup, and earlier ones"
                    + " are untouched.",
            "Whether a backup is good, only everbook backup verify says.",
            "It is recorded in the data directory's audit before it begins, and when it is done or has failed."
        },
        footer = {
            "",
            "Examples:",
            "  everbook backup create --data data --to backups",
            "  everbook backup create --to backups --incremental --config everbook.json",
            "  everbook backup create --to backups --encrypt --password-file backup.password",
            "",
            "Exit codes: 0 done, 1 a disk failed, 2 the data directory cannot be backed up",
            "as it is, or the input cannot be used."
        })
final class BackupCreateCommand implements Callable<Integer> {

    private static final String PASSWORD = "of the backups";

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data",
            description = "The data directory (default: data).")
    private Path data;

    @Option(
            names = "--to",
            paramLabel = "DIR",
            required = true,
            description = "The directory of the backups; made where it is missing. Best on another disk.")
    private Path to;

    @Option(
            names = "--incremental",
            description = "Write only what no earlier backup in that directory holds, by content; share the rest.")
    private boolean incremental;

    @Option(
            names = "--encrypt",
            description =
                    "Encrypt it with AES-256-GCM under a password of its own, asked for at the terminal or named by"
                            + " one of the options below. All backups of a directory have the same.")
    private boolean encrypt;

    @Mixin
    private PasswordOptions password;

    @Option(names = "--config", paramLabel = "FILE", description = "The configuration file, to keep with it.")
    private Path config;

    @Option(
            names = "--unaudited",
            description = "Do not record this in the data directory's audit: for a directory that cannot be written any"
                    + " more.")
    private boolean unaudited;

    @Option(names = "--json", description = "Print JSON for tools instead of text for people.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        BackupDirectory.requireData(data);
        if (config != null) {
            Options.requireFile("--config", config);
        }
        requireOutside(data, to);
        BackupAudit audit = unaudited ? BackupAudit.none() : BackupAudit.required(data);
        print(audit.record("create", to.toString(), this::create, Manifest::id));
        return ExitCode.OK;
    }

    private Manifest create() throws IOException {
        try (BackupProgress.Bars bars = new BackupProgress.Bars();
                Storage storage = BackupDirectory.create(to);
                Sealing sealing = sealing(storage)) {
            BackupStore store = new BackupStore(storage, sealing);
            Manifest manifest = new BackupCreation(store, incremental, BackupText.version(), bars)
                    .run(data, config, System.currentTimeMillis());
            bars.done();
            return manifest;
        }
    }

    private Sealing sealing(Storage storage) throws IOException {
        if (!encrypt) {
            if (password.isGiven()) {
                throw new UserFault("a password is given, and nothing says that the backup is to be encrypted: add"
                        + " --encrypt, or leave the password out");
            }
            return Sealing.NONE;
        }
        boolean first = BackupStore.isEncrypted(storage).isEmpty();
        return new Sealed(first ? password.readNew(PASSWORD) : password.read(PASSWORD), KeyDerivation.DEFAULT);
    }

    private void print(Manifest manifest) {
        if (json) {
            Terminal.OUT.print(JsonObject.line(out -> BackupText.fields(out, manifest)));
            return;
        }
        BackupText.states(manifest);
        Terminal.OUT.println("backup " + manifest.id() + ": " + BackupText.counts(manifest));
        Terminal.OUT.println("not proved yet: everbook backup verify --from " + to);
    }

    /** A backup in the directory that it backs up would be part of the next one. */
    static void requireOutside(Path data, Path to) throws IOException {
        Path within = to.toAbsolutePath().normalize();
        if (within.startsWith(data.toAbsolutePath().normalize())
                || Files.exists(to) && to.toRealPath().startsWith(data.toRealPath())) {
            throw new UserFault("backups must not lie in the data directory itself: --to=" + to + " --data=" + data);
        }
    }
}
