package io.everbook.app.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds a value against a schema, as far as the descriptions use JSON Schema; a keyword that it does not know fails.
 */
public final class JsonSchemaCheck {

    private static final List<String> KNOWN = List.of(
            "$ref",
            "type",
            "enum",
            "pattern",
            "properties",
            "required",
            "additionalProperties",
            "items",
            "minimum",
            "maximum",
            "description");

    private final JsonNode document;
    private final List<String> faults = new ArrayList<>();

    private JsonSchemaCheck(JsonNode document) {
        this.document = document;
    }

    /** {@return what is wrong with a value; nothing where it is as the schema says} */
    public static List<String> faults(JsonNode document, JsonNode schema, JsonNode value) {
        JsonSchemaCheck check = new JsonSchemaCheck(document);
        check.check("", schema, value);
        return check.faults;
    }

    private void check(String path, JsonNode schema, JsonNode value) {
        schema.fieldNames().forEachRemaining(word -> require(path, KNOWN.contains(word), "unknown keyword " + word));
        if (schema.has("$ref")) {
            check(path, document.at(schema.get("$ref").asText().substring(1)), value);
            return;
        }
        require(path, isOfType(schema.get("type"), value), "is no " + schema.get("type") + ": " + value);
        if (schema.has("enum")) {
            boolean found = false;
            for (JsonNode word : schema.get("enum")) {
                found |= word.equals(value);
            }
            require(path, found, "is none of " + schema.get("enum") + ": " + value);
        }
        if (schema.has("pattern") && value.isTextual()) {
            require(path, value.asText().matches(schema.get("pattern").asText()), "does not match: " + value);
        }
        if (value.isObject()) {
            checkFields(path, schema, value);
        }
        for (int i = 0; value.isArray() && i < value.size(); i++) {
            check(path + "/" + i, schema.get("items"), value.get(i));
        }
    }

    private void checkFields(String path, JsonNode schema, JsonNode value) {
        schema.get("required").forEach(name -> require(path, value.has(name.asText()), "has no " + name.asText()));
        value.properties().forEach(field -> {
            JsonNode known = schema.get("properties").get(field.getKey());
            if (known != null) {
                check(path + "/" + field.getKey(), known, field.getValue());
            } else {
                require(path, schema.get("additionalProperties").asBoolean(), "has unknown " + field.getKey());
            }
        });
    }

    private static boolean isOfType(JsonNode type, JsonNode value) {
        if (type.isArray()) {
            boolean found = false;
            for (JsonNode one : type) {
                found |= isOfType(one, value);
            }
            return found;
        }
        return switch (type.asText()) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "integer" -> value.isIntegralNumber();
            case "boolean" -> value.isBoolean();
            case "null" -> value.isNull();
            default -> false;
        };
    }

    private void require(String path, boolean holds, String fault) {
        if (!holds) {
            faults.add(path + " " + fault);
        }
    }
}
