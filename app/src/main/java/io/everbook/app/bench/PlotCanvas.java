package io.everbook.app.bench;

import java.io.IOException;
import java.nio.file.Path;

/** What a plot is drawn on. Points from the top left corner, sizes in pixels; colours as {@code 0xRRGGBB}. */
interface PlotCanvas {

    /** Where a text stands to its point. */
    enum Anchor {
        START,
        MIDDLE,
        END
    }

    /** Draws lines from point to point. */
    void lines(double[] xs, double[] ys, int colour, double width);

    /** Draws a dot. */
    void dot(double x, double y, int colour);

    /** Writes a text on one line; y is its base line. */
    void text(double x, double y, Anchor anchor, String text);

    /** Writes what was drawn. */
    void write(Path file) throws IOException;
}
