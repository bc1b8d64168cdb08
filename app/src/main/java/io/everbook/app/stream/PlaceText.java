package io.everbook.app.stream;

import io.everbook.app.trading.ExecutionsPage.Place;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a place in an executions log: a sequence, or a sequence and an index with a point between them. */
final class PlaceText {

    private static final Pattern PLACE = Pattern.compile("([0-9]{1,18})(?:\\.([0-9]{1,9}))?");

    private PlaceText() {}

    static Place parse(String text) {
        Matcher matcher = PLACE.matcher(text);
        if (!matcher.matches()) {
            throw new StreamError(
                    StreamError.BAD_REQUEST,
                    "after must be a place, as executions tell it, such as 17 or 17.2; 0 is the beginning");
        }
        String index = matcher.group(2);
        return new Place(Long.parseLong(matcher.group(1)), index == null ? Place.WHOLE : Integer.parseInt(index));
    }
}
