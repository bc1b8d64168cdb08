package io.everbook.app.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Arrays;

/**
 * The fields of one line, read in whatever order they stand, before anything is made of them: which there are, the
 * whole numbers, and the characters of the strings in one array that is used again.
 */
final class LineFields {

    private static final int FIELDS = Field.values().length;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private final long[] numbers = new long[FIELDS];
    private final int[] starts = new int[FIELDS];
    private final int[] lengths = new int[FIELDS];
    private final Text text = new Text();
    private char[] chars = new char[1024];
    private int charCount;
    private long present;
    private long line;
    private String unknownName;

    /** Reads a line, and throws where it is no JSON object or a field has a value of the wrong type. */
    void read(LineReader from) throws IOException {
        read(from.bytes(), from.start(), from.length(), from.line());
    }

    /** Reads an object from UTF-8 that was checked, in the same way. */
    void read(byte[] bytes, int start, int length, long number) throws IOException {
        line = number;
        present = 0;
        charCount = 0;
        unknownName = null;
        try (JsonParser parser = FACTORY.createParser(bytes, start, length)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw invalid("not a JSON object: write a command such as {\"type\":\"cancel\",...}");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                readField(parser);
            }
            if (parser.nextToken() != null) {
                throw invalid("more than one JSON value: write one command a line");
            }
        } catch (JsonProcessingException e) {
            throw invalid("not valid JSON: " + fault(e));
        }
    }

    /** {@return the first name that no command has; null where there is none} */
    String unknownName() {
        return unknownName;
    }

    /** {@return the bits of the fields that there are} */
    long present() {
        return present;
    }

    boolean has(Field field) {
        return (present & field.bit()) != 0;
    }

    /** Gives a field that was not there a whole number. */
    void set(Field field, long number) {
        present |= field.bit();
        numbers[field.ordinal()] = number;
    }

    /** {@return the whole number of a field, or another where it is absent} */
    long number(Field field, long absent) {
        return has(field) ? numbers[field.ordinal()] : absent;
    }

    boolean flag(Field field) {
        return number(field, 0) != 0;
    }

    /** {@return the characters of a field that is there; valid until the next call} */
    Text text(Field field) {
        return text.of(chars, starts[field.ordinal()], lengths[field.ordinal()]);
    }

    InvalidLineException invalid(String detail) {
        return new InvalidLineException(line, detail);
    }

    InvalidLineException unknownSymbol(String detail, String symbol) {
        return new UnknownSymbolException(line, detail, symbol);
    }

    private void readField(JsonParser parser) throws IOException {
        String name = parser.currentName();
        Field field = Field.ofName(name);
        JsonToken value = parser.nextToken();
        if (field == null) {
            unknownName = unknownName == null ? name : unknownName;
            parser.skipChildren();
            return;
        }
        if (has(field)) {
            throw invalid("field \"" + name + "\" stands twice");
        }
        present |= field.bit();
        switch (field.kind()) {
            case TEXT, DECIMAL -> readText(parser, field, value);
            case INTEGER -> readInteger(parser, field, value);
            case FLAG -> readFlag(field, value);
        }
    }

    private void readText(JsonParser parser, Field field, JsonToken value) throws IOException {
        if (value != JsonToken.VALUE_STRING) {
            throw invalid(wrongType(parser, field, value));
        }
        int length = parser.getTextLength();
        if (charCount + length > chars.length) {
            chars = Arrays.copyOf(chars, Math.max(chars.length * 2, charCount + length));
        }
        System.arraycopy(parser.getTextCharacters(), parser.getTextOffset(), chars, charCount, length);
        starts[field.ordinal()] = charCount;
        lengths[field.ordinal()] = length;
        charCount += length;
    }

    private void readInteger(JsonParser parser, Field field, JsonToken value) throws IOException {
        if (value != JsonToken.VALUE_NUMBER_INT) {
            throw invalid(wrongType(parser, field, value));
        }
        JsonParser.NumberType type = parser.getNumberType();
        boolean fits = type == JsonParser.NumberType.INT || type == JsonParser.NumberType.LONG;
        long number = fits ? parser.getLongValue() : 0;
        if (!fits || number < field.min() || number > field.max()) {
            throw invalid(field.jsonName() + " must be " + field.min() + " to " + field.max() + ": " + field.jsonName()
                    + "=" + shortened(parser));
        }
        numbers[field.ordinal()] = number;
    }

    private void readFlag(Field field, JsonToken value) {
        if (value != JsonToken.VALUE_TRUE && value != JsonToken.VALUE_FALSE) {
            throw invalid(field.jsonName() + " must be true or false, not " + describe(value));
        }
        numbers[field.ordinal()] = value == JsonToken.VALUE_TRUE ? 1 : 0;
    }

    private static String wrongType(JsonParser parser, Field field, JsonToken value) throws IOException {
        String name = field.jsonName();
        if (field.kind() == Field.Kind.TEXT) {
            return name + " must be a string, not " + describe(value);
        }
        if (field.kind() == Field.Kind.INTEGER) {
            return name + " must be a whole number without quotes, not " + describe(value);
        }
        boolean number = value == JsonToken.VALUE_NUMBER_INT || value == JsonToken.VALUE_NUMBER_FLOAT;
        return number
                ? name + " must be a string, because a JSON number may lose digits: write \"" + name + "\":\""
                        + shortened(parser) + "\""
                : name + " must be a decimal number in a string, such as \"10.50\", not " + describe(value);
    }

    private static String describe(JsonToken value) {
        return switch (value) {
            case VALUE_STRING -> "a string";
            case VALUE_NUMBER_INT -> "a number";
            case VALUE_NUMBER_FLOAT -> "a number with a point or an exponent";
            case VALUE_TRUE, VALUE_FALSE -> "true or false";
            case VALUE_NULL -> "null";
            case START_ARRAY -> "an array";
            default -> "an object";
        };
    }

    private static String shortened(JsonParser parser) throws IOException {
        String number = parser.getText();
        return number.length() > 40 ? number.substring(0, 40) + "..." : number;
    }

    private static String fault(JsonProcessingException e) {
        String message = e.getOriginalMessage().replaceAll("\\p{Cntrl}+", " ");
        int column = e.getLocation() == null ? -1 : e.getLocation().getColumnNr();
        return column < 0 ? message : message + ": column=" + column;
    }
}
