package io.everbook.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Types the commands of a document into a directory of their own: {@code everbook} into a process that is up already,
 * the rest into bash.
 */
final class GuideSession implements AutoCloseable {

    /** Where the sessions of {@link #shared()} take place. */
    static final Path SHARED = temporary();

    private static GuideSession lasting;

    /** Both outputs are read at once: whoever waits to write one must not be kept from ending the other. */
    private static final ExecutorService READERS = Executors.newCachedThreadPool(reader -> {
        Thread thread = new Thread(reader, "guide session output");
        thread.setDaemon(true);
        return thread;
    });

    private final Path directory;
    private final Process shell;
    private final BufferedReader out;
    private final BufferedReader err;
    private boolean busy;
    private String exitCode = "0";
    private Process background;

    /** Starts a process of its own. */
    GuideSession(Path directory) throws IOException {
        this.directory = directory;
        List<String> command = EverbookProcess.command();
        command.set(command.size() - 1, GuideShell.class.getName());
        shell = new ProcessBuilder(command).directory(directory.toFile()).start();
        out = shell.inputReader(StandardCharsets.UTF_8);
        err = shell.errorReader(StandardCharsets.UTF_8);
    }

    /**
     * {@return a session in {@link #SHARED}, which is empty then, in the process of the one before: one at a time, of
     * any test, since a process costs more than most commands}
     */
    static GuideSession shared() throws Exception {
        if (lasting != null && (lasting.busy || !lasting.shell.isAlive())) {
            lasting.shell.destroyForcibly().waitFor();
            lasting = null;
        }
        if (lasting == null) {
            lasting = new GuideSession(SHARED);
        }
        lasting.clear();
        lasting.exitCode = "0";
        return lasting;
    }

    private static Path temporary() {
        try {
            Path made = Files.createTempDirectory("everbook-guide");
            Runtime.getRuntime().addShutdownHook(new Thread(GuideSession::end));
            return made;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void end() {
        try {
            if (lasting != null) {
                lasting.shell.destroyForcibly().waitFor();
                lasting.clear();
            }
            Files.delete(SHARED);
        } catch (Exception left) {
            System.err.println("A directory is left behind: " + SHARED + ": " + left);
        }
    }

    /** Empties the directory, for what begins anew. */
    void clear() throws Exception {
        bash("chmod -R u+rwX . ; rm -rf ./* ./.[!.]*");
    }

    /** {@return what the command wrote, standard error first} */
    List<String> type(String command) throws Exception {
        if (command.equals("echo $?")) {
            return List.of(exitCode);
        }
        if (command.equals("kill %1")) {
            return stopBackground();
        }
        if (command.startsWith("everbook ") && command.endsWith(" &")) {
            return startBackground(command.substring(9, command.length() - 2).split(" +"));
        }
        if (command.startsWith("everbook ")) {
            return everbook(command.substring(9));
        }
        return bash(command);
    }

    private List<String> everbook(String line) throws Exception {
        String[] redirected = line.split(" > ");
        EverbookProcess.Result result = run(words(redirected[0]));
        List<String> lines = new ArrayList<>(result.err().lines().toList());
        if (redirected.length > 1) {
            Files.writeString(directory.resolve(redirected[1].trim()), result.out());
        } else {
            result.out().lines().forEach(lines::add);
        }
        return lines;
    }

    /** {@return what a command did whose words these are} */
    EverbookProcess.Result run(List<String> words) throws Exception {
        busy = true;
        shell.outputWriter(StandardCharsets.UTF_8)
                .append(String.join(GuideShell.SEPARATOR, words))
                .append('\n')
                .flush();
        CompletableFuture<List<String>> errors = CompletableFuture.supplyAsync(() -> untilEnd(err), READERS);
        List<String> output =
                CompletableFuture.supplyAsync(() -> untilEnd(out), READERS).get(3, TimeUnit.MINUTES);
        List<String> faults = new ArrayList<>(errors.get(3, TimeUnit.MINUTES));
        faults.remove(faults.size() - 1);
        // What a JVM of 24 or later says of a library once in its life is nothing that Everbook says.
        faults.removeIf(said -> said.startsWith("WARNING: "));
        exitCode = output.remove(output.size() - 1).substring(1);
        busy = false;
        return new EverbookProcess.Result(
                exitCode.equals("ended") ? -1 : Integer.parseInt(exitCode), text(output), text(faults));
    }

    private static String text(List<String> lines) {
        return lines.stream().map(line -> line + '\n').collect(Collectors.joining());
    }

    /** {@return the words of a line; what stands between single quotes is one} */
    private static List<String> words(String line) {
        return Pattern.compile("'([^']*)'|(\\S+)")
                .matcher(line)
                .results()
                .map(word -> word.group(1) == null ? word.group(2) : word.group(1))
                .toList();
    }

    private static List<String> untilEnd(BufferedReader reader) {
        List<String> lines = new ArrayList<>();
        try {
            String line = reader.readLine();
            while (line != null && !line.startsWith(GuideShell.END)) {
                lines.add(line);
                line = reader.readLine();
            }
            lines.add(line == null ? GuideShell.END + "ended" : line);
            return lines;
        } catch (IOException closed) {
            throw new IllegalStateException(closed);
        }
    }

    private List<String> bash(String command) throws Exception {
        Process process = new ProcessBuilder("bash", "-c", command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
        List<String> lines = CompletableFuture.supplyAsync(() -> said.lines().toList(), READERS)
                .get(3, TimeUnit.MINUTES);
        assertThat(process.waitFor(3, TimeUnit.MINUTES)).as(command).isTrue();
        exitCode = String.valueOf(process.exitValue());
        return lines;
    }

    /** Starts the engine and waits until it is ready and has read its commands, if it was given any. */
    private List<String> startBackground(String... arguments) throws Exception {
        background = new ProcessBuilder(EverbookProcess.command(arguments))
                .directory(directory.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        String last = List.of(arguments).contains("--commands") ? "End of the commands" : "Ready: ";
        BufferedReader log = background.errorReader(StandardCharsets.UTF_8);
        return CompletableFuture.supplyAsync(() -> through(last, log), READERS).get(3, TimeUnit.MINUTES);
    }

    /** {@return the lines through the first one with a text, or all where there is none} */
    private static List<String> through(String text, BufferedReader log) {
        List<String> lines = new ArrayList<>();
        try {
            for (String line = log.readLine(); line != null; line = log.readLine()) {
                lines.add(line);
                if (line.contains(text)) {
                    return lines;
                }
            }
            return lines;
        } catch (IOException closed) {
            throw new UncheckedIOException(closed);
        }
    }

    private List<String> stopBackground() throws Exception {
        // By its handle: the process itself would close its log before it is read.
        background.toHandle().destroy();
        BufferedReader log = background.errorReader(StandardCharsets.UTF_8);
        List<String> lines = CompletableFuture.supplyAsync(() -> log.lines().toList(), READERS)
                .get(3, TimeUnit.MINUTES);
        assertThat(background.waitFor(3, TimeUnit.MINUTES)).isTrue();
        exitCode = String.valueOf(background.exitValue());
        return lines;
    }

    /** Ends what runs in the background, and the process unless others are to use it. */
    @Override
    public void close() {
        if (this != lasting) {
            shell.destroyForcibly();
        }
        if (background != null) {
            background.destroyForcibly();
            background = null;
        }
    }
}
