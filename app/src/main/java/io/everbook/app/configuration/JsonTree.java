package io.everbook.app.configuration;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Parses JSON with comments into values that know their place, and refuses a key that stands twice in an object. */
final class JsonTree {

    private static final int DEEPEST = 32;
    private static final Pattern SOURCE = Pattern.compile("\\[Source: .*?; line: (\\d+), column: (\\d+)\\]");

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
            .build();

    private final String file;
    private final JsonParser parser;

    private JsonTree(String file, JsonParser parser) {
        this.file = file;
        this.parser = parser;
    }

    static JsonValue parse(String json, String file) {
        try (JsonParser parser = FACTORY.createParser(json)) {
            if (parser.nextToken() == null) {
                throw new ConfigurationException(
                        file, "empty: write a JSON object, for a start the output of \"everbook config\"");
            }
            JsonValue root = new JsonTree(file, parser).value("", parser.currentTokenLocation());
            if (parser.nextToken() != null) {
                throw new ConfigurationException(
                        file,
                        "malformed JSON: something follows the end of the object: remove it"
                                + place(parser.currentTokenLocation()));
            }
            return root;
        } catch (JsonProcessingException malformed) {
            throw new ConfigurationException(
                    file, "malformed JSON: " + reason(malformed) + ": correct it" + place(malformed.getLocation()));
        } catch (IOException impossible) {
            throw new IllegalStateException("a string cannot fail to be read", impossible);
        }
    }

    private JsonValue value(String path, JsonLocation at) throws IOException {
        Object content = switch (parser.currentToken()) {
            case START_OBJECT -> members(path);
            case START_ARRAY -> elements(path);
            case VALUE_STRING -> parser.getText();
            case VALUE_TRUE -> Boolean.TRUE;
            case VALUE_FALSE -> Boolean.FALSE;
            case VALUE_NUMBER_INT -> parser.getBigIntegerValue();
            case VALUE_NUMBER_FLOAT -> parser.getDecimalValue();
            default -> null;
        };
        return new JsonValue(content, at.getLineNr(), at.getColumnNr());
    }

    private Map<String, JsonValue> members(String path) throws IOException {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            JsonLocation at = parser.currentTokenLocation();
            String keyPath = path.isEmpty() ? key : path + "." + key;
            parser.nextToken();
            if (members.put(key, value(keyPath, at)) != null) {
                throw new ConfigurationException(
                        file, "duplicate key " + Text.quote(keyPath) + ": remove one of the two" + place(at));
            }
        }
        return members;
    }

    private List<JsonValue> elements(String path) throws IOException {
        List<JsonValue> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            elements.add(value(path + "[" + elements.size() + "]", parser.currentTokenLocation()));
        }
        return elements;
    }

    private static String reason(JsonProcessingException malformed) {
        String message = malformed.getOriginalMessage().lines().findFirst().orElse("unreadable");
        return Text.oneLine(SOURCE.matcher(message).replaceAll("line $1, column $2"));
    }

    private static String place(JsonLocation at) {
        return " line=" + at.getLineNr() + " column=" + at.getColumnNr();
    }
}
