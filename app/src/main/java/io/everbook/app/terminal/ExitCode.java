package io.everbook.app.terminal;

/** What the process says to its caller when it ends. */
public final class ExitCode {

    /** It did what it was asked. */
    public static final int OK = 0;

    /**
     * The engine failed: a disk or standard output that takes no more, a market that stopped, a broken invariant. Of
     * the journal commands: damage was found, or something is lost.
     */
    public static final int FAILED = 1;

    /** The input cannot be used: an option, a file, a line, a configuration, a data directory in use or damaged. */
    public static final int USAGE = 2;

    /** It was told to end by ctrl-C, and has undone what must not be left half done. */
    public static final int INTERRUPTED = 130;

    private ExitCode() {}
}
