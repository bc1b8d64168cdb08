package io.everbook.app.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.everbook.app.secret.KeyDerivation;
import io.everbook.app.secret.Secret;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The encryption of backups, and docs/backup-format.md, which another implementation is written after here. */
class SealedTest {

    private static final KeyDerivation CHEAP = new KeyDerivation(KeyDerivation.MIN_MEMORY_KIB, 2, 1);
    private static final String FILE = "objects/x";

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65_535, 65_536, 65_537, 131_072, 200_000})
    void shouldGiveBackWhatWasWritten(int length) throws IOException {
        byte[] plain = bytes(length);
        try (Sealed sealed = sealed("a good password")) {
            byte[] file = seal(sealed, plain);
            assertThat(file)
                    .hasSize(SealDescriptor.HEADER_SIZE + length + 16 * Math.max(1, (length + 65_535) / 65_536));
            assertThat(open(sealed, file)).isEqualTo(plain);
        }
    }

    @Test
    void shouldRefuseChunksThatAreCutSwappedOrAdded() throws IOException {
        try (Sealed sealed = sealed("a good password")) {
            byte[] file = seal(sealed, bytes(3 * 65_536));
            int chunk = 65_536 + 16;
            for (int chunks = 0; chunks < 3; chunks++) {
                requireDamaged(sealed, Arrays.copyOf(file, SealDescriptor.HEADER_SIZE + chunks * chunk));
            }
            byte[] swapped = file.clone();
            System.arraycopy(file, SealDescriptor.HEADER_SIZE, swapped, SealDescriptor.HEADER_SIZE + chunk, chunk);
            System.arraycopy(file, SealDescriptor.HEADER_SIZE + chunk, swapped, SealDescriptor.HEADER_SIZE, chunk);
            requireDamaged(sealed, swapped);
            requireDamaged(sealed, Arrays.copyOf(file, file.length + 1));
            byte[] other = seal(sealed, bytes(3 * 65_536));
            System.arraycopy(file, 0, other, 0, SealDescriptor.HEADER_SIZE);
            requireDamaged(sealed, other);
        }
    }

    @Test
    void shouldTellAWrongPasswordFromDamage() throws IOException {
        byte[] file;
        try (Sealed sealed = sealed("a good password")) {
            file = seal(sealed, bytes(10));
        }
        try (Sealed other = sealed("another password")) {
            assertThatThrownBy(() -> open(other, file)).hasMessageContaining("WRONG_PASSWORD");
        }
    }

    @Test
    void shouldNeverRepeatAFileKeyOrShowContents() throws IOException {
        byte[] plain = "salt salt salt salt salt".getBytes(StandardCharsets.UTF_8);
        try (Sealed sealed = sealed("a good password")) {
            byte[] one = seal(sealed, plain);
            byte[] two = seal(sealed, plain);
            assertThat(Arrays.copyOfRange(one, 56, 88)).isNotEqualTo(Arrays.copyOfRange(two, 56, 88));
            assertThat(Arrays.copyOfRange(one, 124, 148)).isNotEqualTo(Arrays.copyOfRange(two, 124, 148));
            assertThat(new String(one, StandardCharsets.ISO_8859_1)).doesNotContain("salt");
            assertThat(sealed.objectName("0".repeat(64))).hasSize(64).isNotEqualTo(sealed.objectName("1".repeat(64)));
        }
    }

    /** Written after the page alone, with the JDK's HMAC and cipher. */
    @Test
    void shouldBeReadByAnotherImplementationOfThePage() throws IOException, GeneralSecurityException {
        byte[] plain = bytes(70_000);
        byte[] file;
        try (Sealed sealed = sealed("a good password")) {
            file = seal(sealed, plain);
        }
        ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        KeyDerivation derivation = new KeyDerivation(in.getInt(12), in.getInt(16), in.getInt(20));
        byte[] header = Arrays.copyOf(file, 124);
        byte[] key = derivation
                .derive(password("a good password"), Arrays.copyOfRange(file, 24, 56))
                .bytes()
                .clone();
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        mac.update("everbook backup file\0".getBytes(StandardCharsets.US_ASCII));
        SecretKeySpec fileKey = new SecretKeySpec(mac.doFinal(Arrays.copyOfRange(file, 56, 88)), "AES");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int at = 124;
        for (long chunk = 0; at < file.length; chunk++) {
            int length = Math.min(65_552, file.length - at);
            byte[] nonce = ByteBuffer.allocate(12)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(chunk)
                    .putInt(at + length == file.length ? 1 : 0)
                    .array();
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.DECRYPT_MODE, fileKey, new GCMParameterSpec(128, nonce));
            cipher.updateAAD(header);
            out.writeBytes(cipher.doFinal(file, at, length));
            at += length;
        }
        assertThat(out.toByteArray()).isEqualTo(plain);
    }

    @Test
    void shouldBeDescribedByItsPage() throws IOException, ReflectiveOperationException {
        Matcher row = Pattern.compile("(?m)^\\| (\\d+) \\| (\\d+)? ?\\|.*\\| `([A-Z_]+)` \\|$")
                .matcher(Files.readString(Path.of("..", "docs", "backup-format.md")));
        int rows = 0;
        int end = 0;
        while (row.find()) {
            Field field;
            try {
                field = SealDescriptor.class.getDeclaredField(row.group(3) + "_OFFSET");
            } catch (NoSuchFieldException size) {
                field = SealDescriptor.class.getDeclaredField(row.group(3));
            }
            assertThat(Integer.parseInt(row.group(1)))
                    .as(row.group(3))
                    .isEqualTo(field.getInt(null))
                    .isEqualTo(end);
            end += row.group(2) == null ? 0 : Integer.parseInt(row.group(2));
            rows++;
        }
        assertThat(rows).isEqualTo(10);
    }

    static Sealed sealed(String password) {
        return new Sealed(password(password), CHEAP);
    }

    private static Secret password(String text) {
        return Secret.taking(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] seal(Sealed sealed, byte[] plain) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (OutputStream out = sealed.seal(file)) {
            out.write(plain);
        }
        return file.toByteArray();
    }

    private static byte[] open(Sealed sealed, byte[] file) throws IOException {
        try (InputStream in = sealed.open(new ByteArrayInputStream(file), FILE)) {
            return in.readAllBytes();
        }
    }

    private static void requireDamaged(Sealed sealed, byte[] file) {
        assertThatThrownBy(() -> open(sealed, file)).hasMessageContaining("OBJECT_DAMAGED");
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}
