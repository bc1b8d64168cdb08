package io.everbook.app.cli;

import io.everbook.app.terminal.ExitCode;
import io.everbook.app.terminal.JournalSource;
import io.everbook.app.terminal.Terminal;
import io.everbook.app.terminal.UserFault;
import io.everbook.journal.JournalException;
import io.everbook.journal.storage.FileStorage;
import io.everbook.journal.storage.Storage;
import io.everbook.replay.Salvage;
import io.everbook.replay.SalvageReport;
import io.everbook.snapshot.SnapshotException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code everbook journal salvage}: a data directory that starts, made of one that does not. */
@Command(
        name = "salvage",
        description = {
            "Copy what is provably good of a damaged data directory into a new one that starts.",
            "Kept is the newest state that whole bytes lead to: the commands from the journal's beginning, or from a"
                    + " snapshot, up to the damage. A whole snapshot behind the damage bridges it; without one, the"
                    + " commands behind it are set aside as JSON Lines, since they cannot be applied exactly. Damaged"
                    + " bytes and the old executions log go to NEWDIR/quarantine; the first start makes a new log. The"
                    + " original is only read; stop its engine first."
        },
        footer = {
            "",
            "Examples:",
            "  everbook journal salvage --data data --into salvaged --dry-run",
            "  everbook journal salvage --data data --into salvaged",
            "",
            "Exit codes: 0 nothing that was acknowledged is missing, 1 commands are lost or",
            "set aside, a symbol cannot be salvaged, or a disk failed, 2 the input cannot be",
            "used."
        })
final class JournalSalvageCommand implements Callable<Integer> {

    @Option(names = "--data", paramLabel = "DIR", required = true, description = "The damaged data directory.")
    private Path data;

    @Option(
            names = "--into",
            paramLabel = "NEWDIR",
            required = true,
            description = "The data directory to make; must not exist, or be empty.")
    private Path into;

    @Option(names = "--symbol", paramLabel = "S", description = "Only this symbol (default: all).")
    private String symbol;

    @Option(names = "--dry-run", description = "Write nothing, only say what would be done.")
    private boolean dryRun;

    @Option(names = "--json", description = "The report as one JSON object.")
    private boolean json;

    private final List<SalvageReport> reports = new ArrayList<>();
    private final Map<String, String> faults = new LinkedHashMap<>();

    @Override
    public Integer call() throws IOException {
        requireNew();
        try (JournalSource source = JournalSource.open(data, null, symbol);
                Storage target = dryRun ? null : new FileStorage(into)) {
            for (String each : source.symbols()) {
                salvage(source.storage(), each, target);
            }
        }
        if (json) {
            Terminal.OUT.print(JournalReports.salvage(reports, faults, dryRun));
        } else {
            reports.forEach(report -> SalvageText.lines(report).forEach(Terminal.OUT::println));
            faults.forEach((name, fault) -> Terminal.OUT.println(name + ": NOT SALVAGED: " + fault));
        }
        boolean complete = faults.isEmpty() && reports.stream().allMatch(SalvageReport::complete);
        return complete ? ExitCode.OK : ExitCode.FAILED;
    }

    private void requireNew() throws IOException {
        Path from = data.toAbsolutePath().normalize();
        Path to = into.toAbsolutePath().normalize();
        if (to.startsWith(from)) {
            throw new UserFault("the new data directory must not be the old one or in it: --into=" + into);
        }
        if (Files.exists(to)) {
            try (Stream<Path> files = Files.isDirectory(to) ? Files.list(to) : Stream.of(to)) {
                if (files.findAny().isPresent()) {
                    throw new UserFault("the new data directory exists and is not empty, and nothing is ever"
                            + " overwritten; name another: --into=" + into);
                }
            }
        }
    }

    private void salvage(Storage source, String each, Storage target) {
        try (SetAsideFile setAside = new SetAsideFile(target, each)) {
            reports.add(Salvage.run(source, each, target, setAside));
        } catch (JournalException fault) {
            if (fault.code() == JournalException.Code.WRITE_FAILED) {
                throw fault;
            }
            faults.put(each, fault.getMessage());
        } catch (SnapshotException fault) {
            faults.put(each, fault.getMessage());
        } catch (UncheckedIOException | IOException full) {
            throw new JournalException(
                    JournalException.Code.WRITE_FAILED,
                    SetAsideFile.name(each),
                    JournalException.NONE,
                    JournalException.NONE,
                    "the new data directory cannot be written, delete it and begin again; check the disk's health,"
                            + " space and permissions",
                    full);
        }
    }
}
