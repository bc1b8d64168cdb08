package io.everbook.app.credential;

import io.everbook.app.credential.CredentialException.Code;
import io.everbook.app.secret.Secret;
import io.everbook.app.security.Role;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Encrypts a credential with its secret into an entry, each under a salt and a nonce of its own, and back. */
final class EntryCodec {

    private static final String TRANSFORMATION = "AES/GCM/NoPadding";
    private static final SecureRandom RANDOM = new SecureRandom();

    private EntryCodec() {}

    /** A decrypted entry; the secret is the caller's to close. */
    record Entry(Credential credential, Secret secret) {}

    /**
     * Encrypts.
     *
     * @param key the store's key
     * @param storeSalt the store's salt, to which the entry is bound
     * @param credential what is known of the key
     * @param secret 32 to 128 bytes; still the caller's
     * @return the entry
     */
    static byte[] encrypt(StoreKey key, byte[] storeSalt, Credential credential, Secret secret) {
        byte[] salt = random(CredentialDescriptor.SALT_BYTES);
        byte[] nonce = random(CredentialDescriptor.NONCE_BYTES);
        ByteBuffer plain = ByteBuffer.allocate(CredentialDescriptor.PLAIN_BYTES);
        byte[] id = credential.id().getBytes(StandardCharsets.US_ASCII);
        plain.put(CredentialDescriptor.ROLE_OFFSET, (byte) (credential.role().ordinal() + 1))
                .put(CredentialDescriptor.ID_LENGTH_OFFSET, (byte) id.length)
                .put(CredentialDescriptor.SECRET_LENGTH_OFFSET, (byte) secret.length())
                .putInt(CredentialDescriptor.PARTICIPANT_OFFSET, credential.participantId())
                .putLong(CredentialDescriptor.CREATED_OFFSET, credential.createdMillis())
                .putLong(CredentialDescriptor.ROTATED_OFFSET, credential.rotatedMillis())
                .put(CredentialDescriptor.ID_OFFSET, id)
                .put(CredentialDescriptor.SECRET_OFFSET, secret.bytes());
        byte[] entry = new byte[CredentialDescriptor.ENTRY_BYTES];
        System.arraycopy(salt, 0, entry, CredentialDescriptor.ENTRY_SALT_OFFSET, salt.length);
        System.arraycopy(nonce, 0, entry, CredentialDescriptor.ENTRY_NONCE_OFFSET, nonce.length);
        try (Secret entryKey = key.entry(salt)) {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, entryKey, nonce, storeSalt);
            cipher.doFinal(plain.array(), 0, plain.capacity(), entry, CredentialDescriptor.ENTRY_ENCRYPTED_OFFSET);
            return entry;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has " + TRANSFORMATION, impossible);
        } finally {
            Arrays.fill(plain.array(), (byte) 0);
        }
    }

    /**
     * Decrypts.
     *
     * @throws CredentialException coded TAMPERED where the entry is not what was encrypted for this store
     */
    static Entry decrypt(StoreKey key, byte[] storeSalt, byte[] entry) {
        byte[] salt = Arrays.copyOf(entry, CredentialDescriptor.SALT_BYTES);
        byte[] nonce = Arrays.copyOfRange(
                entry, CredentialDescriptor.ENTRY_NONCE_OFFSET, CredentialDescriptor.ENTRY_ENCRYPTED_OFFSET);
        byte[] plain = new byte[CredentialDescriptor.PLAIN_BYTES];
        try (Secret entryKey = key.entry(salt)) {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, entryKey, nonce, storeSalt);
            cipher.doFinal(
                    entry,
                    CredentialDescriptor.ENTRY_ENCRYPTED_OFFSET,
                    CredentialDescriptor.PLAIN_BYTES + CredentialDescriptor.TAG_BYTES,
                    plain,
                    0);
            return parse(ByteBuffer.wrap(plain));
        } catch (AEADBadTagException forged) {
            throw new CredentialException(Code.TAMPERED, "has an entry that was not made with its password");
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has " + TRANSFORMATION, impossible);
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    /** {@return random bytes, never the same twice} */
    static byte[] random(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return random;
    }

    private static Entry parse(ByteBuffer plain) {
        byte[] id = new byte[plain.get(CredentialDescriptor.ID_LENGTH_OFFSET)];
        plain.get(CredentialDescriptor.ID_OFFSET, id);
        byte[] secret = new byte[plain.get(CredentialDescriptor.SECRET_LENGTH_OFFSET) & 0xff];
        plain.get(CredentialDescriptor.SECRET_OFFSET, secret);
        Credential credential = new Credential(
                new String(id, StandardCharsets.US_ASCII),
                Role.values()[plain.get(CredentialDescriptor.ROLE_OFFSET) - 1],
                plain.getInt(CredentialDescriptor.PARTICIPANT_OFFSET),
                plain.getLong(CredentialDescriptor.CREATED_OFFSET),
                plain.getLong(CredentialDescriptor.ROTATED_OFFSET));
        return new Entry(credential, Secret.taking(secret));
    }

    private static Cipher cipher(int mode, Secret key, byte[] nonce, byte[] bound) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(TRANSFORMATION);
        SecretKeySpec spec = new SecretKeySpec(key.bytes(), "AES");
        cipher.init(mode, spec, new GCMParameterSpec(8 * CredentialDescriptor.TAG_BYTES, nonce));
        cipher.updateAAD(bound);
        return cipher;
    }
}
