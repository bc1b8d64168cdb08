package io.everbook.app.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.everbook.app.credential.CredentialException.Code;
import io.everbook.app.secret.Secret;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A store that is not what was written is refused, and the refusal tells what is wrong with it. */
class CredentialTamperTest {

    private static final int HEADER = CredentialDescriptor.HEADER_BYTES;
    private static final int ENTRY = CredentialDescriptor.ENTRY_BYTES;

    private final Secret password = TestStores.password("correct horse battery");
    private final byte[] file = write();

    private byte[] write() {
        try (CredentialStore store = TestStores.withThree(password)) {
            return store.encode();
        }
    }

    @AfterEach
    void zero() {
        password.close();
    }

    @Test
    void shouldDetectEveryFlippedByteAndSayWhatIsWrong() {
        for (int i = 0; i < file.length; i++) {
            for (int bit : new int[] {0x01, 0x80}) {
                byte[] flipped = file.clone();
                flipped[i] ^= (byte) bit;
                Code expected = i < 8 ? Code.NOT_A_STORE : i < 10 ? Code.UNKNOWN_VERSION : Code.DAMAGED;
                assertThat(codeOf(flipped)).as("byte %d, bit %d", i, bit).isEqualTo(expected);
            }
        }
    }

    @Test
    void shouldDetectEveryCut() {
        for (int length = 0; length < file.length; length++) {
            assertThat(codeOf(Arrays.copyOf(file, length)))
                    .as("cut to %d", length)
                    .isEqualTo(Code.CUT);
        }
        assertThat(codeOf(Arrays.copyOf(file, file.length + 1))).isEqualTo(Code.DAMAGED);
    }

    /** Who does not know the password can mend checksums, but not the seal. */
    @Test
    void shouldDetectWhatWasChangedWithCareByWhoDoesNotKnowThePassword() {
        byte[] reordered = file.clone();
        System.arraycopy(file, HEADER, reordered, HEADER + ENTRY, ENTRY);
        System.arraycopy(file, HEADER + ENTRY, reordered, HEADER, ENTRY);
        assertThat(codeOf(mended(reordered))).as("reordered").isEqualTo(Code.TAMPERED);

        byte[] removed = Arrays.copyOf(file, file.length - ENTRY);
        System.arraycopy(file, HEADER + ENTRY, removed, HEADER, file.length - HEADER - ENTRY);
        ByteBuffer.wrap(removed).putInt(CredentialDescriptor.ENTRIES_OFFSET, 2);
        assertThat(codeOf(mended(removed))).as("removed").isEqualTo(Code.TAMPERED);

        byte[] older = file.clone();
        ByteBuffer.wrap(older).putLong(CredentialDescriptor.GENERATION_OFFSET, 0);
        assertThat(codeOf(mended(older))).as("generation").isEqualTo(Code.TAMPERED);

        byte[] weaker = file.clone();
        ByteBuffer.wrap(weaker).putInt(CredentialDescriptor.ITERATIONS_OFFSET, 1);
        assertThat(codeOf(mended(weaker))).as("below the floor").isEqualTo(Code.TAMPERED);

        byte[] entry = file.clone();
        entry[HEADER + 50] ^= 1;
        assertThat(codeOf(mended(entry))).as("entry").isEqualTo(Code.TAMPERED);

        byte[] salt = file.clone();
        salt[CredentialDescriptor.SALT_OFFSET] ^= 1;
        assertThat(codeOf(mended(salt))).as("salt: another key").isEqualTo(Code.WRONG_PASSWORD);

        assertThat(codeOf(mended(file.clone()))).as("mended without a change").isNull();
    }

    /** A seal of its own does not make an entry of another store pass. */
    @Test
    void shouldDetectAnEntryOfAnotherStore() {
        byte[] other = write();
        try (Secret derived = TestStores.FLOOR.derive(
                        password, Arrays.copyOfRange(other, CredentialDescriptor.SALT_OFFSET, 68));
                StoreKey key = new StoreKey(derived)) {
            byte[] foreign = other.clone();
            System.arraycopy(file, HEADER, foreign, HEADER, ENTRY);
            int sealed = HEADER + 3 * ENTRY;
            System.arraycopy(key.seal(foreign, sealed), 0, foreign, sealed, 32);
            assertThat(codeOf(mended(foreign))).isEqualTo(Code.TAMPERED);
        }
    }

    @Test
    void shouldTellAWrongPasswordFromDamage() {
        try (Secret wrong = TestStores.password("correct horse batterz")) {
            CredentialException fault =
                    catchThrowableOfType(CredentialException.class, () -> CredentialStore.open(file, wrong));
            assertThat(fault.code()).isEqualTo(Code.WRONG_PASSWORD);
            assertThat(fault.getMessage()).doesNotContain("horse");
        }
    }

    private Code codeOf(byte[] bytes) {
        CredentialException fault = catchThrowableOfType(
                CredentialException.class,
                () -> CredentialStore.open(bytes, password).close());
        return fault == null ? null : fault.code();
    }

    /** Computes the checksums anew, as somebody would who wants a change to pass. */
    private static byte[] mended(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, CredentialDescriptor.CRC_OFFSET);
        ByteBuffer.wrap(bytes).putInt(CredentialDescriptor.CRC_OFFSET, (int) crc.getValue());
        System.arraycopy(CredentialHeader.digest(bytes), 0, bytes, bytes.length - 32, 32);
        return bytes;
    }
}
