package io.everbook.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The audit commands as their caller sees them. */
class AuditCommandsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path directory = GuideSession.SHARED;

    private GuideSession session;

    @BeforeEach
    void recordSome() throws Exception {
        session = GuideSession.shared();
        session.type("umask 077; echo correct horse battery > password");
        session.type("everbook credentials init --data data --password-file password --memory 19 --iterations 2");
        session.type("everbook credentials add --data data --password-file password --id desk-7 --role trader"
                + " --participant 7");
        session.type("everbook credentials add --data data --password-file password --id ops --role operator");
        session.type("everbook credentials revoke --data data --password-file password --id desk-7");
    }

    @AfterEach
    void close() throws IOException {
        session.close();
    }

    @Test
    void shouldHelpWithExamplesAndExitCodes() throws Exception {
        for (String command : List.of("show", "verify", "export")) {
            List<String> help = session.type("everbook audit " + command + " --help");
            assertThat(String.join("\n", help)).contains("Example", "Exit codes: 0 ", "--data=DIR");
            assertThat(help).allMatch(line -> line.length() <= 80);
            assertThat(session.type("echo $?")).containsExactly("0");
        }
    }

    @Test
    void shouldMeetAMistakeWithOneLine() throws Exception {
        for (String line : List.of(
                "audit",
                "audit show --data nowhere",
                "audit show --data .",
                "audit show --data data --kind nonsense",
                "audit show --data data --from yesterday",
                "audit show --data data --last 0",
                "audit export --data data --format xml",
                "audit verify --data data --anchor 1234",
                "audit verify --data nowhere")) {
            assertThat(session.type("everbook " + line))
                    .as(line)
                    .hasSize(1)
                    .allMatch(fault -> fault.startsWith("everbook: "));
            assertThat(session.type("echo $?")).as(line).containsExactly("2");
        }
    }

    @Test
    void shouldShowWhatWasDoneToKeysAndNeverTheirSecrets() throws Exception {
        List<String> shown = session.type("everbook audit show --data data");
        assertThat(shown).hasSize(4);
        assertThat(shown.get(0)).matches("\\S+Z TOOLS 1 credential-changed action=init");
        assertThat(shown.get(1)).matches("\\S+Z TOOLS 2 credential-changed key=desk-7 action=add");
        assertThat(shown.get(3)).matches("\\S+Z TOOLS 4 credential-changed key=desk-7 action=revoke");
        assertThat(session.type(
                        "everbook credentials add --data data --password-file password --id desk-8 --role trader"
                                + " --participant 8 > secret"))
                .hasSize(1);
        String secret = Files.readString(directory.resolve("secret")).strip();
        assertThat(secret).hasSize(64);
        for (Path file : List.of(directory.resolve("data/audit/TOOLS.audit"))) {
            assertThat(new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1))
                    .contains("desk-8")
                    .doesNotContain(secret);
        }
    }

    @Test
    void shouldFilterByKindKeyTimeAndNumber() throws Exception {
        assertThat(session.type("everbook audit show --data data --key ops")).hasSize(1);
        assertThat(session.type("everbook audit show --data data --kind started,stopped"))
                .isEmpty();
        assertThat(session.type("everbook audit show --data data --kind credential-changed --key desk-7"))
                .hasSize(2);
        assertThat(session.type("everbook audit show --data data --address 10.0.0.1"))
                .isEmpty();
        assertThat(session.type("everbook audit show --data data --to 2020-01-01T00:00:00Z"))
                .isEmpty();
        assertThat(session.type("everbook audit show --data data --from 2020-01-01T00:00:00Z"))
                .hasSize(4);
        assertThat(session.type("everbook audit show --data data --last 1"))
                .singleElement()
                .matches(line -> line.contains("action=revoke"));
    }

    @Test
    void shouldExportForOtherPrograms() throws Exception {
        List<String> lines = session.type("everbook audit export --data data");
        JsonNode first = JSON.readTree(lines.get(1));
        assertThat(first.get("kind").asText()).isEqualTo("credential-changed");
        assertThat(first.get("details").get("action").asText()).isEqualTo("add");
        assertThat(first.get("hash").asText()).hasSize(64);
        List<String> csv = session.type("everbook audit export --data data --format csv");
        assertThat(csv.get(0)).isEqualTo("chain,sequence,time,kind,key,address,details,hash");
        assertThat(csv.get(2)).contains(",credential-changed,desk-7,,\"{\"\"action\"\":\"\"add\"\"}\",");
        assertThat(csv).hasSize(5);
    }

    @Test
    void shouldPrintAnAnchorAndFindACutOfTheEndByIt() throws Exception {
        String verdict = session.type("everbook audit verify --data data").get(0);
        assertThat(verdict).startsWith("TOOLS: all is well: 4 records, anchor TOOLS:4:");
        String anchor = verdict.substring(verdict.indexOf("TOOLS:4:"));
        String hash = anchor.substring(8);
        session.type("everbook credentials revoke --data data --password-file password --id ops");
        for (String kept : List.of(anchor, hash)) {
            session.type("everbook audit verify --data data --anchor " + kept);
            assertThat(session.type("echo $?")).as(kept).containsExactly("0");
        }
        cutLastRecords();
        session.type("everbook audit verify --data data");
        assertThat(session.type("echo $?")).as("without an anchor").containsExactly("0");
        assertThat(session.type("everbook audit verify --data data --anchor " + anchor))
                .first()
                .isEqualTo("audit/TOOLS: ANCHOR_MISSING: the journal ends with record 1 and the anchor is record 4: its"
                        + " end was cut");
        assertThat(session.type("echo $?")).containsExactly("1");
        assertThat(session.type("everbook audit verify --data data --anchor " + hash))
                .last()
                .asString()
                .startsWith("ANCHOR_MISSING: no record of any chain has this hash");
        assertThat(session.type("echo $?")).containsExactly("1");
        session.type("rm -r data/audit/TOOLS.audit");
        session.type("everbook run --data data --port 0 --password-file password &");
        session.type("kill %1");
        assertThat(session.type("everbook audit verify --data data --anchor " + anchor))
                .as("a chain that is gone altogether")
                .anyMatch(line -> line.startsWith("audit/TOOLS: ANCHOR_MISSING"));
    }

    @Test
    void shouldNameDamageAndShowWhatIsBeforeIt() throws Exception {
        Path file = directory.resolve("data/audit/TOOLS.audit");
        byte[] bytes = Files.readAllBytes(file);
        bytes[frames(bytes).get(1) + 60] ^= 1;
        Files.write(file, bytes);
        List<String> verdict = session.type("everbook audit verify --data data");
        assertThat(verdict.get(0))
                .startsWith("audit/TOOLS.audit at offset " + frames(bytes).get(1) + ": DAMAGED: ");
        assertThat(verdict.get(1)).startsWith("TOOLS: NOT WELL: 1 records");
        assertThat(session.type("echo $?")).containsExactly("1");
        JsonNode json = JSON.readTree(
                session.type("everbook audit verify --data data --json").get(0));
        assertThat(json.get("good").asBoolean()).isFalse();
        assertThat(json.get("chains")
                        .get(0)
                        .get("findings")
                        .get(0)
                        .get("firstSequence")
                        .asInt())
                .isEqualTo(2);
        List<String> shown = session.type("everbook audit show --data data");
        assertThat(shown).hasSize(2);
        assertThat(shown.get(0)).startsWith("everbook: the audit journal is damaged");
        assertThat(shown.get(1)).contains(" TOOLS 1 ");
        assertThat(session.type("echo $?")).containsExactly("1");
    }

    /** Leaves the first record alone, as one would who knows that a file may end after any frame. */
    private void cutLastRecords() throws IOException {
        Path file = directory.resolve("data/audit/TOOLS.audit");
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, frames(bytes).get(1)));
    }

    /** Where the frames start, which hold a record each. */
    private static List<Integer> frames(byte[] bytes) {
        List<Integer> offsets = new ArrayList<>();
        for (int offset = 4_096; offset < bytes.length; ) {
            offsets.add(offset);
            offset += java.nio.ByteBuffer.wrap(bytes)
                    .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                    .getInt(offset);
        }
        return offsets;
    }
}
