package io.everbook.app.client;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A JSON object that was read: text, whole numbers, truth values, objects and arrays by name. A member that is not
 * there is null, 0, false or empty.
 */
public final class Json {

    private static final JsonFactory FACTORY = new JsonFactory();

    private final Map<String, Object> members;

    private Json(Map<String, Object> members) {
        this.members = members;
    }

    /**
     * Reads an object.
     *
     * @param text the text
     * @return the object
     * @throws ClientException where it is none
     */
    public static Json parse(String text) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new ClientException("MALFORMED", "the engine sent no JSON object: is this its port?");
            }
            return object(parser);
        } catch (IOException malformed) {
            throw new ClientException("MALFORMED", "the engine sent no JSON: is this its port?");
        }
    }

    private static Json object(JsonParser parser) throws IOException {
        Map<String, Object> members = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            members.put(name, value(parser));
        }
        return new Json(members);
    }

    private static Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> {
                List<Object> elements = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    elements.add(value(parser));
                }
                yield elements;
            }
            case VALUE_NUMBER_INT -> parser.getLongValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> parser.getText();
        };
    }

    /** {@return whether a member is there and not null} */
    public boolean has(String name) {
        return members.get(name) != null;
    }

    /** {@return a text, or null} */
    public String text(String name) {
        Object value = members.get(name);
        return value == null ? null : value.toString();
    }

    /** {@return a whole number, or 0} */
    public long number(String name) {
        return members.get(name) instanceof Long number ? number : 0;
    }

    /** {@return a truth value, or false} */
    public boolean flag(String name) {
        return Boolean.TRUE.equals(members.get(name));
    }

    /** {@return an object, or null} */
    public Json object(String name) {
        return members.get(name) instanceof Json object ? object : null;
    }

    /** {@return the objects of an array, or none} */
    public List<Json> objects(String name) {
        List<Json> objects = new ArrayList<>();
        if (members.get(name) instanceof List<?> elements) {
            for (Object element : elements) {
                if (element instanceof Json object) {
                    objects.add(object);
                }
            }
        }
        return objects;
    }

    /** {@return it as JSON, on one line} */
    String source() {
        StringBuilder json = new StringBuilder();
        write(json, this);
        return json.toString();
    }

    private static void write(StringBuilder json, Object value) {
        if (value instanceof Json object) {
            char before = '{';
            for (Map.Entry<String, Object> member : object.members.entrySet()) {
                json.append(before);
                before = ',';
                write(json, member.getKey());
                json.append(':');
                write(json, member.getValue());
            }
            json.append(before == '{' ? "{}" : "}");
        } else if (value instanceof List<?> elements) {
            json.append('[');
            for (int i = 0; i < elements.size(); i++) {
                json.append(i == 0 ? "" : ",");
                write(json, elements.get(i));
            }
            json.append(']');
        } else if (value instanceof String text) {
            json.append('"');
            JsonStringEncoder.getInstance().quoteAsString(text, json);
            json.append('"');
        } else {
            json.append(value);
        }
    }

    /** {@return its members, for a message} */
    @Override
    public String toString() {
        return members.toString();
    }
}
