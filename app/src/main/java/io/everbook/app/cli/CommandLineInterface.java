package io.everbook.app.cli;

import io.everbook.app.audit.AuditCommand;
import io.everbook.app.audit.AuditException;
import io.everbook.app.backup.BackupCommand;
import io.everbook.app.backup.BackupException;
import io.everbook.app.client.ClientRootCommand;
import io.everbook.app.configuration.ConfigurationException;
import io.everbook.app.credential.CredentialException;
import io.everbook.app.engine.EngineException;
import io.everbook.app.http.HttpGatewayException;
import io.everbook.app.json.InvalidLineException;
import io.everbook.app.lobster.LobsterFormatException;
import io.everbook.app.replay.ReplayCommand;
import io.everbook.app.secret.SecretException;
import io.everbook.app.terminal.CommandTree;
import io.everbook.app.terminal.ExitCode;
import io.everbook.app.terminal.Interruption;
import io.everbook.app.terminal.OutputFailure;
import io.everbook.app.terminal.Subcommands;
import io.everbook.app.terminal.Terminal;
import io.everbook.app.terminal.UnusableValue;
import io.everbook.app.terminal.UserFault;
import io.everbook.journal.JournalException;
import io.everbook.journal.WireStart;
import io.everbook.journal.storage.StorageException;
import io.everbook.replay.session.ReplayException;
import io.everbook.snapshot.SnapshotException;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** {@code everbook}: finds the subcommand, runs it, and says in one line what was wrong with the user's input. */
@Command(
        name = "everbook",
        description = "A trading core whose state is a pure function of a journal.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Exit codes: 0 done, 1 the engine failed, 2 the input cannot be used.",
            "Help on a command: everbook COMMAND --help"
        })
@Subcommands({
    RunCommand.class,
    DemoCommand.class,
    MatchCommand.class,
    ImportCommand.class,
    JournalCommand.class,
    SnapshotCommand.class,
    ReplayCommand.class,
    BackupCommand.class,
    CredentialsCommand.class,
    ClientRootCommand.class,
    AuditCommand.class,
    BenchCommand.class,
    ConfigCommand.class,
    CommandLine.HelpCommand.class
})
public final class CommandLineInterface implements Runnable {

    /** From this Java on, loading Chronicle prints a notice, which a command that ends before it needs it shall not. */
    private static final int NOTICES_UNSAFE = 24;

    /** The commands that read or write journals. */
    private static final Set<String> JOURNALS =
            Set.of("run", "demo", "match", "journal", "snapshot", "replay", "backup", "bench");

    /** The commands that somebody waits for while a market is rebuilt; {@code run} starts to warm up itself. */
    private static final Set<String> REPLAYS = Set.of("replay");

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    private CommandLineInterface() {}

    /**
     * Runs one command.
     *
     * @param arguments the command line
     * @return the exit code: 0 done, 1 the engine failed, 2 the input cannot be used
     */
    public static int run(String[] arguments) {
        if (needsJournals(arguments)) {
            // Its classes load while the command line is read.
            WireStart.begin();
        }
        if (asks(REPLAYS, arguments)) {
            // A replay of a million commands is over before the compiler would have seen enough of it.
            WarmUp.begin();
        }
        CommandLine commandLine = CommandTree.of(new CommandLineInterface(), arguments)
                .setOut(Terminal.writer(Terminal.OUT))
                .setErr(Terminal.writer(Terminal.ERR))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(CommandLineInterface::unusable)
                .setExecutionExceptionHandler((failure, command, parsed) -> failed(failure));
        try {
            int exitCode = commandLine.execute(arguments);
            Terminal.OUT.flush();
            WireStart.end();
            return exitCode;
        } finally {
            Interruption.ended();
        }
    }

    /** Whether Chronicle is loaded ahead: where it will be needed, as far as the first word tells. */
    private static boolean needsJournals(String[] arguments) {
        return Runtime.version().feature() < NOTICES_UNSAFE && asks(JOURNALS, arguments);
    }

    /** Whether one of these commands is to do its work, and not only to tell what that is. */
    private static boolean asks(Set<String> commands, String[] arguments) {
        List<String> words = List.of(arguments);
        return !words.isEmpty()
                && commands.contains(words.get(0))
                && Collections.disjoint(words, List.of("-h", "--help", "-V", "--version"));
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "a command is missing: run, demo, match, import, journal, snapshot, replay, backup, credentials, audit,"
                        + " bench or config");
    }

    private static int unusable(ParameterException fault, String[] arguments) {
        String name = fault.getCommandLine().getCommandSpec().qualifiedName();
        Terminal.ERR.println("everbook: " + oneLine(UnusableValue.describe(fault)) + " (see " + name + " --help)");
        return ExitCode.USAGE;
    }

    private static int failed(Exception failure) {
        Terminal.OUT.flush();
        if (failure instanceof Interruption) {
            Terminal.ERR.println("everbook: interrupted");
            return ExitCode.INTERRUPTED;
        }
        Terminal.ERR.println("everbook: " + oneLine(String.valueOf(failure.getMessage())));
        if (isDeviceFault(failure) || failure instanceof OutputFailure || failure instanceof AuditException) {
            return ExitCode.FAILED;
        }
        if (!isUsersOwn(failure)) {
            failure.printStackTrace(Terminal.ERR);
            return ExitCode.FAILED;
        }
        return ExitCode.USAGE;
    }

    private static boolean isDeviceFault(Exception failure) {
        return failure instanceof BackupException backup && backup.code() == BackupException.Code.DEVICE_FAILED
                || failure instanceof JournalException journal
                        && (journal.code() == JournalException.Code.WRITE_FAILED
                                || journal.code() == JournalException.Code.FORCE_FAILED);
    }

    /** What the user gave, a data directory included, cannot be used as it is. */
    private static boolean isUsersOwn(Exception failure) {
        return failure instanceof UserFault
                || failure instanceof InvalidLineException
                || failure instanceof ConfigurationException
                || failure instanceof LobsterFormatException
                || failure instanceof HttpGatewayException
                || failure instanceof SecretException
                || failure instanceof CredentialException
                || failure instanceof EngineException
                || failure instanceof BackupException
                || failure instanceof JournalException
                || failure instanceof SnapshotException
                || failure instanceof ReplayException
                || failure instanceof StorageException;
    }

    private static String oneLine(String message) {
        return message.replaceAll("\\s*\\R\\s*", " ");
    }
}
