package io.everbook.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code everbook run} in a process of its own, asked over HTTP. */
final class RunningService implements AutoCloseable {

    private static final Pattern PORT = Pattern.compile("https?://[0-9.]+:(\\d+)/");

    private final Process process;
    private final StringBuffer log = new StringBuffer();
    private int port;

    private RunningService(Process process) {
        this.process = process;
    }

    /** Starts it and waits until it is ready; with a limit other than 0 no file may grow beyond so many kibibytes. */
    static RunningService start(Path directory, int limitKibibytes, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        if (limitKibibytes > 0) {
            command.addAll(List.of("bash", "-c", "ulimit -f " + limitKibibytes + "; exec \"$@\"", "bash"));
        }
        command.addAll(EverbookProcess.command("run", "--port", "0"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        RunningService service = new RunningService(process);
        new Thread(service::readLog).start();
        try {
            service.awaitLog("Ready: ");
            Matcher matcher = PORT.matcher(service.log);
            assertThat(matcher.find()).isTrue();
            service.port = Integer.parseInt(matcher.group(1));
            return service;
        } catch (RuntimeException | Error notReady) {
            service.close();
            throw notReady;
        }
    }

    private void readLog() {
        try (BufferedReader reader = process.errorReader(StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                log.append(line).append('\n');
            }
        } catch (IOException closed) {
            log.append(closed).append('\n');
        }
    }

    void awaitLog(String text) {
        await().failFast("the process ended", () -> !process.isAlive()).until(() -> log.indexOf(text) >= 0);
    }

    int port() {
        return port;
    }

    /** {@return the status and the body} */
    String get(String path) throws IOException, InterruptedException {
        HttpResponse<String> response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        return response.statusCode() + " " + response.body();
    }

    /** {@return the exit code after SIGTERM} */
    int stop() throws InterruptedException {
        process.destroy();
        assertThat(process.waitFor(3, TimeUnit.MINUTES)).as(log.toString()).isTrue();
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
