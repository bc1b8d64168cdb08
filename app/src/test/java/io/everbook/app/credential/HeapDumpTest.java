package io.everbook.app.credential;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import io.everbook.app.audit.Audit;
import io.everbook.app.secret.KeyDerivation;
import io.everbook.app.secret.PasswordSource;
import io.everbook.app.secret.Secret;
import io.everbook.app.security.ApiKey;
import io.everbook.app.security.RequestSignature;
import io.everbook.journal.storage.FileStorage;
import io.everbook.journal.storage.Storage;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process that has opened a store and verifies with it has neither password nor secret in its heap. */
@Timeout(300)
class HeapDumpTest {

    private static final String MARK = "a mark that the dump must hold";

    @TempDir
    private Path directory;

    /** "Temporary decryption keys are securely cleared after recovery", and what they were made of and gave as well. */
    @Test
    void temporaryDecryptionKeysAreSecurelyClearedAfterRecovery() throws Exception {
        String password = "correct horse " + System.nanoTime();
        Path file = Files.writeString(directory.resolve("password"), password);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        String secret = store(password);
        Path dump = directory.resolve("heap.hprof");
        run(file, dump);
        assertThat(contains(dump, MARK.getBytes(StandardCharsets.UTF_8)))
                .as("the search finds")
                .isTrue();
        assertThat(contains(dump, password.getBytes(StandardCharsets.UTF_8)))
                .as("password")
                .isFalse();
        byte[] store = Files.readAllBytes(directory.resolve("data").resolve(CredentialFile.NAME));
        byte[] salt = Arrays.copyOfRange(
                store, CredentialDescriptor.SALT_OFFSET, CredentialDescriptor.SALT_OFFSET + KeyDerivation.SALT_BYTES);
        try (Secret text = TestStores.password(password);
                Secret key = TestStores.FLOOR.derive(text, salt)) {
            assertThat(contains(dump, key.bytes()))
                    .as("key that the password gives")
                    .isFalse();
        }
        assertThat(contains(dump, secret.getBytes(StandardCharsets.UTF_8)))
                .as("secret")
                .isFalse();
        assertThat(contains(dump, password.getBytes(StandardCharsets.UTF_16BE)))
                .as("password as chars")
                .isFalse();
    }

    private String store(String password) throws IOException {
        try (Storage storage = FileStorage.beside(directory.resolve("data"), CredentialFile.LOCK);
                CredentialStore store = TestStores.withThree(TestStores.password(password));
                var secret = store.rotate("desk-7", TestStores.NOW)) {
            new CredentialFile(storage).create(store);
            return new String(secret.bytes(), StandardCharsets.US_ASCII);
        }
    }

    private void run(Path password, Path dump) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--add-"))
                .forEach(command::add);
        command.addAll(List.of("-Xmx128m", "-cp", System.getProperty("java.class.path"), Child.class.getName()));
        command.addAll(List.of(directory.resolve("data").toString(), password.toString(), dump.toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }

    private static boolean contains(Path dump, byte[] wanted) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(dump), 1 << 20)) {
            byte[] window = in.readAllBytes();
            for (int start = 0; start <= window.length - wanted.length; start++) {
                int same = 0;
                while (same < wanted.length && window[start + same] == wanted[same]) {
                    same++;
                }
                if (same == wanted.length) {
                    return true;
                }
            }
            return false;
        }
    }

    /** Opens a store as an engine does, verifies, and dumps its heap, with what nothing reaches as well. */
    static final class Child {

        private static byte[] mark;

        private Child() {}

        public static void main(String[] arguments) throws IOException {
            mark = MARK.getBytes(StandardCharsets.UTF_8);
            OpenedKeys keys =
                    new OpenedKeys(Path.of(arguments[0]), new PasswordSource.OfFile(Path.of(arguments[1])), Audit.NONE);
            ApiKey key = keys.find("desk-7");
            System.out.println(RequestSignature.sign(key, "1", "GET", "/open-orders", mark));
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).dumpHeap(arguments[2], false);
            System.out.println(keys.find("desk-7") == key);
        }
    }
}
