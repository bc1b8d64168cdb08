package io.everbook.app.configuration;

import java.util.List;
import java.util.Map;

/**
 * A JSON value that knows where it stood.
 *
 * @param content {@code Map<String, JsonValue>} in the file's order, {@code List<JsonValue>}, String, Boolean,
 *     BigInteger, BigDecimal (any number with a point or an exponent), or null
 * @param line the line it begins on, from 1; of a member, that of its key
 * @param column the column it begins at, from 1; of a member, that of its key
 */
record JsonValue(Object content, int line, int column) {

    @SuppressWarnings("unchecked")
    Map<String, JsonValue> members() {
        return (Map<String, JsonValue>) content;
    }

    @SuppressWarnings("unchecked")
    List<JsonValue> elements() {
        return (List<JsonValue>) content;
    }

    boolean isObject() {
        return content instanceof Map;
    }

    boolean isArray() {
        return content instanceof List;
    }

    /** {@return what it is, for an error message} */
    String describe() {
        if (content == null) {
            return "null";
        }
        if (isObject()) {
            return "an object";
        }
        if (isArray()) {
            return "an array";
        }
        return content instanceof String text ? "the string " + Text.quote(text) : Text.oneLine(content.toString());
    }
}
