package io.everbook.app.bench;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Latency against load: load on a straight scale, latency on one of powers of ten, one line for each percentile. */
final class LatencyPlot {

    static final int WIDTH = 900;
    static final int HEIGHT = 560;

    private static final double LEFT = 80;
    private static final double RIGHT = 820;
    private static final double TOP = 60;
    private static final double BOTTOM = 490;
    private static final double LABEL_GAP = 20;
    private static final int X_STEPS = 10;
    private static final int GREY = 0xdddddd;
    private static final int BLACK = 0x000000;
    private static final int RED = 0xcc0000;
    private static final int[] COLOURS = {0x1b6ca8, 0x2a9d4a, 0xd98200, 0x8e44ad, 0x555555};

    private final String title;
    private final double[] loads;
    private final Map<String, double[]> lines = new LinkedHashMap<>();
    private double lowest = Double.MAX_VALUE;
    private double highest = 1;
    private double knee;

    /**
     * Begins a plot.
     *
     * @param title what it shows
     * @param loads commands a second, ascending, one or more
     */
    LatencyPlot(String title, double[] loads) {
        this.title = title;
        this.loads = loads.clone();
    }

    /** Adds a line: its name and a latency for each load, microseconds. */
    void add(String name, double[] micros) {
        lines.put(name, micros.clone());
        for (double value : micros) {
            lowest = Math.min(lowest, Math.max(value, 0.1));
            highest = Math.max(highest, value);
        }
    }

    /** Marks the load at which the engine is saturated. */
    void knee(double load) {
        knee = load;
    }

    void draw(PlotCanvas canvas) {
        canvas.text((LEFT + RIGHT) / 2, TOP / 2, PlotCanvas.Anchor.MIDDLE, title);
        axes(canvas);
        if (knee > 0) {
            canvas.lines(new double[] {x(knee), x(knee)}, new double[] {TOP, BOTTOM}, RED, 1);
            canvas.text(x(knee), TOP - 6, PlotCanvas.Anchor.MIDDLE, String.format(Locale.ROOT, "knee %,.0f/s", knee));
        }
        int colour = 0;
        for (Map.Entry<String, double[]> line : lines.entrySet()) {
            draw(canvas, line.getKey(), line.getValue(), COLOURS[colour++ % COLOURS.length]);
        }
    }

    private void draw(PlotCanvas canvas, String name, double[] micros, int colour) {
        double[] xs = new double[loads.length];
        double[] ys = new double[loads.length];
        for (int i = 0; i < loads.length; i++) {
            xs[i] = x(loads[i]);
            ys[i] = y(micros[i]);
            canvas.dot(xs[i], ys[i], colour);
        }
        canvas.lines(xs, ys, colour, 2);
        canvas.text(xs[xs.length - 1] + 8, ys[ys.length - 1] + 4, PlotCanvas.Anchor.START, name);
    }

    private void axes(PlotCanvas canvas) {
        for (int decade = floor(); decade <= ceiling(); decade++) {
            double y = y(Math.pow(10, decade));
            canvas.lines(new double[] {LEFT, RIGHT}, new double[] {y, y}, GREY, 1);
            canvas.text(LEFT - 8, y + 4, PlotCanvas.Anchor.END, micros(decade));
        }
        for (int i = 0; i <= X_STEPS; i += 2) {
            double load = most() * i / X_STEPS;
            canvas.lines(new double[] {x(load), x(load)}, new double[] {TOP, BOTTOM}, GREY, 1);
            canvas.text(
                    x(load), BOTTOM + LABEL_GAP, PlotCanvas.Anchor.MIDDLE, String.format(Locale.ROOT, "%,.0f", load));
        }
        canvas.lines(new double[] {LEFT, LEFT, RIGHT}, new double[] {TOP, BOTTOM, BOTTOM}, BLACK, 1);
        canvas.text((LEFT + RIGHT) / 2, BOTTOM + 2.5 * LABEL_GAP, PlotCanvas.Anchor.MIDDLE, "commands a second");
        canvas.text(LEFT, TOP - LABEL_GAP, PlotCanvas.Anchor.MIDDLE, "latency");
    }

    private static String micros(int decade) {
        double value = Math.pow(10, decade);
        if (decade >= 6) {
            return String.format(Locale.ROOT, "%,.0f s", value / 1e6);
        }
        return decade >= 3
                ? String.format(Locale.ROOT, "%,.0f ms", value / 1e3)
                : String.format(Locale.ROOT, decade < 0 ? "%.1f us" : "%.0f us", value);
    }

    private double most() {
        return Math.max(1, Math.max(knee, loads[loads.length - 1]));
    }

    private double x(double load) {
        return LEFT + (RIGHT - LEFT) * load / most();
    }

    private double y(double micros) {
        double share = (Math.log10(Math.max(micros, 0.1)) - floor()) / (ceiling() - floor());
        return BOTTOM - (BOTTOM - TOP) * share;
    }

    private int floor() {
        return (int) Math.floor(Math.log10(lowest));
    }

    private int ceiling() {
        return Math.max(floor() + 1, (int) Math.ceil(Math.log10(highest)));
    }
}
