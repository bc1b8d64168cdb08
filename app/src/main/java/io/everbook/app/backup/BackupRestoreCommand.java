package io.everbook.app.backup;

import io.everbook.app.json.JsonObject;
import io.everbook.app.restore.NewDataDirectory;
import io.everbook.app.restore.RestorePoints;
import io.everbook.app.terminal.ExitCode;
import io.everbook.app.terminal.TemporaryDirectory;
import io.everbook.app.terminal.Terminal;
import io.everbook.app.terminal.UserFault;
import io.everbook.journal.storage.FileStorage;
import io.everbook.journal.storage.Storage;
import io.everbook.replay.restore.Restore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code everbook backup restore}: a data directory out of a backup. */
@Command(
        name = "restore",
        description = {
            "Make a new data directory out of a backup, from which everbook run goes on. Every file's SHA-256 is"
                    + " checked, and every market is replayed and compared with the state that was backed up.",
            "Nothing is ever overwritten. What is being written is called NEWDIR.unfinished, and gets its name when it"
                    + " is whole, on the device, and proved.",
            "It is recorded in the audit of the new directory.",
            "With --to the markets stand where they stood after a command, or at a moment; all other files are as they"
                    + " were backed up."
        },
        footer = {
            "",
            "Examples:",
            "  everbook backup restore --from backups --into restored",
            "  everbook backup restore --from backups 20261128T172000123Z --into then --to 2026-11-28T16:31:07Z",
            "  everbook backup restore --from backups --into then --symbol BTC-USD --to 4711",
            "",
            "Exit codes: 0 done, 1 a disk failed, 2 the backup or the input cannot be used."
        })
final class BackupRestoreCommand implements Callable<Integer> {

    /** What a restore to a moment writes anew, or leaves to the first start. */
    private static final Set<String> OF_MARKETS = Set.of("journals", "snapshots", "executions", "archive");

    @Mixin
    private BackupSource source;

    @Mixin
    private AuditOptions audit;

    @Parameters(arity = "0..1", paramLabel = "BACKUP", description = "Which backup (default: the newest).")
    private String backup;

    @Option(
            names = "--into",
            paramLabel = "NEWDIR",
            required = true,
            description = "The data directory to make; must not exist, or be empty.")
    private Path into;

    @Option(
            names = "--to",
            paramLabel = "SEQ|TIME",
            description = "The last command to take, or a moment: ISO-8601, such as 2026-11-28T10:31:07.123Z.")
    private String to;

    @Option(
            names = "--symbol",
            paramLabel = "S",
            description = "Of which symbol a sequence is, where there are several.")
    private String symbol;

    @Override
    public Integer call() throws IOException {
        return source.reading(this::restore);
    }

    private int restore(BackupStore store) throws IOException {
        String id = store.resolve(backup);
        String target = id + " in " + source.path() + ", into " + into;
        return audit.wanted().record("restore", target, () -> restore(store, id), exitCode -> id);
    }

    private int restore(BackupStore store, String id) throws IOException {
        Manifest manifest = store.manifest(id);
        RestorePoints points = null;
        try (BackupProgress.Bars bars = new BackupProgress.Bars();
                NewDataDirectory target = NewDataDirectory.at(source.path(), into)) {
            if (to == null) {
                BackupRestoration.run(store, manifest, target.storage(), bars);
            } else {
                points = restoreTo(store, manifest, target.storage(), bars);
                BackupAudit.origin(target.storage(), id, store.describe());
            }
            target.complete();
            bars.done();
        }
        print(manifest, points);
        return ExitCode.OK;
    }

    private RestorePoints restoreTo(BackupStore store, Manifest manifest, Storage target, BackupProgress bars)
            throws IOException {
        try (TemporaryDirectory directory =
                        TemporaryDirectory.create(into.toAbsolutePath().getParent(), ".everbook-restore-");
                Storage whole = FileStorage.beside(directory.path(), BackupStore.LOCK)) {
            BackupRestoration.copy(store, manifest, BackupRestoreCommand::isOfMarket, whole, bars);
            BackupRestoration.requireStates(manifest, whole, bars);
            List<String> symbols = MarketStates.symbols(whole);
            RestorePoints points = RestorePoints.of(whole, symbols, to, () -> sole(symbols));
            for (Map.Entry<String, Long> point : points.sequences().entrySet()) {
                Restore.run(whole, point.getKey(), point.getValue(), target, bars.begin("cut", "commands"));
            }
            BackupRestoration.copy(store, manifest, name -> !isOfMarket(name), target, BackupProgress.NONE);
            return points;
        }
    }

    private static boolean isOfMarket(String name) {
        return OF_MARKETS.contains(name.split("/", 2)[0]);
    }

    private String sole(List<String> symbols) {
        if (symbol != null && symbols.contains(symbol)) {
            return symbol;
        }
        if (symbol == null && symbols.size() == 1) {
            return symbols.get(0);
        }
        throw new UserFault("name one symbol of " + String.join(", ", symbols) + " with --symbol: --to=" + to
                + (symbol == null ? "" : " --symbol=" + symbol));
    }

    private void print(Manifest manifest, RestorePoints points) {
        if (source.json()) {
            Terminal.OUT.print(JsonObject.line(out -> {
                BackupText.fields(out, manifest);
                out.writeStringField("into", into.toString());
                if (points != null) {
                    out.writeObjectFieldStart("restoredThrough");
                    for (Map.Entry<String, Long> point : points.sequences().entrySet()) {
                        out.writeNumberField(point.getKey(), point.getValue());
                    }
                    out.writeEndObject();
                }
            }));
            return;
        }
        if (points == null) {
            BackupText.states(manifest);
        } else {
            points.sequences()
                    .forEach((each, sequence) -> Terminal.OUT.println(each + ": commands through " + sequence));
            points.absent().forEach(each -> Terminal.OUT.println(each + ": not there yet at that moment, left out"));
        }
        Terminal.OUT.println("restored backup " + manifest.id() + " into " + into);
        Terminal.OUT.println("to go on from it: everbook run --data " + into);
    }
}
