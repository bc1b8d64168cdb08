package io.everbook.app.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Raises the load from a tenth of what the engine takes to beyond it, and finds the knee: the highest load that it
 * keeps up with and at which p99 is at most ten times what it is at the least load.
 */
final class PipelineSweep {

    private static final double[] SHARES = {0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.1};
    private static final double KEPT_UP = 0.98;
    private static final double RISE = 10;
    private static final double NANOS_PER_MICRO = 1e3;

    private final Runner runner;
    private final PipelineTable table;

    /** Runs a variant on a fresh engine. */
    interface Runner {
        PipelineResult run(PipelineVariant variant) throws IOException;
    }

    PipelineSweep(Runner runner, PipelineTable table) {
        this.runner = runner;
        this.table = table;
    }

    /**
     * Sweeps one variant, and writes a table and two drawings.
     *
     * @param variant the variant; its rate does not matter
     * @param folder where the files go; created where it is missing
     * @return the runs, by rising load
     */
    List<PipelineResult> run(PipelineVariant variant, Path folder) throws IOException {
        PipelineResult flatOut = runner.run(variant.atRate(0));
        table.row("all", flatOut);
        List<PipelineResult> runs = new ArrayList<>();
        for (double share : SHARES) {
            PipelineResult run = runner.run(variant.atRate(Math.max(1, Math.rint(flatOut.perSecond() * share))));
            table.row(String.format(Locale.ROOT, "%.0f%%", share * 100), run);
            runs.add(run);
        }
        double knee = knee(runs);
        table.print("knee at %,.0f commands/s; capacity %,.0f commands/s", knee, flatOut.perSecond());
        Files.createDirectories(folder);
        String name = variant.label().replaceAll("[^a-z0-9]+", "-").replaceAll("-max$", "");
        Files.writeString(folder.resolve(name + ".csv"), csv(runs));
        draw(variant, runs, knee, folder.resolve(name));
        table.print("written: %s.csv, .svg, .png", folder.resolve(name));
        return runs;
    }

    /** {@return the highest load before the first that is not kept up with or whose p99 has risen; 0 for none} */
    static double knee(List<PipelineResult> runs) {
        double knee = 0;
        for (PipelineResult run : runs) {
            boolean kept = run.perSecond() >= KEPT_UP * run.variant().rate();
            boolean calm = run.latency(99) <= RISE * runs.get(0).latency(99);
            if (!kept || !calm) {
                return knee;
            }
            knee = run.variant().rate();
        }
        return knee;
    }

    private static String csv(List<PipelineResult> runs) {
        StringBuilder text =
                new StringBuilder("offered/s,reached/s,p50 us,p99 us,p99.9 us,p99.99 us,max us,probe ns\n");
        for (PipelineResult run : runs) {
            text.append(String.format(
                    Locale.ROOT,
                    "%.0f,%.0f,%.1f,%.1f,%.1f,%.1f,%.1f,%d%n",
                    run.variant().rate(),
                    run.perSecond(),
                    micros(run, 50),
                    micros(run, 99),
                    micros(run, 99.9),
                    micros(run, 99.99),
                    micros(run, 100),
                    run.loadNanos()));
        }
        return text.toString();
    }

    private static void draw(PipelineVariant variant, List<PipelineResult> runs, double knee, Path file)
            throws IOException {
        LatencyPlot plot = new LatencyPlot(
                "Everbook, latency against load: " + variant.label().replaceAll(" max$", ""),
                runs.stream().mapToDouble(run -> run.variant().rate()).toArray());
        plot.add("p50", line(runs, 50));
        plot.add("p99", line(runs, 99));
        plot.add("p99.9", line(runs, 99.9));
        plot.add("max", line(runs, 100));
        plot.knee(knee);
        for (PlotCanvas canvas : List.of(
                new SvgCanvas(LatencyPlot.WIDTH, LatencyPlot.HEIGHT),
                new PngCanvas(LatencyPlot.WIDTH, LatencyPlot.HEIGHT))) {
            plot.draw(canvas);
            String ending = canvas instanceof SvgCanvas ? ".svg" : ".png";
            canvas.write(file.resolveSibling(file.getFileName() + ending));
        }
    }

    private static double[] line(List<PipelineResult> runs, double percentile) {
        return runs.stream().mapToDouble(run -> micros(run, percentile)).toArray();
    }

    private static double micros(PipelineResult run, double percentile) {
        return run.latency(percentile) / NANOS_PER_MICRO;
    }
}
