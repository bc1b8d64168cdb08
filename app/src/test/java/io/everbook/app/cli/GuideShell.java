package io.everbook.app.cli;

import io.everbook.app.terminal.Terminal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** Runs one command line after the other in one process; both outputs tell where each ends. */
final class GuideShell {

    /** Stands between the arguments of a command line. */
    static final String SEPARATOR = "\u001f";

    /** Begins the line behind the output of a command; on standard output, the exit code follows. */
    static final String END = "\u0001";

    private GuideShell() {}

    /**
     * Reads command lines until standard input ends.
     *
     * @param none not used
     */
    public static void main(String[] none) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            int exitCode = CommandLineInterface.run(line.split(SEPARATOR));
            Terminal.OUT.println(END + exitCode);
            Terminal.OUT.flush();
            System.err.flush();
            Terminal.ERR.println(END);
        }
    }
}
