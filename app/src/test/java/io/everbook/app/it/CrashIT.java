package io.everbook.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.everbook.core.event.ExecutionEvent;
import io.everbook.journal.EventComparison;
import io.everbook.journal.ExecutionsReader;
import io.everbook.journal.storage.FileStorage;
import io.everbook.replay.ExecutionsComparison;
import io.everbook.replay.ExecutionsVerify;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the process at random moments under load and starts it again on the same data directory. Whatever it printed
 * must be there afterwards with the same ids, and at the end everything must equal an uninterrupted run of the same
 * commands.
 */
class CrashIT {

    private static final int KILLS = Integer.getInteger("everbook.crash.kills", 12);
    private static final long SEED = Long.getLong("everbook.crash.seed", System.nanoTime());
    private static final int COMMANDS = 250_000;
    private static final int CHUNK = 20;
    private static final String QUERY = "{\"type\":\"book\",\"symbol\":\"BTC-USD\",\"depth\":1}\n";
    private static final String BOOK_EVENT = "{\"event\":\"book\"";
    private static final Pattern BOOK = Pattern.compile("\"sequence\":(\\d+),.*\"digest\":\"([0-9a-f]+)\"");
    private static final Pattern EVENT = Pattern.compile("\"sequence\":(\\d+),\"index\":(\\d+),");

    @TempDir
    private Path directory;

    private volatile boolean fedEverything;

    @Test
    void shouldHaveEveryPrintedEventOfMatchAfterKills() throws Exception {
        crash("match", "-", "--data", directory.resolve("data").toString());
    }

    @Test
    void shouldHaveEveryPrintedEventOfRunAfterKills() throws Exception {
        crash("run", "--commands", "-", "--data", directory.resolve("data").toString(), "--port", "0");
    }

    private void crash(String... arguments) throws Exception {
        System.out.printf("%s: %d kills, -Deverbook.crash.seed=%d%n", arguments[0], KILLS, SEED);
        Random random = new Random(SEED);
        List<String> commands = CommandStream.lines(SEED, COMMANDS);
        Map<String, String> printed = new HashMap<>();
        long sequence = 0;
        int underLoad = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            long next = life(kill, arguments, commands, printed, 1 + random.nextInt(120));
            underLoad += fedEverything ? 0 : 1;
            assertThat(next).as("sequence after kill %d", kill).isGreaterThanOrEqualTo(sequence);
            sequence = next;
            assertThat(executions("data").difference()).as("kill %d", kill).isNull();
        }
        System.out.printf(
                "%s: %d commands journaled by then, %d of %d kills under load%n",
                arguments[0], sequence, underLoad, KILLS);
        assertThat(underLoad).as("kills while commands were still coming").isEqualTo(KILLS);
        compare(commands, printed);
    }

    /** One life of the process: asks where the journal ends, feeds the commands after it, and is killed. */
    private long life(int kill, String[] arguments, List<String> commands, Map<String, String> printed, long millis)
            throws Exception {
        Process process = EverbookJar.builder(arguments)
                .redirectError(directory.resolve("err.txt").toFile())
                .start();
        try (OutputStream in = process.getOutputStream();
                BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            in.write(QUERY.getBytes(StandardCharsets.UTF_8));
            in.flush();
            String first = out.readLine();
            Matcher book = BOOK.matcher(String.valueOf(first));
            assertThat(book.find()).as("the book at the start: %s", first).isTrue();
            int sequence = Integer.parseInt(book.group(1));
            long journaled = printed.keySet().stream()
                    .mapToLong(key -> Long.parseLong(key.substring(0, key.indexOf('/'))))
                    .max()
                    .orElse(0);
            assertThat((long) sequence).as("everything printed is journaled").isGreaterThanOrEqualTo(journaled);
            Thread feeder = new Thread(() -> feed(in, commands.subList(sequence, commands.size())));
            feeder.start();
            if (kill == KILLS - 1 && printed.isEmpty()) {
                // On a busy machine each may have been killed before it printed anything: this one is not.
                collect(out.readLine(), printed);
            }
            Thread killer = new Thread(() -> killAfter(process, millis));
            killer.start();
            collect(out, printed);
            feeder.join();
            killer.join();
            // Its output may end before it does, and with it its hold on the data directory.
            process.waitFor();
            return sequence;
        }
    }

    private void feed(OutputStream in, List<String> commands) {
        fedEverything = false;
        try {
            for (int from = 0; from < commands.size(); from += CHUNK) {
                List<String> chunk = commands.subList(from, Math.min(from + CHUNK, commands.size()));
                in.write((String.join("\n", chunk) + "\n").getBytes(StandardCharsets.UTF_8));
                in.flush();
            }
            fedEverything = true;
        } catch (IOException killed) {
            // The process is dead, as it should be.
        }
    }

    private static void killAfter(Process process, long millis) {
        try {
            if (!process.waitFor(millis, TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException stopped) {
            process.destroyForcibly();
        }
    }

    private static void collect(BufferedReader out, Map<String, String> printed) {
        try {
            String line = out.readLine();
            while (line != null) {
                collect(line, printed);
                line = out.readLine();
            }
        } catch (IOException killed) {
            // The pipe broke with the process.
        }
    }

    private static void collect(String line, Map<String, String> printed) {
        Matcher event = EVENT.matcher(line);
        if (line.endsWith("}") && !line.startsWith(BOOK_EVENT) && event.find()) {
            printed.put(event.group(1) + "/" + event.group(2), CommandStream.withoutTimestamp(line));
        }
    }

    /** The same commands, uninterrupted, in another data directory; then the rest of them in this one. */
    private void compare(List<String> commands, Map<String, String> printed) throws IOException {
        String all = String.join("\n", commands) + "\n";
        EverbookJar.Result whole = EverbookJar.run(
                all + QUERY, "match", "--data", directory.resolve("whole").toString());
        EverbookJar.Result rest = EverbookJar.run(
                all + QUERY,
                "match",
                "--resume",
                "--data",
                directory.resolve("data").toString());
        assertThat(digest(rest)).isEqualTo(digest(whole));
        compareExecutions();
        Map<String, String> expected = new HashMap<>();
        for (String line : whole.outLines()) {
            Matcher event = EVENT.matcher(line);
            if (!line.startsWith(BOOK_EVENT) && event.find()) {
                expected.put(event.group(1) + "/" + event.group(2), CommandStream.withoutTimestamp(line));
            }
        }
        List<String> different = new ArrayList<>();
        printed.forEach((key, line) -> {
            if (!line.equals(expected.get(key))) {
                different.add(line + " instead of " + expected.get(key));
            }
        });
        assertThat(different).as("events printed before a kill").isEmpty();
        assertThat(printed).as("events printed before kills").isNotEmpty();
    }

    /** The log of the killed process, event by event, is that of the uninterrupted run, but for time stamps. */
    private void compareExecutions() throws IOException {
        ExecutionsComparison killed = executions("data");
        assertThat(killed.equal()).as("%s", killed).isTrue();
        assertThat(killed.lastSequence()).isEqualTo(COMMANDS);
        EventComparison comparison = new EventComparison();
        ExecutionEvent left = new ExecutionEvent();
        ExecutionEvent right = new ExecutionEvent();
        try (FileStorage one = new FileStorage(directory.resolve("data"));
                FileStorage other = new FileStorage(directory.resolve("whole"));
                ExecutionsReader killedLog = ExecutionsReader.open(one, "BTC-USD", 1);
                ExecutionsReader wholeLog = ExecutionsReader.open(other, "BTC-USD", 1)) {
            ExecutionsReader.Entry entry = killedLog.next(left);
            while (entry == ExecutionsReader.Entry.EVENT) {
                assertThat(wholeLog.next(right)).isEqualTo(entry);
                if (!comparison.equal(left.timestampNanos(0), right.timestampNanos(0))) {
                    throw new AssertionError("the logs differ at " + left.sequence() + "/" + left.indexInCommand());
                }
                entry = killedLog.next(left);
            }
            assertThat(entry).isEqualTo(ExecutionsReader.Entry.END);
            assertThat(wholeLog.next(right)).isEqualTo(ExecutionsReader.Entry.END);
        }
    }

    private ExecutionsComparison executions(String data) throws IOException {
        try (FileStorage storage = new FileStorage(directory.resolve(data))) {
            return ExecutionsVerify.compare(storage, "BTC-USD", sequence -> {});
        }
    }

    private static String digest(EverbookJar.Result result) {
        assertThat(result.exitCode()).as(result.err()).isZero();
        List<String> lines = result.outLines();
        Matcher book = BOOK.matcher(lines.get(lines.size() - 1));
        assertThat(book.find()).as(lines.get(lines.size() - 1)).isTrue();
        return book.group(1) + " " + book.group(2);
    }
}
