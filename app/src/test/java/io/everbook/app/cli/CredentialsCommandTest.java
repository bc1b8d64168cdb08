package io.everbook.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The credentials commands as their caller sees them. */
@Timeout(300)
class CredentialsCommandTest {

    private static final String STORE = " --data data --password-file password";

    private final Path directory = GuideSession.SHARED;

    private GuideSession session;

    @BeforeEach
    void start() throws Exception {
        session = GuideSession.shared();
        session.type("umask 077; echo correct horse battery > password; echo another long password > new");
    }

    @AfterEach
    void close() {
        session.close();
    }

    @Test
    void shouldMakeChangeAndVerifyAStore() throws Exception {
        assertThat(session.type("everbook credentials init" + STORE))
                .singleElement()
                .matches(line -> line.startsWith("credential store made: credentials=0 file="));
        session.type("everbook credentials add" + STORE + " --id desk-7 --role trader --participant 7 > first");
        session.type("everbook credentials add" + STORE + " --id ops --role operator > ops");
        session.type("everbook credentials rotate" + STORE + " --id desk-7 > second");
        session.type("everbook credentials revoke" + STORE + " --id ops");
        assertThat(session.type("everbook credentials list --json" + STORE))
                .singleElement()
                .matches(line -> line.startsWith("{\"id\":\"desk-7\",\"role\":\"trader\",\"participant\":7,"));
        session.type("everbook credentials passwd" + STORE + " --new-password-file new --memory 19 --iterations 2");
        assertThat(session.type("everbook credentials verify --data data --password-file new"))
                .containsExactly("OK: the store is what was written, all of it: credentials=1 generation=6"
                        + " memoryKib=19456 iterations=2 lanes=4");
        String first = Files.readString(directory.resolve("first")).strip();
        String second = Files.readString(directory.resolve("second")).strip();
        assertThat(first).matches("[0-9a-f]{64}").isNotEqualTo(second);
        for (String name : List.of("credentials.store", "audit/TOOLS.audit")) {
            assertThat(Files.readString(directory.resolve("data").resolve(name), StandardCharsets.ISO_8859_1))
                    .as(name)
                    .doesNotContain(first, second, "horse", "another");
        }
    }

    @Test
    void shouldMeetAMistakeWithOneLineAndExitCode2() throws Exception {
        session.type("everbook credentials init --memory 19 --iterations 2" + STORE);
        for (String line : List.of(
                "credentials",
                "credentials init" + STORE,
                "credentials list --data data",
                "credentials list --data data --password-file new",
                "credentials list --data nowhere --password-file password",
                "credentials list --data data --password-file password --password-env X",
                "credentials add" + STORE + " --id a.b --role viewer",
                "credentials add" + STORE + " --id a --role king",
                "credentials rotate" + STORE + " --id nobody",
                "credentials revoke" + STORE + " --id nobody",
                "credentials passwd" + STORE,
                "credentials passwd" + STORE + " --new-password-file new --memory 18")) {
            assertThat(session.type("everbook " + line))
                    .as(line)
                    .hasSize(1)
                    .allMatch(fault -> fault.startsWith("everbook: "));
            assertThat(session.type("echo $?")).as(line).containsExactly("2");
        }
    }

    @Test
    void shouldRefuseAStoreOrAPasswordThatOthersCanRead() throws Exception {
        session.type("everbook credentials init --memory 19 --iterations 2" + STORE);
        session.type("chmod 640 data/credentials.store");
        assertThat(session.type("everbook credentials list" + STORE))
                .singleElement()
                .matches(line -> line.contains("chmod 600 ") && line.endsWith("data/credentials.store"));
        session.type("chmod 600 data/credentials.store; chmod 644 password");
        assertThat(session.type("everbook credentials list" + STORE))
                .singleElement()
                .matches(line -> line.contains("chmod 600 ") && line.endsWith("password"));
    }

    @Test
    void shouldNotStartOnADataDirectoryThatOthersCanEnter() throws Exception {
        session.type("mkdir data; chmod 750 data");
        assertThat(session.type("everbook run --data data --port 0"))
                .singleElement()
                .matches(line -> line.startsWith("everbook: the data directory can be used by others")
                        && line.contains("run chmod 700 ")
                        && line.endsWith("/data"));
        assertThat(session.type("echo $?")).containsExactly("2");
        assertThat(directory.resolve("data")).isEmptyDirectory();
    }

    @Test
    void shouldTellADamagedStoreWithExitCode1() throws Exception {
        session.type("everbook credentials init --memory 19 --iterations 2" + STORE);
        Path store = directory.resolve("data/credentials.store");
        byte[] bytes = Files.readAllBytes(store);
        bytes[150] ^= 1;
        Files.write(store, bytes);
        for (String with : List.of(STORE, " --data data --checksums")) {
            assertThat(session.type("everbook credentials verify" + with))
                    .singleElement()
                    .matches(line -> line.startsWith("DAMAGED: "));
            assertThat(session.type("echo $?")).containsExactly("1");
        }
    }

    @Test
    void shouldTakeOverTheKeysOfAnEarlierVersionAndLeaveNoneInPlainText() throws Exception {
        String secret = "0123456789abcdef".repeat(4);
        session.type("umask 077; mkdir data; echo '{\"id\":\"desk-7\",\"role\":\"trader\","
                + "\"participant\":7,\"secret\":\"" + secret + "\"}' > data/api-keys");
        assertThat(session.type("everbook run --data data --port 0"))
                .last()
                .matches(line -> line.toString().contains("credentials init --import"));
        assertThat(session.type("everbook credentials init" + STORE))
                .singleElement()
                .matches(line -> line.contains("--import"));
        assertThat(session.type("everbook credentials init --import" + STORE))
                .singleElement()
                .matches(line -> line.contains("credentials=1"));
        assertThat(directory.resolve("data/api-keys")).doesNotExist();
        assertThat(session.type("everbook credentials list" + STORE))
                .singleElement()
                .matches(line -> line.startsWith("desk-7 trader participant=7"));
        assertThat(read("data/credentials.store")).doesNotContain(secret);
    }

    private String read(String name) throws IOException {
        return Files.readString(directory.resolve(name), StandardCharsets.ISO_8859_1);
    }
}
