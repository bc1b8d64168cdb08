package io.everbook.app.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Measures recovery: writes a state, boots the real JAR on it several times, then loads and replays it in this process,
 * where the compiler has warmed up. Every arrival is compared with the digest that the state was written with.
 */
public final class RecoveryBench {

    private static final double NANOS_PER_MILLI = 1e6;
    private static final double MILLIS_PER_SECOND = 1e3;

    private final Options options;
    private final PrintStream out;
    private final List<RecoveryBoot> boots = new ArrayList<>();
    private final List<ReplayRate> rates = new ArrayList<>();

    /**
     * What is asked for.
     *
     * @param orders how many orders rest in the snapshot, 1 or more
     * @param commands how many commands follow it, 0 or more
     * @param runs how many boots, and how many replays in this process, 1 or more
     * @param jar the JAR to boot
     * @param jvmOptions for the booted JVM
     */
    public record Options(int orders, long commands, int runs, Path jar, List<String> jvmOptions) {}

    /**
     * Prepares a measurement.
     *
     * @param options what is asked for
     * @param out where the figures are printed
     */
    public RecoveryBench(Options options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    /**
     * Measures.
     *
     * @param directory an empty directory; left with the state in it
     * @param json where the figures go as JSON; null for nowhere
     * @return whether every run arrived at the digest that was written
     * @throws IOException where a file cannot be written
     */
    public boolean run(Path directory, Path json) throws IOException {
        long start = System.nanoTime();
        RecoveryState state = RecoveryState.write(directory, options.orders(), options.commands());
        print(
                "State: %,d resting orders in a snapshot of %,d bytes, then %,d commands in %,d bytes of journal;"
                        + " written in %.1f s",
                options.orders(),
                state.snapshot().bytes(),
                state.commands(),
                state.journalBytes(),
                (System.nanoTime() - start) / 1e9);
        probe();
        boot(state);
        replay(state);
        probe();
        boolean equal = summarize(state);
        if (json != null) {
            Files.writeString(json, RecoveryFigures.json(options, state, boots, rates));
        }
        return equal;
    }

    private void probe() {
        print("memory: %d ns a dependent load in 8 MiB", MemoryProbe.loadNanos());
    }

    private void boot(RecoveryState state) throws IOException {
        Path configuration = RecoveryFigures.configuration(state);
        for (int i = 1; i <= options.runs(); i++) {
            RecoveryBoot boot = RecoveryBoot.run(options.jar(), options.jvmOptions(), configuration);
            boots.add(boot);
            print(
                    "boot %d: ready in %,.0f ms (JVM and engine %,.0f, snapshot %,.0f, replay %,.0f: %s), at most"
                            + " %,d MB",
                    i,
                    boot.readyMillis(),
                    boot.startMillis(),
                    boot.loadMillis(),
                    boot.replayMillis(),
                    rate(boot.replayMillis()),
                    boot.peakMegabytes());
        }
    }

    private void replay(RecoveryState state) {
        for (int i = 1; i <= options.runs(); i++) {
            ReplayRate rate = ReplayRate.measure(state);
            rates.add(rate);
            print(
                    "in process %d: snapshot %,.0f ms (%,.0f of CPU), replay %,.0f ms: %s (%,.0f of CPU: %s)",
                    i,
                    rate.loadNanos() / NANOS_PER_MILLI,
                    rate.loadCpuNanos() / NANOS_PER_MILLI,
                    rate.replayNanos() / NANOS_PER_MILLI,
                    rate(rate.replayNanos() / NANOS_PER_MILLI),
                    rate.replayCpuNanos() / NANOS_PER_MILLI,
                    rate(rate.replayCpuNanos() / NANOS_PER_MILLI));
        }
    }

    private boolean summarize(RecoveryState state) {
        boots.sort(Comparator.comparingDouble(RecoveryBoot::readyMillis));
        rates.sort(Comparator.comparingLong(ReplayRate::replayNanos));
        RecoveryBoot boot = boots.get(boots.size() / 2);
        ReplayRate rate = rates.get(rates.size() / 2);
        print(
                "median: ready in %,.0f ms, JVM start included; in process: snapshot %,.0f ms, replay %s",
                boot.readyMillis(), rate.loadNanos() / NANOS_PER_MILLI, rate(rate.replayNanos() / NANOS_PER_MILLI));
        String expected = String.format(Locale.ROOT, "%016x", state.digest());
        boolean equal = boots.stream().allMatch(one -> one.digest().equals(expected))
                && rates.stream().allMatch(one -> one.digest() == state.digest());
        print(equal ? "Every run arrived at digest %s" : "NOT EVERY RUN ARRIVED AT DIGEST %s", expected);
        return equal;
    }

    private String rate(double millis) {
        double perSecond = millis == 0 ? 0 : options.commands() * MILLIS_PER_SECOND / millis;
        return String.format(Locale.ROOT, "%,.0f commands/s", perSecond);
    }

    private void print(String format, Object... values) {
        out.printf(Locale.ROOT, format + "%n", values);
        out.flush();
    }
}
