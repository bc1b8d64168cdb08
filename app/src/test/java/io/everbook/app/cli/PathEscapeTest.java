package io.everbook.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.everbook.app.configuration.ConfigurationException;
import io.everbook.app.configuration.ConfigurationReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No symbol or name of a configuration or a command leads out of the data directory, and each gets one clear line. */
@Timeout(300)
class PathEscapeTest {

    private final Path directory = GuideSession.SHARED;

    private GuideSession session;

    @BeforeEach
    void start() throws Exception {
        session = GuideSession.shared();
        Files.writeString(
                directory.resolve("orders.jsonl"),
                "{\"type\":\"new\",\"participant\":1,\"side\":\"buy\",\"price\":\"1.00\",\"quantity\":\"1\"}\n");
        session.type("everbook match orders.jsonl --data data > events.jsonl");
        assertThat(Files.readString(directory.resolve("events.jsonl"))).contains("accepted");
    }

    @AfterEach
    void close() {
        session.close();
    }

    @Test
    void shouldRefuseSymbolsOfCommandsThatAreNoneAndTouchNothing() throws Exception {
        List<String> before = files();
        for (String command : List.of(
                "journal dump --data data --symbol ../x",
                "replay book --data data --symbol /etc/passwd",
                "replay events --data data --symbol ..",
                "snapshot verify --data data --symbol " + "X".repeat(2_000),
                "match orders.jsonl --data data --instrument ../x",
                "match orders.jsonl --data data --instrument \uFF22\uFF34\uFF23")) {
            refuse(command, "symbol");
        }
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void shouldRefuseBackupsAndTargetsThatLeadElsewhere() throws Exception {
        session.type("everbook backup create --data data --to backups > made");
        session.type("mkdir taken; touch taken/file");
        List<String> before = files();
        String restore = "backup restore --from backups --data data ";
        refuse(restore + "../../data --into fresh", "backup");
        refuse(restore + "--into taken", "--into=taken");
        refuse(restore + "--into backups/inside", "--into=backups/inside");
        // That they were tried is in the audit.
        assertThat(files())
                .filteredOn(PathEscapeTest::isNoAudit)
                .isEqualTo(before.stream().filter(PathEscapeTest::isNoAudit).toList());
    }

    private static boolean isNoAudit(String file) {
        return !file.contains("audit");
    }

    /** One line that names the thing, and is about it and not about the way it was typed. */
    private void refuse(String command, String named) throws Exception {
        List<String> lines = session.type("everbook " + command);
        assertThat(session.type("echo $?")).as(command).containsExactly("2");
        assertThat(lines)
                .as(command)
                .filteredOn(line -> !line.startsWith("["))
                .singleElement()
                .asString()
                .startsWith("everbook: ")
                .contains(named)
                .doesNotContain("Unknown option");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'instruments':[{'symbol':'../x','tick':'1','lot':'1'}]",
                "'instruments':[{'symbol':'/x','tick':'1','lot':'1'}]",
                "'instruments':[{'symbol':'..','tick':'1','lot':'1'}]",
                "'instruments':[{'symbol':'A\\u0000','tick':'1','lot':'1'}]",
                "'instruments':[{'symbol':'\\uff21','tick':'1','lot':'1'}]",
                "'persistence':{'dataDirectory':'a\\u0000b'}",
                "'persistence':{'dataDirectory':' '}",
                "'backup':{'directory':'a\\u0000b'}",
                "'backup':{'directory':'b','passwordFile':'a\\u0000b'}",
                "'logging':{'file':'a\\u0000b'}",
                "'http':{'tlsKeyStore':'a\\u0000b','tlsPasswordFile':'c'}",
                "'http':{'tlsKeyStore':'a','tlsPasswordFile':'c\\u0000'}",
                "'http':{'credentialsPassword':'file:a\\u0000b'}"
            })
    void shouldRefusePathsOfAConfigurationThatNoFileSystemTakes(String part) {
        assertThatThrownBy(() -> ConfigurationReader.read('{' + part.replace('\'', '"') + '}', "everbook.json"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("everbook.json: ")
                .message()
                .doesNotContain("\n", "\0");
    }

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.map(Path::toString).sorted().toList();
        }
    }
}
