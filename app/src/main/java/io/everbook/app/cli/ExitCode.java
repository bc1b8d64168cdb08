package io.everbook.app.cli;

/** What the process says to its caller when it ends. */
final class ExitCode {

    /** It did what it was asked. */
    static final int OK = 0;

    /**
     * The engine failed: a disk or standard output that takes no more, a market that stopped, a broken invariant. Of
     * the journal commands: damage was found, or something is lost.
     */
    static final int FAILED = 1;

    /** The input cannot be used: an option, a file, a line, a configuration, a data directory in use or damaged. */
    static final int USAGE = 2;

    private ExitCode() {}
}
