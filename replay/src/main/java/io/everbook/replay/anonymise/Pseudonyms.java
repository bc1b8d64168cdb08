package io.everbook.replay.anonymise;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * Names and numbers made from a key and what they stand for: the same each time, and not to be turned back without the
 * key. Participants are permuted by a Feistel network, so that no two become one and no table is needed.
 */
final class Pseudonyms {

    private static final int ROUNDS = 8;
    private static final int MEMO_CHARACTERS = 16;

    private final byte[] key;
    private final MessageDigest sha;
    private final Map<Integer, Integer> participants = new HashMap<>();

    Pseudonyms(byte[] key) {
        try {
            sha = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
        this.key = sha.digest(key);
    }

    /** {@return another participant, always the same; one that is none stays none} */
    int participant(int participantId) {
        return participantId < 1 ? participantId : participants.computeIfAbsent(participantId, this::permute);
    }

    /** {@return how many participants were asked for} */
    int participantCount() {
        return participants.size();
    }

    /** {@return a text of 16 characters that stands for a memo} */
    byte[] memo(byte[] bytes, int length) {
        byte[] hash = hash("memo", bytes, length);
        return HexFormat.of().formatHex(hash, 0, MEMO_CHARACTERS / 2).getBytes(StandardCharsets.US_ASCII);
    }

    /** {@return a number of 0 to a bound, both included} */
    long number(String what, long bound) {
        long random = ByteBuffer.wrap(hash(what, new byte[0], 0)).getLong() >>> 1;
        return bound == Long.MAX_VALUE ? random : random % (bound + 1);
    }

    /** Walks the permutation of 32 bits until it is back among the participants. */
    private int permute(int participantId) {
        int result = participantId;
        do {
            int left = result >>> 16;
            int right = result & 0xFFFF;
            for (int round = 0; round < ROUNDS; round++) {
                byte[] block = {(byte) round, (byte) (right >>> 8), (byte) right};
                int mixed = left
                        ^ ByteBuffer.wrap(hash("participant", block, block.length))
                                        .getShort()
                                & 0xFFFF;
                left = right;
                right = mixed;
            }
            result = left << 16 | right;
        } while (result < 1);
        return result;
    }

    /** Hashes twice, the key before both, so that a hash tells nothing of longer inputs. */
    private byte[] hash(String what, byte[] bytes, int length) {
        sha.update(key);
        sha.update((byte) what.length());
        sha.update(what.getBytes(StandardCharsets.UTF_8));
        sha.update(Arrays.copyOf(bytes, length));
        byte[] inner = sha.digest();
        sha.update(key);
        return sha.digest(inner);
    }
}
