package io.everbook.app.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.everbook.app.security.ApiKey;
import io.everbook.app.security.RequestSignature;
import io.everbook.app.security.Role;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything that a run of the built JAR leaves behind, searched for every secret that it was given or gave. */
@Timeout(300)
class SecretsIT {

    private static final String PASSWORD = "Store-Password-" + System.nanoTime();
    private static final String NEXT_PASSWORD = "Next-Password-" + System.nanoTime();
    private static final String BACKUP_PASSWORD = "Backup-Password-" + System.nanoTime();
    /** What a client sends in the wrong place, as if it were its id. */
    private static final String MISPLACED = "9".repeat(32) + "abcdef01".repeat(4);

    private static final String ORDER =
            "{\"requestId\":%d,\"side\":\"buy\",\"price\":\"100.00\",\"quantity\":\"1\",\"timeInForce\":\"ioc\"}";

    @TempDir
    private Path directory;

    private final HttpClient http = HttpClient.newHttpClient();
    private final SecretSearch secrets = new SecretSearch();
    private final TreeMap<String, Set<String>> found = new TreeMap<>();
    private final StringBuilder answers = new StringBuilder();
    private Path work;
    private String secret;
    private String operatorSecret;
    private int port;
    private Process engine;
    private long requestId;
    private long lastTimestamp;

    @BeforeEach
    void fill() throws Exception {
        work = Files.createDirectory(directory.resolve("work"));
        keep("password", PASSWORD);
        keep("next", NEXT_PASSWORD);
        keep("backup", BACKUP_PASSWORD);
        secrets.add("store password", PASSWORD).add("next store password", NEXT_PASSWORD);
        secrets.add("backup password", BACKUP_PASSWORD).add("misplaced secret", MISPLACED);
        String[] weak = {"--memory", "19", "--iterations", "2"};
        command("credentials", "init", "--password-file", kept("password"), weak[0], weak[1], weak[2], weak[3]);
        secret = credential("add", "--id", "desk-7", "--role", "trader", "--participant", "7");
        operatorSecret = credential("add", "--id", "ops", "--role", "operator");
        port = FreePort.find();
    }

    @AfterEach
    void stop() {
        if (engine != null) {
            engine.descendants().forEach(ProcessHandle::destroyForcibly);
            engine.destroyForcibly();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"fd", "env", "prompt"})
    void shouldKeepThePasswordOfEachSourceToItself(String source) throws Exception {
        ProcessHandle process = start(source, source.equals("fd") ? "json" : "text");
        assertThat(order("desk-7", secret)).isEqualTo(200);
        assertThat(order("desk-7", operatorSecret)).isEqualTo(401);
        lookAt(process, source.equals("env"));
        end(process);
        assertNothingFound();
    }

    @Test
    void shouldLeaveNoSecretBehindAfterRotationPasswordChangeBackupAndRestore() throws Exception {
        ProcessHandle process = start("file", "json");
        assertThat(order("desk-7", secret)).isEqualTo(200);
        String before = secret;
        secret = credential("rotate", "--id", "desk-7");
        await().until(() -> order("desk-7", secret) == 200);
        assertThat(order("desk-7", before)).isEqualTo(401);
        assertThat(order(MISPLACED, before)).isEqualTo(401);
        ask("GET", "/orders/" + MISPLACED, "ops", MISPLACED, "");
        ask("POST", "/orders", "desk-7", secret, "{\"secret\":\"" + MISPLACED + "\"}");
        ask("POST", "/operator/halt", "ops", operatorSecret, "{\"symbol\":\"BTC-USD\",\"reason\":7}");
        command(
                "credentials",
                "passwd",
                "--password-file",
                kept("password"),
                "--new-password-file",
                kept("next"),
                "--memory",
                "19",
                "--iterations",
                "2");
        // The engine reads the new one where the old one was.
        Files.move(Path.of(kept("next")), Path.of(kept("password")), StandardCopyOption.REPLACE_EXISTING);
        secret = credential("rotate", "--id", "desk-7");
        await().until(() -> order("desk-7", secret) == 200);
        lookAt(process, false);
        command("backup", "create", "--to", path("backups"), "--encrypt", "--password-file", kept("backup"));
        end(process);
        command("backup", "verify", "--from", path("backups"), "--password-file", kept("backup"));
        command(
                "backup",
                "restore",
                "--from",
                path("backups"),
                "--into",
                path("restored"),
                "--password-file",
                kept("backup"));
        fails(
                "backup",
                "restore",
                "--from",
                path("backups"),
                "--into",
                path("again"),
                "--password-file",
                kept("password"));
        fails("credentials", "list", "--password-file", kept("backup"));
        String audit = command("audit", "show") + command("audit", "export", "--format", "csv");
        assertThat(audit).as("the search has something to search").contains("desk-7", "rotate", "passwd", "backup");
        assertNothingFound();
    }

    /** Starts the engine with its password from a source, and waits until it serves. */
    private ProcessHandle start(String source, String format) throws Exception {
        Path configuration = work.resolve("everbook.json");
        String from = switch (source) {
            case "file" -> "file:" + kept("password");
            case "fd" -> "fd:3";
            case "env" -> "env:EVERBOOK_PASSWORD";
            default -> "prompt";
        };
        Files.writeString(
                configuration,
                "{\"http\":{\"requestsPerSecond\":0,\"replayWindowMs\":60000,\"credentialsPassword\":\"" + from + "\"},"
                        + "\"logging\":{\"level\":\"debug\",\"format\":\"" + format + "\",\"file\":\""
                        + path("everbook.log") + "\"},\"backup\":{\"directory\":\"" + path("scheduled")
                        + "\",\"passwordFile\":\"" + kept("backup") + "\"}}");
        ProcessBuilder builder = EverbookJar.builder(
                "run", "--config", configuration.toString(), "--data", path("data"), "--port", Integer.toString(port));
        List<String> java = new ArrayList<>(builder.command());
        java.add(java.indexOf("-jar"), "-Xmx192m");
        String line = "'" + String.join("' '", java) + "'";
        switch (source) {
            case "fd" -> builder.command("bash", "-c", "exec " + line + " 3< '" + kept("password") + "'");
            case "env" -> builder.environment().put("EVERBOOK_PASSWORD", PASSWORD);
            case "prompt" -> {
                assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "skipped: no script, of util-linux");
                builder.command("/usr/bin/script", "-qefc", line, path("typescript"));
            }
            default -> builder.command(java);
        }
        Path console = work.resolve("console");
        engine = builder.redirectErrorStream(true)
                .redirectOutput(console.toFile())
                .start();
        if (source.equals("prompt")) {
            await().until(() -> Files.readString(console).contains("Password of the credential"));
            engine.outputWriter(StandardCharsets.US_ASCII)
                    .append(PASSWORD)
                    .append('\n')
                    .flush();
        }
        await().until(() -> get("/ready") == 200);
        return source.equals("prompt")
                ? engine.descendants()
                        .filter(child -> child.info().command().orElse("").endsWith("java"))
                        .findFirst()
                        .orElseThrow()
                : engine.toHandle();
    }

    private void end(ProcessHandle process) throws Exception {
        process.destroy();
        assertThat(engine.waitFor(3, TimeUnit.MINUTES)).isTrue();
    }

    /** Searches a running process: what it and the system say, and its memory with what is unreachable. */
    private void lookAt(ProcessHandle process, boolean ofVariable) throws Exception {
        // Until then its password is in use.
        await("the first scheduled backup")
                .until(() -> Files.readString(work.resolve("everbook.log")).contains("Backup made and verified"));
        for (String path : List.of("/metrics", "/health", "/ready", "/openapi.json", "/instruments", "/nowhere")) {
            get(path);
        }
        look("answers", secrets.in(answers.toString()));
        Path proc = Path.of("/proc", Long.toString(process.pid()));
        look("the process list", secrets.in(new String(Files.readAllBytes(proc.resolve("cmdline")))));
        Set<String> environment = secrets.in(new String(Files.readAllBytes(proc.resolve("environ"))));
        if (ofVariable) {
            // The kernel's copy, which docs/security.md says cannot be taken back.
            assertThat(environment).containsExactly("store password");
        } else {
            look("the environment", environment);
        }
        Path dump = directory.resolve("heap.hprof");
        run("jcmd", Long.toString(process.pid()), "GC.heap_dump", "-all", dump.toString());
        TreeSet<String> inMemory = secrets.in(dump);
        // This one is a request's own text, which the engine knows nothing of.
        inMemory.removeIf(name -> name.startsWith("misplaced"));
        look("the heap", inMemory);
        assertThat(new SecretSearch().add("a key's id", "desk-7").in(dump))
                .as("the search finds")
                .contains("a key's id");
        System.out.printf("searched %d MB of heap for %d forms%n", Files.size(dump) >> 20, secrets.size());
        Files.delete(dump);
    }

    /** Searches every file that there is now, but those in which the secrets were kept for this test. */
    private void assertNothingFound() throws IOException {
        int files = 0;
        try (Stream<Path> tree = Files.walk(work)) {
            for (Path file : tree.filter(Files::isRegularFile).toList()) {
                look(work.relativize(file).toString(), secrets.in(file));
                files++;
            }
        }
        System.out.printf("searched %d files for %d forms%n", files, secrets.size());
        assertThat(files).isGreaterThan(8);
        assertThat(found).isEmpty();
    }

    private void look(String where, Set<String> names) {
        if (!names.isEmpty()) {
            found.put(where, names);
        }
    }

    private int get(String path) {
        try {
            HttpResponse<String> answer =
                    http.send(HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString());
            answers.append(answer.headers().map()).append(answer.body()).append('\n');
            return answer.statusCode();
        } catch (IOException notYet) {
            return 0;
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private int order(String keyId, String with) throws Exception {
        return ask("POST", "/orders", keyId, with, String.format(ORDER, ++requestId));
    }

    private int ask(String method, String path, String keyId, String with, String body) throws Exception {
        lastTimestamp = Math.max(lastTimestamp + 1, TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()));
        String timestamp = Long.toString(lastTimestamp);
        byte[] bytes = body.getBytes(StandardCharsets.US_ASCII);
        String signature =
                RequestSignature.sign(new ApiKey("any", Role.TRADER, 1, with), timestamp, method, path, bytes);
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(uri(path))
                        .header("X-Everbook-Key", keyId)
                        .header("X-Everbook-Timestamp", timestamp)
                        .header("X-Everbook-Signature", signature)
                        .method(method, HttpRequest.BodyPublishers.ofByteArray(bytes))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        answers.append(answer.headers().map()).append(answer.body()).append('\n');
        return answer.statusCode();
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /** Changes a credential, and takes note of the secret that comes of it. */
    private String credential(String what, String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("credentials", what, "--data", path("data")));
        arguments.addAll(List.of("--password-file", kept("password")));
        arguments.addAll(List.of(more));
        EverbookJar.Result result = EverbookJar.run("", arguments.toArray(String[]::new));
        assertThat(result.exitCode()).as(result.err()).isZero();
        String made = result.out().strip();
        assertThat(made).matches("[0-9a-f]{64}");
        secrets.add("secret " + secrets.size(), made);
        Files.writeString(work.resolve("err"), result.err(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        return made;
    }

    private String command(String... arguments) throws IOException {
        EverbookJar.Result result = everbook(arguments);
        assertThat(result.exitCode()).as(result.err()).isZero();
        return result.out();
    }

    private void fails(String... arguments) throws IOException {
        assertThat(everbook(arguments).exitCode()).isEqualTo(2);
    }

    /** Runs a command on the data directory, and keeps all that it says to be searched. */
    private EverbookJar.Result everbook(String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data", path("data")));
        EverbookJar.Result result = EverbookJar.run("", all.toArray(String[]::new));
        Files.writeString(
                work.resolve("out"), result.out() + result.err(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        return result;
    }

    private void run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    /** Keeps a password where an operator would, outside of what is searched. */
    private void keep(String name, String password) throws IOException {
        Path file = Files.writeString(directory.resolve(name), password + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private String kept(String name) {
        return directory.resolve(name).toString();
    }

    private String path(String name) {
        return work.resolve(name).toString();
    }
}
