package io.everbook.app.stream;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * A message of a client: a flat JSON object that names its kind by {@code type}.
 *
 * @param type its kind
 * @param fields its other fields as text, numbers and truth values included
 */
record ClientMessage(String type, Map<String, String> fields) {

    private static final int MOST_FIELDS = 32;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(2)
                    .maxNumberLength(40)
                    .maxStringLength(1 << 20)
                    .build())
            .build();

    /**
     * Reads a message.
     *
     * @throws StreamError where it is none
     */
    static ClientMessage parse(String text) {
        try (JsonParser json = FACTORY.createParser(text)) {
            Map<String, String> fields = read(json);
            String type = fields.remove("type");
            if (type == null) {
                throw new StreamError(StreamError.BAD_REQUEST, "type is missing: say what is asked for");
            }
            return new ClientMessage(type, fields);
        } catch (IOException malformed) {
            throw new StreamError(StreamError.BAD_REQUEST, "send one flat JSON object");
        }
    }

    private static Map<String, String> read(JsonParser json) throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw new StreamError(StreamError.BAD_REQUEST, "send one JSON object");
        }
        Map<String, String> fields = new LinkedHashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            if (!json.nextToken().isScalarValue() || fields.size() == MOST_FIELDS) {
                throw new StreamError(StreamError.BAD_REQUEST, "send one flat JSON object of few fields");
            }
            fields.put(name, json.getText());
        }
        if (json.nextToken() != null) {
            throw new StreamError(StreamError.BAD_REQUEST, "send one JSON object a message");
        }
        return fields;
    }

    /** Refuses fields that this kind of message does not have. */
    void allow(Set<String> names) {
        for (String name : fields.keySet()) {
            if (!names.contains(name)) {
                throw new StreamError(
                        StreamError.BAD_REQUEST,
                        type + " takes no such field: it takes "
                                + String.join(", ", names.stream().sorted().toList()));
            }
        }
    }

    /** {@return a field, or null} */
    String text(String name) {
        return fields.get(name);
    }

    /** {@return a field that is there} */
    String required(String name) {
        String text = fields.get(name);
        if (text == null) {
            throw new StreamError(StreamError.BAD_REQUEST, type + " needs " + name);
        }
        return text;
    }

    /** {@return a truth value, false where it is not there} */
    boolean flag(String name) {
        String text = fields.getOrDefault(name, "false");
        if (!text.equals("true") && !text.equals("false")) {
            throw new StreamError(StreamError.BAD_REQUEST, name + " must be true or false");
        }
        return text.equals("true");
    }

    /** {@return the request id of a message that is refused unread, so that its client can tell which one it was} */
    static long requestIdOf(String text) {
        try {
            return parse(text).requestId();
        } catch (StreamError malformed) {
            return 0;
        }
    }

    /** {@return the request id, 0 where there is none that can be read} */
    long requestId() {
        try {
            return Math.max(0, Long.parseLong(fields.getOrDefault("requestId", "0")));
        } catch (NumberFormatException unreadable) {
            return 0;
        }
    }
}
