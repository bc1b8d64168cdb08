package io.everbook.app.http;

import io.everbook.app.trading.ExecutionsPage.Place;

/** Reads a place in an executions log: a sequence, or a sequence and an index with a point between them. */
final class PlaceText {

    private PlaceText() {}

    static Place parse(String text) {
        if (text == null) {
            return new Place(0, Place.WHOLE);
        }
        int point = text.indexOf('.');
        String sequence = point < 0 ? text : text.substring(0, point);
        long number = Query.number("after", sequence, 0, Long.MAX_VALUE);
        return new Place(
                number,
                point < 0
                        ? Place.WHOLE
                        : (int) Query.number("after", text.substring(point + 1), 0, Integer.MAX_VALUE - 1));
    }
}
