package io.everbook.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.everbook.app.configuration.Configuration;
import io.everbook.app.configuration.ConfigurationReader;
import io.everbook.app.credential.CredentialFile;
import io.everbook.app.credential.CredentialStore;
import io.everbook.app.secret.KeyDerivation;
import io.everbook.app.secret.Secret;
import io.everbook.app.secret.SecretException;
import io.everbook.app.terminal.ExitCode;
import io.everbook.journal.storage.FileStorage;
import io.everbook.journal.storage.Storage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The start and the end of {@code everbook run}. */
@Timeout(300)
final class ServiceLifeCycleTest {

    private static final String ORDER =
            "{\"type\":\"new\",\"participant\":1,\"side\":\"buy\",\"price\":\"100.00\",\"quantity\":\"1\"}\n";
    private static final int ORDERS = 200_000;
    /** So slow that there is time to tell it to stop while it is busy. */
    private static final String INTERPRETED = "-Xint";

    private static final Pattern SEQUENCE = Pattern.compile("\"sequence\":(\\d+)");

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"http\":{\"host\":\"0.0.0.0\"}",
                "\"http\":{\"host\":\"no such host\"}",
                "\"http\":{\"tlsKeyStore\":\"nowhere.p12\",\"tlsPasswordFile\":\"nowhere\"}",
                "\"lanes\":64,\"waitStrategy\":\"busy-spin\""
            })
    void shouldTouchNothingWhereTheConfigurationCannotBeUsed(String part) {
        Path data = directory.resolve("data");
        Configuration configuration = ConfigurationReader.read(
                "{\"persistence\":{\"dataDirectory\":\"" + data + "\"}," + part + "}", "everbook.json");

        assertThatThrownBy(() -> Service.start(configuration, null, false, made -> {}))
                .hasMessageNotContaining("\n");

        assertThat(data).doesNotExist();
    }

    /** No terminal is there to ask at: where the password is needed, the start fails. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldAskForThePasswordOfTheStoreOnlyWhereSomebodyCanUseAKey(boolean http) throws Exception {
        Path data = directory.resolve("data");
        try (Storage storage = FileStorage.beside(data, CredentialFile.LOCK);
                Secret password = Secret.taking("correct horse battery".getBytes(StandardCharsets.US_ASCII))) {
            new CredentialFile(storage).create(CredentialStore.create(password, new KeyDerivation(19 * 1024, 2, 1)));
        }
        Configuration configuration = ConfigurationReader.read(
                "{\"persistence\":{\"dataDirectory\":\"" + data + "\"},\"http\":{\"port\":0,\"enabled\":" + http + "}}",
                "everbook.json");
        if (http) {
            assertThatThrownBy(() -> Service.start(configuration, null, false, made -> {}))
                    .isInstanceOf(SecretException.class);
            return;
        }
        try (Service service = Service.start(configuration, null, false, made -> {})) {
            assertThat(service.fault()).isNull();
        }
    }

    @Test
    void shouldAnswerEveryJournaledCommandWhenItIsToldToStop() throws Exception {
        Path orders = Files.writeString(directory.resolve("orders.jsonl"), ORDER.repeat(ORDERS));
        Path events = directory.resolve("events.jsonl");
        Path log = directory.resolve("log");
        List<String> command = new ArrayList<>(
                EverbookProcess.command("run", "--port", "0", "--data", "data", "--commands", orders.toString()));
        command.add(1, INTERPRETED);
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(events.toFile())
                .redirectError(log.toFile())
                .start();
        await().pollInterval(Duration.ofMillis(5)).until(() -> Files.exists(events) && Files.size(events) > 1 << 16);

        process.destroy();

        assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(log)).isEqualTo(ExitCode.OK);
        assertThat(Files.readString(log)).contains("Stopped: every command taken is journaled and answered");
        long answered = lastSequence(events);
        assertThat(answered).as("it was stopped amid the commands").isLessThan(ORDERS);
        EverbookProcess.Result verified = EverbookProcess.run(directory, "", "journal", "verify", "--data", "data");
        assertThat(verified.exitCode()).as(verified.out() + verified.err()).isEqualTo(ExitCode.OK);
        assertThat(verified.out()).contains(Long.toString(answered)).doesNotContain(Long.toString(answered + 1));
    }

    /** Told to stop while it recovers it ends at once, says so, and leaves all that was there to the next start. */
    @Test
    void shouldEndAtOnceWhileItRecovers() throws Exception {
        Path orders = Files.writeString(directory.resolve("orders.jsonl"), ORDER.repeat(ORDERS));
        Process killed = start(directory.resolve("log"), "--commands", orders.toString());
        awaitLog(killed, directory.resolve("log"), "End of the commands");
        killed.destroyForcibly().waitFor();
        Path journal = directory.resolve("data/journals/BTC-USD.journal");
        byte[] before = Files.readAllBytes(journal);

        Path log = directory.resolve("log-recovery");
        Process recovering = start(log, INTERPRETED);
        awaitLog(recovering, log, "Replaying ");
        recovering.destroy();

        assertThat(recovering.waitFor(3, TimeUnit.MINUTES)).isTrue();
        assertThat(Files.readString(log))
                .endsWith("Stopped before it was ready: no command was taken, and the next start recovers anew\n")
                .doesNotContain("Ready:", "Stopping", "\tat ");
        assertThat(recovering.exitValue()).isEqualTo(ExitCode.OK);
        assertThat(Files.readAllBytes(journal)).as("the journal").isEqualTo(before);
        EverbookProcess.Result verified = EverbookProcess.run(directory, "", "journal", "verify", "--data", "data");
        assertThat(verified.exitCode()).as(verified.out() + verified.err()).isEqualTo(ExitCode.OK);
        assertThat(verified.out()).contains(Integer.toString(ORDERS));
    }

    private Process start(Path log, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(EverbookProcess.command("run", "--port", "0", "--data", "data"));
        command.addAll(List.of(arguments));
        if (command.remove(INTERPRETED)) {
            command.add(1, INTERPRETED);
        }
        return new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(log.toFile())
                .start();
    }

    private static void awaitLog(Process process, Path log, String text) {
        await().pollInterval(Duration.ofMillis(2))
                .failFast("the process ended", () -> !process.isAlive())
                .until(() -> Files.readString(log).contains(text));
    }

    @Test
    void shouldTakeSnapshotsOfAnEngineWithTls() throws Exception {
        Path password = Files.createFile(
                directory.resolve("password"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(password, "of the test's own\n");
        makeCertificate(password);
        Path config = Files.writeString(directory.resolve("everbook.json"), """
                {"persistence": {"dataDirectory": "data"},
                 "http": {"port": 0, "host": "0.0.0.0", "tlsKeyStore": "everbook.p12", "tlsPasswordFile": "password"}}
                """);
        Path orders = Files.writeString(directory.resolve("orders.jsonl"), ORDER.repeat(3));
        try (RunningService service =
                RunningService.start(directory, 0, "--config", config.toString(), "--commands", orders.toString())) {
            service.awaitLog("End of the commands");
            String port = Integer.toString(service.port());

            EverbookProcess.Result now = EverbookProcess.run(
                    directory, "", "snapshot", "now", "--config", config.toString(), "--port", port);
            EverbookProcess.Result plain = EverbookProcess.run(directory, "", "snapshot", "now", "--port", port);

            assertThat(now.err()).isEmpty();
            assertThat(now.out()).contains("BTC-USD: snapshots/BTC-USD/", "sequence=3");
            assertThat(plain.exitCode()).isEqualTo(ExitCode.USAGE);
            assertThat(plain.faults()).singleElement().asString().contains("port=" + port);
        }
    }

    private void makeCertificate(Path password) throws Exception {
        Process keytool = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "everbook",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=engine.example",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        directory.resolve("everbook.p12").toString(),
                        "-storepass:file",
                        password.toString()))
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("keytool.log").toFile())
                .start();
        assertThat(keytool.waitFor(3, TimeUnit.MINUTES)).isTrue();
    }

    private static long lastSequence(Path events) throws IOException {
        long last = 0;
        for (String line : Files.readAllLines(events)) {
            Matcher sequence = SEQUENCE.matcher(line);
            last = sequence.find() ? Long.parseLong(sequence.group(1)) : last;
        }
        return last;
    }
}
