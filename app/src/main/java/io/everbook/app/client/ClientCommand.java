package io.everbook.app.client;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The text of a command: its fields in order, decimals as text.
 *
 * @param requestId its request id, higher than those before it in its market; 0 for none, over HTTP only
 * @param fields its other fields, as docs/commands.md has them: text, whole numbers and truth values; null is left out
 */
public record ClientCommand(long requestId, Map<String, Object> fields) {

    /** Copies the fields. */
    public ClientCommand {
        fields = new LinkedHashMap<>(fields);
    }

    /** {@return its symbol, or null} */
    String symbol() {
        return (String) fields.get("symbol");
    }

    /** {@return the body of a request; as a message of a stream it has a type as well, else null} */
    String text(String type) {
        StringBuilder json = new StringBuilder("{");
        if (type != null) {
            json.append("\"type\":\"").append(type).append("\",");
        }
        if (requestId != 0) {
            json.append("\"requestId\":").append(requestId).append(',');
        }
        fields.forEach((name, value) -> {
            if (value instanceof String text) {
                json.append('"').append(name).append("\":\"");
                JsonStringEncoder.getInstance().quoteAsString(text, json);
                json.append("\",");
            } else if (value != null) {
                json.append('"').append(name).append("\":").append(value).append(',');
            }
        });
        if (json.length() > 1) {
            json.setLength(json.length() - 1);
        }
        return json.append('}').toString();
    }
}
