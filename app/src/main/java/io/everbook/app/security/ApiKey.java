package io.everbook.app.security;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** An API key: its id, what it may do, for whom it trades, and a secret that it uses and never shows. */
public final class ApiKey {

    /** What an id looks like, as a sentence. */
    public static final String ID_RULE = "1 to 32 of A-Z a-z 0-9 - _";

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,32}");
    private static final int MIN_SECRET_BYTES = 32;
    private static final String ALGORITHM = "HmacSHA256";

    private final String id;
    private final Role role;
    private final int participantId;
    private final SecretKeySpec secret;

    /**
     * Creates a key.
     *
     * @param id its public name: 1 to 32 letters, digits, hyphens and underscores
     * @param role what it may do
     * @param participantId for whom it trades: 1 or more for a trader, 0 for every other role
     * @param secret at least 32 characters of ASCII, whose bytes are the HMAC key
     * @throws IllegalArgumentException where one of them is not so; the message does not hold the secret
     */
    public ApiKey(String id, Role role, int participantId, String secret) {
        if (!isId(id)) {
            throw new IllegalArgumentException("a key's id must be " + ID_RULE + ": id=" + id);
        }
        if (role == Role.TRADER ? participantId < 1 : participantId != 0) {
            throw new IllegalArgumentException("a trader's key trades for one participant, from 1 to "
                    + Integer.MAX_VALUE + ", and no other key for any: id=" + id + " role=" + role.word()
                    + " participant=" + participantId);
        }
        byte[] bytes = secret.getBytes(StandardCharsets.US_ASCII);
        if (bytes.length < MIN_SECRET_BYTES) {
            throw new IllegalArgumentException(
                    "a key's secret must have at least " + MIN_SECRET_BYTES + " characters: id=" + id);
        }
        this.id = id;
        this.role = role;
        this.participantId = participantId;
        this.secret = new SecretKeySpec(bytes, ALGORITHM);
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
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has " + ALGORITHM, impossible);
        }
    }

    /** {@return id, role and participant, not the secret} */
    @Override
    public String toString() {
        return "ApiKey[id=" + id + " role=" + role.word() + " participant=" + participantId + "]";
    }
}
