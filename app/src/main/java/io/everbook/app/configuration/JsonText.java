package io.everbook.app.configuration;

import com.fasterxml.jackson.core.io.JsonStringEncoder;

/** Strings as JSON. */
final class JsonText {

    private JsonText() {}

    /** {@return the text as a JSON string, quotes included} */
    static String quote(String text) {
        return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }
}
