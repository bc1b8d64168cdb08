package io.everbook.app.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The byte tables of docs/credentials-format.md are those of the code. */
class CredentialsFormatDocTest {

    private static final Path PAGE = Path.of("..", "docs", "credentials-format.md");

    @Test
    void shouldDescribeTheHeaderAsItIsWritten() throws IOException {
        assertThat(offsets("## Header"))
                .containsExactly(
                        "magic " + CredentialDescriptor.MAGIC_OFFSET,
                        "version " + CredentialDescriptor.VERSION_OFFSET,
                        "derivation " + CredentialDescriptor.DERIVATION_OFFSET,
                        "cipher " + CredentialDescriptor.CIPHER_OFFSET,
                        "memory " + CredentialDescriptor.MEMORY_OFFSET,
                        "iterations " + CredentialDescriptor.ITERATIONS_OFFSET,
                        "lanes " + CredentialDescriptor.LANES_OFFSET,
                        "entries " + CredentialDescriptor.ENTRIES_OFFSET,
                        "generation " + CredentialDescriptor.GENERATION_OFFSET,
                        "salt " + CredentialDescriptor.SALT_OFFSET,
                        "check " + CredentialDescriptor.CHECK_OFFSET,
                        "reserved " + CredentialDescriptor.RESERVED_OFFSET,
                        "crc " + CredentialDescriptor.CRC_OFFSET);
        assertThat(end("## Header")).isEqualTo(CredentialDescriptor.HEADER_BYTES);
    }

    @Test
    void shouldDescribeAnEntryAsItIsWritten() throws IOException {
        assertThat(offsets("## Entry"))
                .containsExactly(
                        "salt " + CredentialDescriptor.ENTRY_SALT_OFFSET,
                        "nonce " + CredentialDescriptor.ENTRY_NONCE_OFFSET,
                        "encrypted " + CredentialDescriptor.ENTRY_ENCRYPTED_OFFSET,
                        "tag " + (CredentialDescriptor.ENTRY_ENCRYPTED_OFFSET + CredentialDescriptor.PLAIN_BYTES));
        assertThat(end("## Entry")).isEqualTo(CredentialDescriptor.ENTRY_BYTES);
        assertThat(offsets("Before encryption"))
                .containsExactly(
                        "role " + CredentialDescriptor.ROLE_OFFSET,
                        "id length " + CredentialDescriptor.ID_LENGTH_OFFSET,
                        "secret length " + CredentialDescriptor.SECRET_LENGTH_OFFSET,
                        "participant " + CredentialDescriptor.PARTICIPANT_OFFSET,
                        "created " + CredentialDescriptor.CREATED_OFFSET,
                        "rotated " + CredentialDescriptor.ROTATED_OFFSET,
                        "id " + CredentialDescriptor.ID_OFFSET,
                        "secret " + CredentialDescriptor.SECRET_OFFSET);
        assertThat(end("Before encryption")).isLessThanOrEqualTo(CredentialDescriptor.PLAIN_BYTES);
    }

    @Test
    void shouldBeginWithTheMagicThatThePageNames() throws IOException {
        byte[] magic = java.nio.ByteBuffer.allocate(8)
                .putLong(CredentialDescriptor.MAGIC)
                .array();
        assertThat(Files.readString(PAGE)).contains("`" + new String(magic, StandardCharsets.US_ASCII) + "`");
    }

    @Test
    void shouldExplainEveryCodeOfAFileThatIsRefused() throws IOException {
        assertThat(Files.readString(PAGE))
                .contains("`NOT_A_STORE`", "`UNKNOWN_VERSION`", "`CUT`", "`DAMAGED`", "`WRONG_PASSWORD`", "`TAMPERED`");
    }

    private static List<String> offsets(String heading) throws IOException {
        return rows(heading).stream().map(row -> row[3] + " " + row[1]).toList();
    }

    private static int end(String heading) throws IOException {
        List<String[]> rows = rows(heading);
        String[] last = rows.get(rows.size() - 1);
        return Integer.parseInt(last[1]) + Integer.parseInt(last[2]);
    }

    /** The rows of the first table behind a line that begins so. */
    private static List<String[]> rows(String heading) throws IOException {
        return Files.readString(PAGE)
                .lines()
                .dropWhile(line -> !line.startsWith(heading))
                .dropWhile(line -> !line.startsWith("|---"))
                .skip(1)
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> line.split("\\s*\\|\\s*"))
                .toList();
    }
}
