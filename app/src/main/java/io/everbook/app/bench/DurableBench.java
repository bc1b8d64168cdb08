package io.everbook.app.bench;

import io.everbook.app.configuration.Configuration;
import io.everbook.app.engine.Engine;
import io.everbook.core.instrument.Instrument;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * Measures what it costs that an acknowledged command survives a power cut: a bare write and force, and one command
 * through the engine, by turns; then many commands at a time.
 */
public final class DurableBench {

    private static final double NANOS_PER_MICRO = 1e3;

    private final Options options;
    private final Configuration configuration;
    private final PrintStream out;
    private final ClosedLoop client = new ClosedLoop();
    private final ForceMeter meter = new ForceMeter();
    private final List<DurableRound> rounds = new ArrayList<>();
    private final DurableRound all = new DurableRound();
    private volatile Engine engine;

    /**
     * What is asked for.
     *
     * @param seconds how long each of a round's three parts lasts, 1 or more; the first two together twice as long
     * @param rounds how many rounds, 1 or more
     * @param outstanding how many commands are unanswered at a time in the third part, 1 or more
     * @param warmUpSeconds how long each part of a first round lasts that does not count, 0 or more
     */
    public record Options(int seconds, int rounds, int outstanding, int warmUpSeconds) {}

    /**
     * Prepares a measurement.
     *
     * @param options what is asked for
     * @param configuration the engine's, with an empty data directory and a sync interval of 0
     * @param out where the table is printed
     */
    public DurableBench(Options options, Configuration configuration, PrintStream out) {
        this.options = options;
        this.configuration = configuration;
        this.out = out;
    }

    /**
     * Measures and prints.
     *
     * @param json where the figures are written as JSON; null for nowhere
     * @throws IOException where the data directory or the file cannot be written
     */
    public void run(Path json) throws IOException {
        engine = Engine.start(configuration, meter, List.of(client));
        Path directory = configuration.persistence().dataDirectory();
        try (Engine running = engine;
                BareForce bare = BareForce.create(directory.resolve("bench-durable.bin"))) {
            running.serve(List.of(Instrument.of(ClosedLoop.SYMBOL, "0.01", "0.00000001")));
            if (options.warmUpSeconds() > 0) {
                round(running, bare, options.warmUpSeconds());
            }
            head(Files.getFileStore(directory).type());
            for (int i = 1; i <= options.rounds(); i++) {
                DurableRound round = round(running, bare, options.seconds());
                rounds.add(round);
                all.add(round);
                row(Integer.toString(i), round);
            }
            row("all", all);
            summarize();
        }
        if (json != null) {
            Files.writeString(json, DurableFigures.json(options, directory, rounds, all));
        }
    }

    /** Ends it, so that its data directory may be deleted; for another thread, where a signal asks for it. */
    public void stop() {
        Engine running = engine;
        if (running != null) {
            running.halt();
        }
    }

    /**
     * One bare force and one command take turns: what else disturbs the disk or the cores, which changes within a
     * second, disturbs both. Each comes first in every other turn, so that neither always follows the other.
     */
    private DurableRound round(Engine running, BareForce bare, int seconds) throws IOException {
        DurableRound round = new DurableRound();
        long nanos = TimeUnit.SECONDS.toNanos(seconds);
        meter.forces();
        meter.bytes();
        long start = System.nanoTime();
        for (boolean bareFirst = true; System.nanoTime() - start < 2 * nanos; bareFirst = !bareFirst) {
            if (bareFirst) {
                bare.once(round.bare);
            }
            round.oneNanos += client.runOne(running, round.one);
            if (!bareFirst) {
                bare.once(round.bare);
            }
        }
        round.oneForces.add(meter.forces());
        round.oneBytes = meter.bytes();
        long before = client.sent();
        round.manyNanos = client.runMany(running, nanos, options.outstanding());
        round.many = client.sent() - before;
        round.manyForces.add(meter.forces());
        round.manyBytes = meter.bytes();
        return round;
    }

    private void head(String fileSystem) {
        print(
                "Every command forced before it is applied; %s; no gateway, no network. Bare: 4 KiB written, forced.",
                fileSystem);
        print(
                "%-5s %9s %9s %9s %9s %9s %6s %9s %11s %7s %9s",
                "round",
                "bare p50",
                "p99 us",
                "one p50",
                "p99 us",
                "force p50",
                "ratio",
                "one /s",
                String.format(Locale.ROOT, "%,d /s", options.outstanding()),
                "ratio",
                "per force");
    }

    private void row(String name, DurableRound round) {
        print(
                "%-5s %,9.0f %,9.0f %,9.0f %,9.0f %,9.0f %6.2f %,9.0f %,11.0f %7.1f %9.1f",
                name,
                micros(round.bare, 50),
                micros(round.bare, 99),
                micros(round.one, 50),
                micros(round.one, 99),
                micros(round.oneForces, 50),
                round.latencyRatio(),
                round.oneRate(),
                round.manyRate(),
                round.rateRatio(),
                round.manyPerForce());
    }

    private void summarize() {
        print(
                "One at a time: %.2f times the bare median (the median round; %.2f over all), %.3f forces and"
                        + " %.1f journal bytes a command",
                DurableRound.medianLatencyRatio(rounds),
                all.latencyRatio(),
                all.oneForcesPerCommand(),
                all.oneBytesPerCommand());
        print(
                "%,d at a time: %.1f times as many commands a second, %.1f journal bytes a command",
                options.outstanding(), all.rateRatio(), all.manyBytesPerCommand());
    }

    private static double micros(Histogram histogram, double percentile) {
        return histogram.getValueAtPercentile(percentile) / NANOS_PER_MICRO;
    }

    private void print(String format, Object... values) {
        out.printf(Locale.ROOT, format + "%n", values);
        out.flush();
    }
}
