package io.everbook.app.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyDerivationTest {

    private static final byte[] SALT = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final KeyDerivation FLOOR = new KeyDerivation(19 * 1024, 2, 1);

    /** The published vector of RFC 9106, section 5.3: what derives keys is Argon2id and no other function. */
    @Test
    void shouldStandOnAnArgon2idThatGivesTheTagOfRfc9106() {
        Argon2BytesGenerator argon2 = new Argon2BytesGenerator();
        argon2.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withIterations(3)
                .withMemoryAsKB(32)
                .withParallelism(4)
                .withSalt(filled(16, 2))
                .withSecret(filled(8, 3))
                .withAdditional(filled(12, 4))
                .build());
        byte[] tag = new byte[32];
        argon2.generateBytes(filled(32, 1), tag);
        assertThat(HexFormat.of().formatHex(tag))
                .isEqualTo("0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659");
    }

    /**
     * What was encrypted once must be readable for ever: these bytes never change. They are also what the reference
     * implementation in C gives for the same parameters ({@code argon2-cffi}, {@code hash_secret_raw}).
     */
    @Test
    void shouldDeriveTheSameKeyForEver() {
        assertThat(hex(FLOOR, "correct horse battery", SALT))
                .isEqualTo("02b4a3706c536d4779bd00407a7765873d2adb4244a204469e3dc9835a6f3bcb");
    }

    @Test
    void shouldDeriveAnotherKeyForAnyOtherPasswordSaltOrParameter() {
        byte[] otherSalt = SALT.clone();
        otherSalt[31] ^= 1;
        String key = hex(FLOOR, "correct horse battery", SALT);
        assertThat(key)
                .isNotEqualTo(hex(FLOOR, "correct horse batterx", SALT))
                .isNotEqualTo(hex(FLOOR, "correct horse battery", otherSalt))
                .isNotEqualTo(hex(new KeyDerivation(19 * 1024, 3, 1), "correct horse battery", SALT))
                .isNotEqualTo(hex(new KeyDerivation(19 * 1024 + 8, 2, 1), "correct horse battery", SALT))
                .isNotEqualTo(hex(new KeyDerivation(19 * 1024, 2, 2), "correct horse battery", SALT));
    }

    @ParameterizedTest
    @CsvSource({
        "19455, 3, 4, memoryKib",
        "1048577, 3, 4, memoryKib",
        "65536, 1, 4, iterations",
        "65536, 65, 4, iterations",
        "65536, 3, 0, lanes",
        "65536, 3, 17, lanes"
    })
    void shouldRefuseWhatIsWeakerThanTheFloorOrTakesAMachine(int memoryKib, int iterations, int lanes, String name) {
        assertThatThrownBy(() -> new KeyDerivation(memoryKib, iterations, lanes))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(name);
    }

    @Test
    void shouldRefuseASaltOfAnotherLength() {
        assertThatThrownBy(() -> FLOOR.derive(Secret.taking(new byte[16]), new byte[16]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("bytes=16");
    }

    private static byte[] filled(int length, int value) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    private static String hex(KeyDerivation derivation, String password, byte[] salt) {
        try (Secret secret = Secret.taking(password.getBytes(StandardCharsets.UTF_8));
                Secret key = derivation.derive(secret, salt)) {
            return HexFormat.of().formatHex(key.bytes());
        }
    }
}
