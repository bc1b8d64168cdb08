package io.everbook.app.bench;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** A plot as an image, for where no scalable drawing can be shown. Needs no display. */
final class PngCanvas implements PlotCanvas {

    private static final double RADIUS = 3;
    private static final int FONT_SIZE = 13;

    private final BufferedImage image;
    private final Graphics2D graphics;

    PngCanvas(int width, int height) {
        image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, width, height);
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, FONT_SIZE));
    }

    @Override
    public void lines(double[] xs, double[] ys, int colour, double width) {
        Path2D path = new Path2D.Double();
        path.moveTo(xs[0], ys[0]);
        for (int i = 1; i < xs.length; i++) {
            path.lineTo(xs[i], ys[i]);
        }
        graphics.setColor(new Color(colour));
        graphics.setStroke(new BasicStroke((float) width));
        graphics.draw(path);
    }

    @Override
    public void dot(double x, double y, int colour) {
        graphics.setColor(new Color(colour));
        graphics.fill(new Ellipse2D.Double(x - RADIUS, y - RADIUS, 2 * RADIUS, 2 * RADIUS));
    }

    @Override
    public void text(double x, double y, Anchor anchor, String text) {
        int width = graphics.getFontMetrics().stringWidth(text);
        double left = x - (anchor == Anchor.START ? 0 : anchor == Anchor.MIDDLE ? width / 2.0 : width);
        graphics.setColor(Color.BLACK);
        graphics.drawString(text, (float) left, (float) y);
    }

    @Override
    public void write(Path file) throws IOException {
        if (!ImageIO.write(image, "png", file.toFile())) {
            throw new IOException("this Java writes no PNG images: file=" + file);
        }
    }
}
