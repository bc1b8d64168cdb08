package io.everbook.app.secret;

import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * How a password becomes a key: Argon2id, version 1.3 (RFC 9106). The parameters are kept beside what they protect, so
 * that they can be raised later; what is weaker than the floor is refused wherever it comes from.
 *
 * @param memoryKib memory, 19,456 (19 MiB) to 1,048,576 KiB
 * @param iterations passes over it, 2 to 64
 * @param lanes how many parts of the memory are independent, 1 to 16
 */
public record KeyDerivation(int memoryKib, int iterations, int lanes) {

    /** How many bytes a key has. */
    public static final int KEY_BYTES = 32;

    /** How many bytes a salt has. */
    public static final int SALT_BYTES = 32;

    /** The least that is accepted, 19 MiB: what OWASP asks for at 2 passes. */
    public static final int MIN_MEMORY_KIB = 19 * 1024;

    /** The most that is accepted, 1 GiB: a forged file is not to take a machine's memory. */
    public static final int MAX_MEMORY_KIB = 1 << 20;

    /** The fewest passes. */
    public static final int MIN_ITERATIONS = 2;

    /** The most passes. */
    public static final int MAX_ITERATIONS = 64;

    /** The most lanes. */
    public static final int MAX_LANES = 16;

    /** 64 MiB, 3 passes, 4 lanes: the second choice of RFC 9106, for machines that have other work to do. */
    public static final KeyDerivation DEFAULT = new KeyDerivation(64 * 1024, 3, 4);

    /**
     * Checks the parameters.
     *
     * @throws IllegalArgumentException where one is out of its range
     */
    public KeyDerivation {
        check("memoryKib", memoryKib, MIN_MEMORY_KIB, MAX_MEMORY_KIB);
        check("iterations", iterations, MIN_ITERATIONS, MAX_ITERATIONS);
        check("lanes", lanes, 1, MAX_LANES);
    }

    /**
     * Derives a key. It takes about a tenth of a second and {@link #memoryKib()} of heap with the default.
     *
     * @param password the password; still the caller's afterwards
     * @param salt {@link #SALT_BYTES} random bytes that no other password is used with
     * @return the key, {@link #KEY_BYTES} bytes; the caller closes it
     */
    public Secret derive(Secret password, byte[] salt) {
        if (salt.length != SALT_BYTES) {
            throw new IllegalArgumentException("a salt has " + SALT_BYTES + " bytes: bytes=" + salt.length);
        }
        Argon2BytesGenerator argon2 = new Argon2BytesGenerator();
        argon2.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(memoryKib)
                .withIterations(iterations)
                .withParallelism(lanes)
                .withSalt(salt)
                .build());
        byte[] key = new byte[KEY_BYTES];
        argon2.generateBytes(password.bytes(), key);
        return Secret.taking(key);
    }

    private static void check(String name, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    "Argon2id's " + name + " must be " + min + " to " + max + ": " + name + "=" + value);
        }
    }
}
