package io.everbook.app.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One boot of the real JAR in a process of its own, from its start to the line that says it is ready; then it is
 * killed, so that it changes nothing.
 *
 * @param startMillis until it began to recover: the JVM's start and the engine's
 * @param readyMillis until it was ready, all included
 * @param loadMillis how long the snapshot took, as it said
 * @param replayMillis how long the journal took, as it said
 * @param digest where it arrived, as it said
 * @param peakMegabytes the most memory it had, as the system says; 0 where the system does not
 */
record RecoveryBoot(
        double startMillis,
        double readyMillis,
        double loadMillis,
        double replayMillis,
        String digest,
        long peakMegabytes) {

    private static final Pattern RECOVERED = Pattern.compile(
            ".*Recovered \\S+ in \\S+ ms: snapshotMillis=(\\d+) replayMillis=(\\d+) .*digest=([0-9a-f]{16}).*");
    private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+(\\d+) kB");
    private static final int LIMIT_SECONDS = 600;
    private static final double NANOS_PER_MILLI = 1e6;

    /**
     * Boots.
     *
     * @param jar the JAR
     * @param jvmOptions for the child
     * @param configuration its configuration file
     * @throws IllegalStateException where it does not become ready; the message has what it said last
     */
    static RecoveryBoot run(Path jar, List<String> jvmOptions, Path configuration) {
        List<String> command = new java.util.ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.addAll(List.of("-jar", jar.toString(), "run", "--config", configuration.toString()));
        long start = System.nanoTime();
        Process process = null;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
            return watch(process, start);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            end(process);
        }
    }

    private static RecoveryBoot watch(Process process, long start) throws IOException {
        double began = 0;
        Matcher recovered = null;
        String line = "nothing";
        BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
        for (String next = said.readLine(); next != null; next = said.readLine()) {
            line = next;
            double millis = (System.nanoTime() - start) / NANOS_PER_MILLI;
            Matcher matcher = RECOVERED.matcher(line);
            if (line.contains("Initializing persistence")) {
                began = millis;
            } else if (matcher.matches()) {
                recovered = matcher;
            } else if (line.contains("Ready: ") && recovered != null) {
                return new RecoveryBoot(
                        began,
                        millis,
                        Long.parseLong(recovered.group(1)),
                        Long.parseLong(recovered.group(2)),
                        recovered.group(3),
                        peakMegabytes(process.pid()));
            }
        }
        throw new IllegalStateException("the engine did not become ready; it said last: " + line);
    }

    private static long peakMegabytes(long pid) {
        Path status = Path.of("/proc", Long.toString(pid), "status");
        try {
            Matcher matcher = PEAK.matcher(Files.readString(status));
            return matcher.find() ? Long.parseLong(matcher.group(1)) / 1024 : 0;
        } catch (IOException notLinux) {
            return 0;
        }
    }

    private static void end(Process process) {
        if (process == null) {
            return;
        }
        process.destroyForcibly();
        try {
            process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
