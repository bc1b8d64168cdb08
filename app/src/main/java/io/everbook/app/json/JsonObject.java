package io.everbook.app.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.util.HexFormat;

/** One JSON object on one line, and what many of them hold. */
public final class JsonObject {

    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonObject() {}

    /** Writes the fields of an object. */
    @FunctionalInterface
    public interface Fields {

        /**
         * Writes them.
         *
         * @param json takes them
         * @throws IOException never
         */
        void write(JsonGenerator json) throws IOException;
    }

    /**
     * Writes an object.
     *
     * @param fields what it holds
     * @return the object, and no line feed
     */
    public static String text(Fields fields) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.writeStartObject();
            fields.write(json);
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new IllegalStateException("a string cannot fail to be written", impossible);
        }
        return text.toString();
    }

    /**
     * Writes an object as a line.
     *
     * @param fields what it holds
     * @return the object, and a line feed
     */
    public static String line(Fields fields) {
        return text(fields) + '\n';
    }

    /**
     * Writes a number that may not be known.
     *
     * @param json takes it
     * @param name the field
     * @param value the number
     * @param known whether it is known; where not, null is written
     * @throws IOException never
     */
    public static void number(JsonGenerator json, String name, long value, boolean known) throws IOException {
        json.writeFieldName(name);
        if (known) {
            json.writeNumber(value);
        } else {
            json.writeNull();
        }
    }

    /**
     * Writes a digest.
     *
     * @param digest the digest
     * @return its sixteen hexadecimal digits
     */
    public static String hex(long digest) {
        return HexFormat.of().toHexDigits(digest);
    }
}
