package io.everbook.app.terminal;

import java.io.PrintStream;
import java.util.Locale;

/** A progress bar on standard error: redrawn in place at most ten times a second; nothing where nobody watches. */
public final class ProgressBar {

    private static final int WIDTH = 40;
    private static final long REDRAW_NANOS = 100_000_000L;

    private final PrintStream out;
    private final String what;
    private final boolean shown;
    private long lastDrawn;

    /**
     * Prepares a bar.
     *
     * @param out where it is drawn
     * @param what what is under way
     * @param shown whether anybody watches
     */
    public ProgressBar(PrintStream out, String what, boolean shown) {
        this.out = out;
        this.what = what;
        this.shown = shown;
    }

    /**
     * The work goes on.
     *
     * @param done how much is done
     * @param total how much there is
     */
    public void progress(long done, long total) {
        long now = System.nanoTime();
        if (!shown || now - lastDrawn < REDRAW_NANOS) {
            return;
        }
        lastDrawn = now;
        draw(total <= 0 ? 0 : Math.min(1000, (int) (done * 1000 / total)));
    }

    /** The work is done: the bar is full and its line ends. */
    public void end() {
        if (shown) {
            draw(1000);
            out.println();
        }
    }

    private void draw(int permille) {
        int filled = permille * WIDTH / 1000;
        String bar = "#".repeat(filled) + ".".repeat(WIDTH - filled);
        out.printf(Locale.ROOT, "\r%s [%s] %3d.%d%%", what, bar, permille / 10, permille % 10);
        out.flush();
    }
}
