package io.everbook.app.credential;

import io.everbook.app.secret.KeyDerivation;
import io.everbook.app.secret.Secret;
import io.everbook.app.security.Role;
import java.nio.charset.StandardCharsets;

/** Stores for tests: as weak as the floor allows, so that they open fast. */
final class TestStores {

    static final KeyDerivation FLOOR = new KeyDerivation(KeyDerivation.MIN_MEMORY_KIB, KeyDerivation.MIN_ITERATIONS, 1);
    static final long NOW = 1_795_000_000_000L;

    private TestStores() {}

    static Secret password(String text) {
        return Secret.taking(text.getBytes(StandardCharsets.UTF_8));
    }

    static CredentialStore withThree(Secret password) {
        CredentialStore store = CredentialStore.create(password, FLOOR);
        store.add("desk-7", Role.TRADER, 7, NOW).close();
        store.add("ops", Role.OPERATOR, 0, NOW).close();
        store.add("screen", Role.VIEWER, 0, NOW).close();
        return store;
    }
}
