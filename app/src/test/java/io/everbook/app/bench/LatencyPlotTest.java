package io.everbook.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Latency against load is drawn to scale, as valid SVG and as an image. */
final class LatencyPlotTest {

    @TempDir
    private Path directory;

    @Test
    void shouldDrawHigherLatencyHigherUpAndHigherLoadFurtherRight() throws Exception {
        Path file = directory.resolve("plot.svg");
        SvgCanvas canvas = new SvgCanvas(LatencyPlot.WIDTH, LatencyPlot.HEIGHT);
        plot().draw(canvas);
        canvas.write(file);

        assertThat(DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(file.toFile())
                        .getDocumentElement()
                        .getTagName())
                .isEqualTo("svg");
        String svg = Files.readString(file);
        assertThat(svg).contains(">p50<", ">p99<", ">knee 2,000/s<", ">10 us<", ">1 ms<", "a &amp; b");
        List<double[]> dots = new ArrayList<>();
        Matcher matcher = Pattern.compile("cx=\"([0-9.]+)\" cy=\"([0-9.]+)\"").matcher(svg);
        while (matcher.find()) {
            dots.add(new double[] {Double.parseDouble(matcher.group(1)), Double.parseDouble(matcher.group(2))});
        }
        assertThat(dots).hasSize(6);
        assertThat(dots.get(0)[0]).isLessThan(dots.get(1)[0]);
        // Each step of the first line is ten times the one before, which is as far up each time.
        assertThat(dots.get(0)[1] - dots.get(1)[1]).isPositive();
        assertThat(dots.get(1)[1] - dots.get(2)[1]).isCloseTo(dots.get(0)[1] - dots.get(1)[1], Offset.offset(0.2));
    }

    @Test
    void shouldDrawTheSameAsAnImage() throws Exception {
        Path file = directory.resolve("plot.png");
        PngCanvas canvas = new PngCanvas(LatencyPlot.WIDTH, LatencyPlot.HEIGHT);
        plot().draw(canvas);
        canvas.write(file);

        BufferedImage image = ImageIO.read(file.toFile());
        assertThat(image.getWidth()).isEqualTo(LatencyPlot.WIDTH);
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        assertThat(pixels).contains(0xff1b6ca8, 0xff2a9d4a);
    }

    private static LatencyPlot plot() {
        LatencyPlot plot = new LatencyPlot("a & b", new double[] {1_000, 2_000, 3_000});
        plot.add("p50", new double[] {10, 100, 1_000});
        plot.add("p99", new double[] {20, 200, 5_000});
        plot.knee(2_000);
        return plot;
    }
}
