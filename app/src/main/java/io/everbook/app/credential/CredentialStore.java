package io.everbook.app.credential;

import io.everbook.app.credential.CredentialException.Code;
import io.everbook.app.credential.EntryCodec.Entry;
import io.everbook.app.secret.KeyDerivation;
import io.everbook.app.secret.Secret;
import io.everbook.app.security.ApiKey;
import io.everbook.app.security.Role;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The API keys of a data directory, opened. Secrets stay encrypted in memory and are decrypted one at a time where they
 * are used. Nothing reaches a file before {@link CredentialFile} writes it. Not for several threads.
 */
public final class CredentialStore implements AutoCloseable {

    private static final int SECRET_BYTES = 32;

    private final KeyDerivation derivation;
    private final byte[] salt;
    private final StoreKey key;
    private final Map<String, Sealed> entries = new LinkedHashMap<>();
    private long generation;

    /** What is known of a credential, and its entry as it stands in the file. */
    private record Sealed(Credential credential, byte[] entry) {}

    private CredentialStore(KeyDerivation derivation, byte[] salt, StoreKey key, long generation) {
        this.derivation = derivation;
        this.salt = salt;
        this.key = key;
        this.generation = generation;
    }

    /**
     * Makes an empty store with a salt of its own.
     *
     * @param password the password; still the caller's
     * @param derivation how it becomes the key
     */
    public static CredentialStore create(Secret password, KeyDerivation derivation) {
        byte[] salt = EntryCodec.random(CredentialDescriptor.SALT_BYTES);
        return new CredentialStore(derivation, salt, new StoreKey(derivation.derive(password, salt)), 0);
    }

    /**
     * Opens a store.
     *
     * @param file its bytes
     * @param password the password; still the caller's
     * @throws CredentialException where the file is cut, damaged or tampered with, or the password is wrong
     */
    public static CredentialStore open(byte[] file, Secret password) {
        CredentialHeader header = CredentialHeader.of(file);
        StoreKey key = new StoreKey(header.derivation().derive(password, header.salt()));
        try {
            return open(file, header, key);
        } catch (RuntimeException unusable) {
            key.close();
            throw unusable;
        }
    }

    /**
     * Checks what can be checked without the password.
     *
     * @param file the bytes of a store
     * @throws CredentialException where it is no store, or is cut or damaged
     */
    public static void check(byte[] file) {
        CredentialHeader.of(file);
    }

    /** Opens a later version of this store, which takes its key over; null where the password was changed since. */
    CredentialStore openLater(byte[] file) {
        CredentialHeader header = CredentialHeader.of(file);
        return Arrays.equals(header.salt(), salt) ? open(file, header, key) : null;
    }

    private static CredentialStore open(byte[] file, CredentialHeader header, StoreKey key) {
        if (!MessageDigest.isEqual(header.check(), key.check())) {
            throw new CredentialException(
                    Code.WRONG_PASSWORD, "cannot be opened with this password; nothing was changed");
        }
        int sealed = CredentialDescriptor.fileBytes(header.entries())
                - CredentialDescriptor.SEAL_BYTES
                - CredentialDescriptor.DIGEST_BYTES;
        byte[] seal = Arrays.copyOfRange(file, sealed, sealed + CredentialDescriptor.SEAL_BYTES);
        if (!MessageDigest.isEqual(seal, key.seal(file, sealed))) {
            throw new CredentialException(
                    Code.TAMPERED, "was changed by somebody without its password; restore a backup");
        }
        CredentialStore store = new CredentialStore(header.derivation(), header.salt(), key, header.generation());
        for (int i = 0; i < header.entries(); i++) {
            int start = CredentialDescriptor.HEADER_BYTES + i * CredentialDescriptor.ENTRY_BYTES;
            byte[] bytes = Arrays.copyOfRange(file, start, start + CredentialDescriptor.ENTRY_BYTES);
            Entry entry = EntryCodec.decrypt(key, header.salt(), bytes);
            entry.secret().close();
            store.entries.put(entry.credential().id(), new Sealed(entry.credential(), bytes));
        }
        return store;
    }

    /** {@return what is known of each credential, in the order they were added} */
    public List<Credential> credentials() {
        return entries.values().stream().map(Sealed::credential).toList();
    }

    /** {@return how often the store was written; 0 for one that never was} */
    public long generation() {
        return generation;
    }

    /** {@return how the password becomes the key} */
    public KeyDerivation derivation() {
        return derivation;
    }

    /**
     * Adds a credential with a new secret.
     *
     * @param id its name
     * @param role what it may do
     * @param participantId for whom it trades; 0 for every role but a trader's
     * @param nowMillis the time, in milliseconds since the epoch
     * @return the secret, 64 hexadecimal digits; the caller closes it
     * @throws IllegalArgumentException where the three do not go together
     * @throws CredentialException where there is such a credential, or no room for one
     */
    public Secret add(String id, Role role, int participantId, long nowMillis) {
        Secret secret = newSecret();
        try {
            put(new Credential(id, role, participantId, nowMillis, nowMillis), secret);
            return secret;
        } catch (RuntimeException refused) {
            secret.close();
            throw refused;
        }
    }

    /**
     * Adds a credential with the secret that its clients have.
     *
     * @param credential the credential
     * @param secret its secret, 32 to 128 characters of ASCII; still the caller's
     * @throws IllegalArgumentException where its parts do not go together
     * @throws CredentialException where there is such a credential, or no room for one
     */
    public void put(Credential credential, Secret secret) {
        // Refuses what is no key.
        new ApiKey(credential.id(), credential.role(), credential.participantId(), secret);
        if (secret.length() > CredentialDescriptor.SECRET_BYTES) {
            throw new IllegalArgumentException("a key's secret has at most " + CredentialDescriptor.SECRET_BYTES
                    + " characters here: id=" + credential.id());
        }
        if (entries.containsKey(credential.id())) {
            throw new CredentialException(
                    Code.DUPLICATE_ID, "has a credential of this id: revoke or rotate it: id=" + credential.id());
        }
        if (entries.size() == CredentialDescriptor.MAX_ENTRIES) {
            throw new CredentialException(Code.FULL, "holds 10000 credentials: revoke one that is no longer used");
        }
        seal(credential, secret);
    }

    /**
     * Gives a credential a new secret; the one before is refused from then on.
     *
     * @param id its name
     * @param nowMillis the time, in milliseconds since the epoch
     * @return the secret, 64 hexadecimal digits; the caller closes it
     * @throws CredentialException where there is no such credential
     */
    public Secret rotate(String id, long nowMillis) {
        Credential known = find(id).credential();
        Secret secret = newSecret();
        seal(new Credential(id, known.role(), known.participantId(), known.createdMillis(), nowMillis), secret);
        return secret;
    }

    /**
     * Takes a credential away.
     *
     * @param id its name
     * @throws CredentialException where there is no such credential
     */
    public void revoke(String id) {
        entries.remove(find(id).credential().id());
    }

    /**
     * Encrypts everything anew for another password: new salts, new keys, new nonces.
     *
     * @param password the new password; still the caller's
     * @param other how it becomes the key
     * @return the store; this one is unchanged, and still to be closed
     */
    public CredentialStore withPassword(Secret password, KeyDerivation other) {
        CredentialStore store = create(password, other);
        store.generation = generation;
        for (Sealed sealed : entries.values()) {
            try (Secret secret = EntryCodec.decrypt(key, salt, sealed.entry()).secret()) {
                store.seal(sealed.credential(), secret);
            }
        }
        return store;
    }

    /**
     * {@return a credential as the key that verifies signatures, without its secret}
     *
     * @param id its name
     * @throws CredentialException where there is no such credential
     */
    public ApiKey apiKey(String id) {
        Sealed sealed = find(id);
        Credential known = sealed.credential();
        try (Secret secret = EntryCodec.decrypt(key, salt, sealed.entry()).secret()) {
            return new ApiKey(known.id(), known.role(), known.participantId(), secret);
        }
    }

    /** {@return all credentials as keys that verify signatures, by id} */
    public Map<String, ApiKey> apiKeys() {
        Map<String, ApiKey> keys = new LinkedHashMap<>();
        entries.keySet().forEach(id -> keys.put(id, apiKey(id)));
        return keys;
    }

    /** {@return the file of the store as it is now, one generation further} */
    byte[] encode() {
        generation++;
        ByteBuffer file = ByteBuffer.allocate(CredentialDescriptor.fileBytes(entries.size()));
        new CredentialHeader(derivation, entries.size(), generation, salt, key.check()).encode(file);
        file.position(CredentialDescriptor.HEADER_BYTES);
        entries.values().forEach(known -> file.put(known.entry()));
        file.put(key.seal(file.array(), file.position()));
        file.put(CredentialHeader.digest(file.array()));
        return file.array();
    }

    private void seal(Credential credential, Secret secret) {
        entries.put(credential.id(), new Sealed(credential, EntryCodec.encrypt(key, salt, credential, secret)));
    }

    private Sealed find(String id) {
        Sealed sealed = entries.get(id);
        if (sealed == null) {
            throw new CredentialException(
                    Code.UNKNOWN_ID, "has no credential of this id: see everbook credentials list: id=" + id);
        }
        return sealed;
    }

    /** {@return 32 random bytes in hexadecimal digits, through no text that could not be zeroed} */
    private static Secret newSecret() {
        byte[] random = EntryCodec.random(SECRET_BYTES);
        byte[] digits = new byte[2 * SECRET_BYTES];
        HexFormat hex = HexFormat.of();
        for (int i = 0; i < random.length; i++) {
            digits[2 * i] = (byte) hex.toHighHexDigit(random[i]);
            digits[2 * i + 1] = (byte) hex.toLowHexDigit(random[i]);
        }
        Arrays.fill(random, (byte) 0);
        return Secret.taking(digits);
    }

    /** Zeroes the key. */
    @Override
    public void close() {
        key.close();
    }

    /** {@return how many credentials there are} */
    @Override
    public String toString() {
        return "CredentialStore[credentials=" + entries.size() + " generation=" + generation + "]";
    }
}
