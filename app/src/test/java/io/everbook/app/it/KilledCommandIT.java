package io.everbook.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.everbook.app.cli.CommandLineInterface;
import io.everbook.app.credential.CredentialException;
import io.everbook.app.credential.CredentialFile;
import io.everbook.app.credential.CredentialStore;
import io.everbook.app.secret.KeyDerivation;
import io.everbook.app.secret.Secret;
import io.everbook.app.security.RequestSignature;
import io.everbook.app.security.Role;
import io.everbook.journal.storage.FileStorage;
import io.everbook.journal.storage.Storage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills, as {@code kill -9} does, the commands that change keys and backups: at random moments of their whole life, and
 * at each change of the files that they make, as soon as it can be seen. Afterwards the old or the new is there.
 */
@Timeout(1_200)
class KilledCommandIT {

    private static final int KILLS = Integer.getInteger("everbook.command.kills", 3);
    private static final long SEED = Long.getLong("everbook.command.seed", System.nanoTime());
    private static final int MOST_CHANGES = 5;
    private static final int COMMANDS = 20_000;
    private static final KeyDerivation FLOOR =
            new KeyDerivation(KeyDerivation.MIN_MEMORY_KIB, KeyDerivation.MIN_ITERATIONS, 1);
    private static final String KEY = "desk-7";
    private static final List<String> PASSWORDS = List.of("correct horse battery", "another long password");

    @TempDir
    private static Path filled;

    @TempDir
    private Path directory;

    private final Random random = new Random(SEED);
    private long lifeNanos = TimeUnit.SECONDS.toNanos(1);
    private int killed;
    private int bySight;
    private int changed;

    /** What is asked after each run; it fails where what is there is neither the old nor the new. */
    @FunctionalInterface
    private interface Look {

        /** {@return whether the new is there} */
        boolean isNew() throws Exception;
    }

    @BeforeAll
    static void fill() throws IOException {
        System.out.printf("%d kills of each command, -Deverbook.command.seed=%d%n", KILLS, SEED);
        String commands = String.join("\n", CommandStream.lines(1, COMMANDS)) + "\n";
        done(EverbookJar.run(commands, "match", "--data", filled.toString()));
        try (Storage storage = FileStorage.beside(filled, CredentialFile.LOCK);
                Secret password = Secret.taking(PASSWORDS.get(0).getBytes(StandardCharsets.UTF_8));
                CredentialStore store = CredentialStore.create(password, FLOOR)) {
            store.add(KEY, Role.TRADER, 7, 0).close();
            store.add("ops", Role.OPERATOR, 0, 0).close();
            new CredentialFile(storage).create(store);
        }
    }

    @BeforeEach
    void copy() throws IOException {
        try (Stream<Path> tree = Files.walk(filled)) {
            for (Path file : tree.toList()) {
                Files.copy(
                        file,
                        directory
                                .resolve("data")
                                .resolve(filled.relativize(file).toString()),
                        StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        for (String password : PASSWORDS) {
            Path file = Files.writeString(directory.resolve(passwordFile(password)), password);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
    }

    @Test
    void shouldHaveTheOldOrTheNewSecretAfterAKillOfRotate() throws Exception {
        String[] signature = {signature(password(), KEY)};
        String ops = signature(password(), "ops");
        kills("rotate", path("data"), credentials("rotate", "--id", KEY), () -> {
            String now = signature(password(), KEY);
            assertThat(signature(password(), "ops")).as("another key").isEqualTo(ops);
            String printed = Files.readString(directory.resolve("out")).strip();
            if (!printed.isEmpty()) {
                assertThat(printed).as("the secret as a whole").hasSize(64);
            }
            boolean isNew = !now.equals(signature[0]);
            assertThat(isNew || printed.isEmpty()).as("printed is kept").isTrue();
            signature[0] = now;
            return isNew;
        });
    }

    @Test
    void shouldOpenWithTheOldOrTheNewPasswordAfterAKillOfPasswd() throws Exception {
        String secret = signature(password(), KEY);
        for (int round = 0; round < KILLS; round++) {
            String old = password();
            String other = PASSWORDS.get(1 - PASSWORDS.indexOf(old));
            List<String> command = credentials(
                    "passwd", "--new-password-file", path(passwordFile(other)), "--memory", "19", "--iterations", "2");
            killOnce(round, path("data"), command, () -> {
                String now = password();
                assertThat(signature(now, KEY)).as("what the store holds").isEqualTo(secret);
                return now.equals(other);
            });
        }
        tell("passwd");
    }

    @Test
    void shouldHaveTheOldBackupsOrTheNewOneBesidesAfterAKillOfCreate() throws Exception {
        here(backup("create", "--to"));
        int[] before = {backups()};
        kills("backup create", path("backups"), backup("create", "--to"), () -> {
            int now = backups();
            assertThat(now).isBetween(before[0], before[0] + 1);
            here(backup("verify", "--from"));
            boolean isNew = now > before[0];
            before[0] = now;
            return isNew;
        });
        here(backup("prune", "--from", "--keep", "1"));
        assertThat(backups()).isEqualTo(1);
        here(backup("verify", "--from"));
    }

    @Test
    void shouldHaveAWholeDirectoryOrNoneThatIsAcceptedAfterAKillOfRestore() throws Exception {
        here(backup("create", "--to"));
        List<String> restore = backup("restore", "--from", "--into", path("restored"));
        Path unfinished = directory.resolve("restored.unfinished");
        kills("backup restore", directory.toString(), restore, () -> {
            boolean isNew = Files.exists(directory.resolve("restored"));
            if (isNew) {
                here(List.of("journal", "verify", "--data", path("restored")));
                assertThat(Files.readAllBytes(directory.resolve("restored/credentials.store")))
                        .isEqualTo(Files.readAllBytes(directory.resolve("data/credentials.store")));
            } else if (Files.exists(unfinished)) {
                EverbookJar.Result refused = run(restore);
                assertThat(refused.exitCode()).isEqualTo(2);
                assertThat(refused.err()).contains("left unfinished", "delete it", unfinished.toString());
                if (Files.exists(unfinished.resolve("everbook.unfinished"))) {
                    assertThat(run(List.of("match", "--data", unfinished.toString()))
                                    .err())
                            .contains("DATA_DIRECTORY_UNFINISHED");
                }
            }
            delete(unfinished);
            delete(directory.resolve("restored"));
            return isNew;
        });
    }

    private void kills(String what, String watched, List<String> command, Look look) throws Exception {
        for (int round = 0; round < KILLS; round++) {
            killOnce(round, watched, command, look);
        }
        tell(what);
    }

    /** Kills a command once, looks, runs it to its end, and looks again. */
    private void killOnce(int round, String watched, List<String> command, Look look) throws Exception {
        Process process = EverbookJar.builder(command.toArray(String[]::new))
                .redirectOutput(directory.resolve("out").toFile())
                .redirectError(directory.resolve("err").toFile())
                .start();
        if (round % 2 == 0) {
            waitForChanges(process, Path.of(watched), 1 + random.nextInt(1 + Math.min(round, MOST_CHANGES)));
        } else {
            process.waitFor(random.nextLong(lifeNanos), TimeUnit.NANOSECONDS);
        }
        boolean alive = process.isAlive();
        process.destroyForcibly();
        assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
        killed += process.exitValue() == 0 ? 0 : 1;
        bySight += alive && round % 2 == 0 ? 1 : 0;
        boolean isNew = look.isNew();
        changed += isNew ? 1 : 0;
        assertThat(isNew || process.exitValue() != 0)
                .as("done is done: %s", Files.readString(directory.resolve("err")))
                .isTrue();
        if (!isNew) {
            Files.writeString(directory.resolve("out"), "");
            long start = System.nanoTime();
            done(run(command));
            lifeNanos = System.nanoTime() - start;
            assertThat(look.isNew()).as("again").isTrue();
        }
    }

    private void tell(String what) throws Exception {
        System.out.printf(
                "%s: %d of %d killed, %d of them at a change of files, %d had the new already%n",
                what, killed, KILLS, bySight, changed);
        here(List.of("audit", "verify", "--data", path("data")));
    }

    /** Waits, without rest, until so many changes to files were seen, or the process has ended. */
    private static void waitForChanges(Process process, Path watched, int changes) throws IOException {
        String before = listing(watched);
        int seen = 0;
        while (seen < changes && process.isAlive()) {
            String now = listing(watched);
            if (!now.equals(before)) {
                seen++;
                before = now;
            }
        }
    }

    /** Names and sizes; without what the journal's locks and the audit do, which comes before. */
    private static String listing(Path watched) throws IOException {
        if (!Files.exists(watched)) {
            return "";
        }
        try (Stream<Path> files = Files.walk(watched)) {
            return files.filter(file -> !file.toString().endsWith(".lock") && !file.endsWith("out"))
                    .map(file -> file + " " + size(file))
                    .collect(Collectors.joining("\n"));
        } catch (UncheckedIOException changing) {
            return "changing";
        }
    }

    private static long size(Path file) {
        try {
            return Files.isDirectory(file) ? 0 : Files.size(file);
        } catch (IOException gone) {
            return -1;
        }
    }

    private List<String> credentials(String what, String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of("credentials", what, "--data", path("data")));
        command.addAll(List.of("--password-file", path(passwordFile(password()))));
        command.addAll(List.of(more));
        return command;
    }

    private List<String> backup(String what, String direction, String... more) {
        List<String> command = new ArrayList<>(List.of("backup", what, direction, path("backups")));
        command.addAll(List.of("--data", path("data")));
        command.addAll(List.of(more));
        return command;
    }

    /** The one password that opens the store; fails where none does, or it is damaged. */
    private String password() {
        TreeMap<String, String> opened = new TreeMap<>();
        for (String each : PASSWORDS) {
            try {
                opened.put(each, signature(each, KEY));
            } catch (CredentialException refused) {
                if (refused.code() != CredentialException.Code.WRONG_PASSWORD) {
                    throw refused;
                }
            }
        }
        assertThat(opened).as("passwords that open the store").hasSize(1);
        return opened.firstKey();
    }

    private String signature(String password, String id) {
        byte[] bytes = new CredentialFile(FileStorage.readOnly(directory.resolve("data"))).read();
        try (Secret secret = Secret.taking(password.getBytes(StandardCharsets.UTF_8));
                CredentialStore store = CredentialStore.open(bytes, secret)) {
            return RequestSignature.sign(store.apiKey(id), "1", "GET", "/open-orders", new byte[0]);
        }
    }

    private int backups() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("backups"))) {
            return (int)
                    files.filter(file -> file.toString().endsWith(".manifest")).count();
        }
    }

    /** Runs a command that looks, without another process. */
    private static void here(List<String> command) {
        assertThat(CommandLineInterface.run(command.toArray(String[]::new)))
                .as("%s", command)
                .isZero();
    }

    private static EverbookJar.Result run(List<String> command) {
        return EverbookJar.run("", command.toArray(String[]::new));
    }

    private static EverbookJar.Result done(EverbookJar.Result result) {
        assertThat(result.exitCode()).as("%s%s", result.err(), result.out()).isZero();
        return result;
    }

    private static void delete(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> tree = Files.walk(directory)) {
                for (Path file : tree.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static String passwordFile(String password) {
        return "password-" + PASSWORDS.indexOf(password);
    }

    private String path(String name) {
        return directory.resolve(name).toString();
    }
}
