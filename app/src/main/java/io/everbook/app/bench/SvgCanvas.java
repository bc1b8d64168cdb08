package io.everbook.app.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** A plot as a scalable drawing. */
final class SvgCanvas implements PlotCanvas {

    private final StringBuilder svg = new StringBuilder();

    SvgCanvas(int width, int height) {
        add(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\""
                        + " font-family=\"sans-serif\" font-size=\"13\">",
                width, height, width, height);
        add("<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>", width, height);
    }

    @Override
    public void lines(double[] xs, double[] ys, int colour, double width) {
        StringBuilder points = new StringBuilder();
        for (int i = 0; i < xs.length; i++) {
            points.append(String.format(Locale.ROOT, "%.1f,%.1f ", xs[i], ys[i]));
        }
        add(
                "<polyline points=\"%s\" fill=\"none\" stroke=\"#%06x\" stroke-width=\"%.1f\"/>",
                points.toString().strip(), colour, width);
    }

    @Override
    public void dot(double x, double y, int colour) {
        add("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"#%06x\"/>", x, y, colour);
    }

    @Override
    public void text(double x, double y, Anchor anchor, String text) {
        String escaped = text.replace("&", "&amp;").replace("<", "&lt;");
        add(
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>",
                x, y, anchor.name().toLowerCase(Locale.ROOT), escaped);
    }

    @Override
    public void write(Path file) throws IOException {
        Files.writeString(file, svg + "</svg>\n");
    }

    private void add(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
