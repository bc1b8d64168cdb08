package io.everbook.app.replay.shell;

import io.everbook.app.terminal.ExitCode;
import io.everbook.app.terminal.UserFault;
import io.everbook.journal.JournalException;
import io.everbook.replay.session.ReplayException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Lets a shell execute the lines of a script: no prompts, and a fault is told with the number of its line. */
public final class Script {

    private final Shell shell;
    private final ShellOutput output;
    private final PrintStream err;
    private final boolean keepGoing;
    private final boolean echo;

    /**
     * Prepares it.
     *
     * @param shell who executes
     * @param output where the shell prints
     * @param err where faults are told
     * @param keepGoing whether the lines behind one that cannot be executed are executed, too
     * @param echo whether each line is printed before it is executed
     */
    public Script(Shell shell, ShellOutput output, PrintStream err, boolean keepGoing, boolean echo) {
        this.shell = shell;
        this.output = output;
        this.err = err;
        this.keepGoing = keepGoing;
        this.echo = echo;
    }

    /**
     * Executes all lines, up to the first that cannot be executed unless it is to keep going.
     *
     * @param in the lines, in UTF-8
     * @return the exit code: 0 where each line was executed, 2 where one was not
     */
    public int run(InputStream in) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        int number = 0;
        int exitCode = ExitCode.OK;
        for (String line = lines.readLine(); line != null && !shell.ended(); line = lines.readLine()) {
            number++;
            if (!execute(line, number)) {
                exitCode = ExitCode.USAGE;
                if (!keepGoing) {
                    return exitCode;
                }
            }
        }
        return exitCode;
    }

    private boolean execute(String line, int number) {
        if (echo && !line.isBlank()) {
            output.print(shell.position() + "> " + line.strip());
        }
        try {
            shell.execute(line);
            return true;
        } catch (UserFault | ReplayException | JournalException fault) {
            output.out().flush();
            err.println("everbook: line " + number + ": " + fault.getMessage());
            return false;
        }
    }
}
