package io.everbook.app.replay.shell;

import java.io.PrintStream;

/**
 * Where the shell prints, and how.
 *
 * @param out standard output, or what a test reads
 * @param depth how many levels of each side are drawn after a step
 * @param coloured whether marked lines are coloured, too
 * @param watched whether somebody watches a progress bar on standard error
 */
public record ShellOutput(PrintStream out, int depth, boolean coloured, boolean watched) {

    void print(String line) {
        out.println(line);
    }
}
