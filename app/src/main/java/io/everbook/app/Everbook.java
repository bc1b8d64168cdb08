package io.everbook.app;

import io.everbook.app.cli.CommandLineInterface;

/** The process: {@code java -jar everbook.jar}. */
public final class Everbook {

    private Everbook() {}

    /**
     * Runs one command and ends the process with its exit code.
     *
     * @param arguments the command line
     */
    public static void main(String[] arguments) {
        System.exit(CommandLineInterface.run(arguments));
    }
}
