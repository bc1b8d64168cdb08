package io.everbook.app.credential;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.everbook.app.secret.Secret;
import io.everbook.app.security.ApiKey;
import io.everbook.app.security.Role;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** A line of the file of keys of earlier versions: a key together with its secret. */
final class KeyLine {

    private static final JsonFactory FACTORY = new JsonFactory();
    private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{32,128}");

    private static final Set<String> NAMES = Set.of("id", "role", "participant", "secret");

    private final String id;
    private final Role role;
    private final int participantId;
    private final String secret;

    private KeyLine(String id, Role role, int participantId, String secret) {
        this.id = id;
        this.role = role;
        this.participantId = participantId;
        this.secret = secret;
    }

    /**
     * Reads a line.
     *
     * @throws IllegalArgumentException where it is none; the message does not hold the secret
     */
    static KeyLine parse(String text) {
        Map<String, String> fields = fields(text);
        String secret = fields.getOrDefault("secret", "");
        Role role = Role.ofWord(fields.getOrDefault("role", ""));
        if (role == null) {
            throw new IllegalArgumentException("role must be one of " + Role.words());
        }
        if (!SECRET.matcher(secret).matches()) {
            throw new IllegalArgumentException("secret must be 32 to 128 of A-Z a-z 0-9 - _");
        }
        int participantId = participantId(fields.getOrDefault("participant", "0"));
        String id = fields.getOrDefault("id", "");
        // Refuses what is no key.
        new ApiKey(id, role, participantId, secret);
        return new KeyLine(id, role, participantId, secret);
    }

    String id() {
        return id;
    }

    Role role() {
        return role;
    }

    int participantId() {
        return participantId;
    }

    /** {@return the secret; the caller closes it} */
    Secret secret() {
        return Secret.taking(secret.getBytes(StandardCharsets.US_ASCII));
    }

    private static int participantId(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException noNumber) {
            throw new IllegalArgumentException("participant must be a whole number", noNumber);
        }
    }

    private static Map<String, String> fields(String text) {
        Map<String, String> fields = new LinkedHashMap<>();
        try (JsonParser json = FACTORY.createParser(text)) {
            boolean object = json.nextToken() == JsonToken.START_OBJECT;
            while (object && json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                fields.put(name, json.getText());
            }
            if (!object || json.currentToken() != JsonToken.END_OBJECT || json.nextToken() != null) {
                throw new IllegalArgumentException("a line must be one JSON object");
            }
            if (!NAMES.containsAll(fields.keySet())) {
                throw new IllegalArgumentException("a line has id, role, participant and secret, and nothing else");
            }
            return fields;
        } catch (IOException notJson) {
            // Without its cause, whose message shows the text, and with it the secret.
            throw new IllegalArgumentException("not valid JSON");
        }
    }
}
