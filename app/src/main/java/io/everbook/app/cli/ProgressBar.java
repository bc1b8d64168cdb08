package io.everbook.app.cli;

import java.io.PrintStream;
import java.util.Locale;

/** A progress bar on standard error: redrawn in place at most ten times a second; nothing where nobody watches. */
final class ProgressBar {

    private static final int WIDTH = 40;
    private static final long REDRAW_NANOS = 100_000_000L;

    private final PrintStream out;
    private final String what;
    private final boolean shown;
    private long lastDrawn;

    ProgressBar(PrintStream out, String what, boolean shown) {
        this.out = out;
        this.what = what;
        this.shown = shown;
    }

    void progress(long done, long total) {
        long now = System.nanoTime();
        if (!shown || now - lastDrawn < REDRAW_NANOS) {
            return;
        }
        lastDrawn = now;
        draw(total <= 0 ? 0 : Math.min(1000, (int) (done * 1000 / total)));
    }

    void end() {
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
