package io.everbook.app.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.everbook.app.credential.CredentialException.Code;
import io.everbook.app.secret.KeyDerivation;
import io.everbook.app.secret.Secret;
import io.everbook.app.security.ApiKey;
import io.everbook.app.security.RequestSignature;
import io.everbook.app.security.Role;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CredentialStoreTest {

    private static final byte[] NO_BODY = {};

    private final Secret password = TestStores.password("correct horse battery");
    private final CredentialStore store = TestStores.withThree(password);

    @AfterEach
    void zero() {
        store.close();
        password.close();
    }

    @Test
    void shouldVerifyAfterItWasOpenedWhatWasSignedBefore() {
        Secret secret = store.add("desk-8", Role.TRADER, 8, TestStores.NOW);
        String text = new String(secret.bytes(), StandardCharsets.US_ASCII);
        String signature = sign(new ApiKey("desk-8", Role.TRADER, 8, text));
        try (CredentialStore opened = CredentialStore.open(store.encode(), password)) {
            assertThat(sign(opened.apiKey("desk-8"))).isEqualTo(signature);
            assertThat(opened.credentials()).isEqualTo(store.credentials());
            assertThat(opened.apiKeys().get("desk-8").participantId()).isEqualTo(8);
            assertThat(opened.generation()).isEqualTo(1);
        }
    }

    @Test
    void shouldGiveANewSecretOnRotationAndKeepEverythingElse() {
        String before = sign(store.apiKey("desk-7"));
        Set<String> entries = entries(store.encode());
        store.rotate("desk-7", TestStores.NOW + 5).close();
        assertThat(sign(store.apiKey("desk-7"))).isNotEqualTo(before);
        assertThat(store.credentials().get(0))
                .isEqualTo(new Credential("desk-7", Role.TRADER, 7, TestStores.NOW, TestStores.NOW + 5));
        Set<String> kept = entries(store.encode());
        kept.retainAll(entries);
        assertThat(kept).as("entries of the others, as they were").hasSize(2);
    }

    @Test
    void shouldForgetARevokedCredential() {
        store.revoke("ops");
        try (CredentialStore opened = CredentialStore.open(store.encode(), password)) {
            assertThat(opened.credentials()).extracting(Credential::id).containsExactly("desk-7", "screen");
        }
        assertThat(catchCode(() -> store.revoke("ops"))).isEqualTo(Code.UNKNOWN_ID);
        assertThat(catchCode(() -> store.rotate("ops", 1))).isEqualTo(Code.UNKNOWN_ID);
        assertThat(catchCode(() -> store.add("screen", Role.VIEWER, 0, 1))).isEqualTo(Code.DUPLICATE_ID);
    }

    @Test
    void shouldOpenOnlyWithTheNewPasswordOnceItWasChanged() {
        String before = sign(store.apiKey("desk-7"));
        try (Secret other = TestStores.password("another long one");
                CredentialStore changed = store.withPassword(other, new KeyDerivation(20_000, 2, 2))) {
            byte[] file = changed.encode();
            assertThat(catchCode(() -> CredentialStore.open(file, password))).isEqualTo(Code.WRONG_PASSWORD);
            try (CredentialStore opened = CredentialStore.open(file, other)) {
                assertThat(sign(opened.apiKey("desk-7"))).isEqualTo(before);
                assertThat(opened.derivation()).isEqualTo(new KeyDerivation(20_000, 2, 2));
            }
            assertThat(store.openLater(file)).as("under the key of before").isNull();
        }
    }

    @Test
    void shouldUseNoSaltAndNoNonceTwice() {
        Set<String> salts = new HashSet<>();
        Set<String> nonces = new HashSet<>();
        int expected = 0;
        for (int i = 0; i < 50; i++) {
            store.rotate("desk-7", i).close();
            expected++;
            byte[] entry = Arrays.copyOfRange(store.encode(), 128, 128 + CredentialDescriptor.ENTRY_BYTES);
            salts.add(Arrays.toString(Arrays.copyOf(entry, 32)));
            nonces.add(Arrays.toString(Arrays.copyOfRange(entry, 32, 44)));
        }
        try (CredentialStore changed = store.withPassword(password, TestStores.FLOOR)) {
            byte[] before = store.encode();
            byte[] after = changed.encode();
            assertThat(Arrays.copyOfRange(after, 36, 68)).isNotEqualTo(Arrays.copyOfRange(before, 36, 68));
            for (int start = 128; start < 128 + 3 * CredentialDescriptor.ENTRY_BYTES; start += 252) {
                salts.add(Arrays.toString(Arrays.copyOfRange(after, start, start + 32)));
                nonces.add(Arrays.toString(Arrays.copyOfRange(after, start + 32, start + 44)));
                expected++;
            }
        }
        assertThat(salts).hasSize(expected);
        assertThat(nonces).hasSize(expected);
    }

    @Test
    void shouldShowNothingOfItsContentInTheFile() {
        Secret secret = store.rotate("desk-7", TestStores.NOW);
        String file = new String(store.encode(), StandardCharsets.ISO_8859_1);
        assertThat(file)
                .doesNotContain("desk-7")
                .doesNotContain("ops")
                .doesNotContain(new String(secret.bytes(), StandardCharsets.US_ASCII))
                .doesNotContain("correct horse");
    }

    @Test
    void shouldTakeOnlyWhatIsAKey() {
        assertThatThrownBy(() -> store.add("a b", Role.VIEWER, 0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.add("x", Role.TRADER, 0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.add("x", Role.VIEWER, 3, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldRefuseToWorkOnceItIsZeroed() {
        CredentialStore other = TestStores.withThree(password);
        other.close();
        assertThatThrownBy(() -> other.apiKey("ops")).isInstanceOf(IllegalStateException.class);
    }

    private static Code catchCode(Runnable action) {
        return catchThrowableOfType(CredentialException.class, action::run).code();
    }

    private static String sign(ApiKey key) {
        return RequestSignature.sign(key, "1", "GET", "/open-orders", NO_BODY);
    }

    private static Set<String> entries(byte[] file) {
        Set<String> entries = new HashSet<>();
        for (int i = 0; i < 3; i++) {
            int start = CredentialDescriptor.HEADER_BYTES + i * CredentialDescriptor.ENTRY_BYTES;
            entries.add(Arrays.toString(Arrays.copyOfRange(file, start, start + CredentialDescriptor.ENTRY_BYTES)));
        }
        return entries;
    }
}
