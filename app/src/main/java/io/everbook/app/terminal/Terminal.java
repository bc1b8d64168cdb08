package io.everbook.app.terminal;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Help.Ansi;

/** Standard output and error in UTF-8, whatever the platform's own charset is. */
public final class Terminal {

    /** Standard output as bytes, not buffered: what is written in large pieces goes here, and a failure is told. */
    public static final OutputStream OUT_STREAM = new FileOutputStream(FileDescriptor.out);

    /** Standard output, buffered; flush it. */
    public static final PrintStream OUT =
            new PrintStream(new BufferedOutputStream(OUT_STREAM), false, StandardCharsets.UTF_8);

    /** Standard error, passed on at once. */
    public static final PrintStream ERR =
            new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);

    private static final Path INPUT_ON_LINUX = Path.of("/proc/self/fd/0");
    private static final Path OUTPUT_ON_LINUX = Path.of("/proc/self/fd/1");
    private static final Path ERROR_ON_LINUX = Path.of("/proc/self/fd/2");

    private Terminal() {}

    /** {@return a writer to standard output or error that passes on each line when it ends} */
    public static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }

    /** {@return whether somebody watches who can be shown a line redrawn in place} */
    public static boolean isInteractive() {
        return System.console() != null && Ansi.AUTO.enabled();
    }

    /**
     * Tells whether standard error is a terminal, so that a progress bar has somebody to watch it. The JDK answers this
     * only for standard input and output together, which import redirects; Linux answers it for each.
     */
    public static boolean isErrorWatched() {
        return isWatched(ERROR_ON_LINUX);
    }

    /** {@return whether standard output is a terminal, so that a progress bar would stand between its lines} */
    public static boolean isOutputWatched() {
        return isWatched(OUTPUT_ON_LINUX);
    }

    /** {@return whether somebody at a terminal types and reads} */
    public static boolean isConversation() {
        return isWatched(INPUT_ON_LINUX) && isWatched(OUTPUT_ON_LINUX);
    }

    private static boolean isWatched(Path onLinux) {
        try {
            String target = Files.readSymbolicLink(onLinux).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException notLinux) {
            return isInteractive();
        }
    }
}
