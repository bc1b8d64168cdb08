package io.everbook.app.terminal;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * A progress bar with the rate and the remaining time, on standard error: drawn once the work has taken a second, then
 * redrawn in place at most ten times a second; nothing where nobody watches. At most 80 columns for a name of 16.
 */
public final class ProgressBar {

    /** The unit of work that is told in bytes, and shown in megabytes. */
    public static final String BYTES = "bytes";

    private static final int WIDTH = 20;
    private static final long NANOS = 1_000_000_000L;
    private static final long REDRAW_NANOS = NANOS / 10;
    private static final long MILLION = 1_000_000;
    private static final int MAX_LINE = 80;

    private final PrintStream out;
    private final String what;
    private final String unit;
    private final boolean shown;
    private final LongSupplier nanos;
    private final long start;
    private long lastDrawn;
    private long done;
    private int lineLength;

    /**
     * Prepares a bar; the work begins.
     *
     * @param out where it is drawn
     * @param what what is under way
     * @param unit what the work is counted in, such as commands or {@link #BYTES}
     * @param shown whether anybody watches
     */
    public ProgressBar(PrintStream out, String what, String unit, boolean shown) {
        this(out, what, unit, shown, System::nanoTime);
    }

    /**
     * Prepares a bar on standard error for work that prints as it goes: not shown where standard output is the terminal
     * too, whose lines it would tear.
     *
     * @param what what is under way
     * @param unit what the work is counted in
     * @return the bar
     */
    public static ProgressBar besideOutput(String what, String unit) {
        return new ProgressBar(Terminal.ERR, what, unit, Terminal.isErrorWatched() && !Terminal.isOutputWatched());
    }

    /** Prepares a bar whose clock the caller owns. */
    ProgressBar(PrintStream out, String what, String unit, boolean shown, LongSupplier nanos) {
        this.out = out;
        this.what = what;
        this.unit = unit;
        this.shown = shown;
        this.nanos = nanos;
        start = nanos.getAsLong();
        lastDrawn = start + NANOS - REDRAW_NANOS;
        Interruption.begin();
    }

    /**
     * The work goes on.
     *
     * @param done how much is done
     * @param total how much there is; 0 where nobody knows
     * @throws Interruption where the process is to end: the work stops here
     */
    public void progress(long done, long total) {
        Interruption.check();
        this.done = done;
        if (!shown) {
            return;
        }
        long now = nanos.getAsLong();
        if (now - lastDrawn < REDRAW_NANOS) {
            return;
        }
        lastDrawn = now;
        long whole = Math.max(total, done);
        String left = total <= 0 ? "" : remaining(whole - done, now - start);
        draw(total <= 0 ? 0 : (int) (done * 1000.0 / whole), now - start, left);
    }

    /** The work is done: a bar that was drawn is full, shows the rate of all of it, and its line ends. */
    public void end() {
        if (lineLength > 0 && !Interruption.isRequested()) {
            long elapsed = nanos.getAsLong() - start;
            draw(1000, elapsed, "in " + clock(elapsed));
        }
        stop();
    }

    /** The work was given up: a bar that was drawn stays as it is, and its line ends. */
    public void stop() {
        if (lineLength > 0) {
            out.println();
            lineLength = 0;
        }
    }

    private String remaining(long left, long elapsed) {
        return done <= 0 || left < 0 ? "" : clock((long) ((double) elapsed / done * left)) + " left";
    }

    private void draw(int permille, long elapsed, String time) {
        int filled = permille * WIDTH / 1000;
        String bar = "#".repeat(filled) + ".".repeat(WIDTH - filled);
        String line = String.format(
                Locale.ROOT, "%s [%s] %3d.%d%%  %s  %s", what, bar, permille / 10, permille % 10, rate(elapsed), time);
        String cut = line.length() > MAX_LINE ? line.substring(0, MAX_LINE) : line;
        // What stood there before may have been longer.
        out.print("\r" + cut + " ".repeat(Math.max(0, lineLength - cut.length())));
        out.flush();
        lineLength = cut.length();
    }

    private String rate(long elapsed) {
        double perSecond = done * (double) NANOS / Math.max(1, elapsed);
        if (unit.equals(BYTES)) {
            return String.format(Locale.ROOT, "%.1f MB/s", perSecond / MILLION);
        }
        return perSecond >= MILLION
                ? String.format(Locale.ROOT, "%.1fM %s/s", perSecond / MILLION, unit)
                : String.format(Locale.ROOT, "%.0f %s/s", perSecond, unit);
    }

    /** Minutes and seconds, or hours, minutes and seconds; seconds are rounded up. */
    private static String clock(long nanos) {
        long seconds = (nanos + NANOS - 1) / NANOS;
        long minutes = seconds / 60;
        return minutes < 60
                ? String.format(Locale.ROOT, "%d:%02d", minutes, seconds % 60)
                : String.format(Locale.ROOT, "%d:%02d:%02d", minutes / 60, minutes % 60, seconds % 60);
    }
}
