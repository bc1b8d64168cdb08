package io.everbook.app.security;

import io.everbook.app.secret.HmacKey;
import io.everbook.app.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * An API key: its id, what it may do, for whom it trades, and what signs and verifies with its secret, which itself is
 * not kept.
 */
public final class ApiKey {

    /** What an id looks like, as a sentence. */
    public static final String ID_RULE = "1 to 32 of A-Z a-z 0-9 - _";

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,32}");
    private static final int MIN_SECRET_BYTES = 32;

    private final String id;
    private final Role role;
    private final int participantId;
    private final HmacKey hmac;

    /**
     * Creates a key.
     *
     * @param id its public name: 1 to 32 letters, digits, hyphens and underscores
     * @param role what it may do
     * @param participantId for whom it trades: 1 or more for a trader, 0 for every other role
     * @param secret at least 32 characters of ASCII, whose bytes are the HMAC key; still the caller's, and not kept
     * @throws IllegalArgumentException where one of them is not so; the message does not hold the secret
     */
    public ApiKey(String id, Role role, int participantId, Secret secret) {
        if (!isId(id)) {
            throw new IllegalArgumentException("a key's id must be " + ID_RULE + ": id=" + id);
        }
        if (role == Role.TRADER ? participantId < 1 : participantId != 0) {
            throw new IllegalArgumentException("a trader's key trades for one participant, from 1 to "
                    + Integer.MAX_VALUE + ", and no other key for any: id=" + id + " role=" + role.word()
                    + " participant=" + participantId);
        }
        if (secret.length() < MIN_SECRET_BYTES) {
            throw new IllegalArgumentException(
                    "a key's secret must have at least " + MIN_SECRET_BYTES + " characters: id=" + id);
        }
        this.id = id;
        this.role = role;
        this.participantId = participantId;
        hmac = new HmacKey(secret.bytes());
    }

    /**
     * Creates a key of a secret that is a text already, as a client has it.
     *
     * @param id its public name
     * @param role what it may do
     * @param participantId for whom it trades; 0 for every role but a trader's
     * @param secret at least 32 characters of ASCII
     * @throws IllegalArgumentException where one of them is not so; the message does not hold the secret
     */
    public ApiKey(String id, Role role, int participantId, String secret) {
        this(id, role, participantId, Secret.taking(secret.getBytes(StandardCharsets.US_ASCII)));
    }

    /** {@return whether a text can be the id of a key} */
    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /** {@return its public name} */
    public String id() {
        return id;
    }

    /** {@return what it may do} */
    public Role role() {
        return role;
    }

    /** {@return for whom it trades; 0 for every role but a trader's} */
    public int participantId() {
        return participantId;
    }

    /** {@return the HMAC-SHA256 of the parts, one behind the other, under this key's secret: 32 bytes} */
    byte[] hmac(byte[]... parts) {
        return hmac.compute(parts);
    }

    /** {@return id, role and participant, not the secret} */
    @Override
    public String toString() {
        return "ApiKey[id=" + id + " role=" + role.word() + " participant=" + participantId + "]";
    }
}
