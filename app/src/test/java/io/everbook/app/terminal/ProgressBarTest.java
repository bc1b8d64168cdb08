package io.everbook.app.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What somebody who watches a long command sees, by a clock that the test owns. */
final class ProgressBarTest {

    private static final long MILLISECOND = 1_000_000;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    private long now = 5;

    @Test
    void shouldSayNothingOfWorkThatIsDoneWithinASecond() {
        ProgressBar bar = bar("commands", true);
        pass(999);
        bar.progress(900, 1000);
        bar.end();
        assertThat(lines()).isEmpty();
    }

    @Test
    void shouldShowRateAndRemainingTimeAfterASecond() {
        ProgressBar bar = bar("commands", true);
        pass(2000);
        bar.progress(500_000, 4_000_000);
        assertThat(lines())
                .containsExactly("replay BTC-USD [##..................]  12.5%  250000 commands/s  0:14 left");
    }

    @Test
    void shouldShowMillionsAndMegabytesAndHours() {
        ProgressBar bar = bar("commands", true);
        pass(1000);
        bar.progress(3_400_000, 34_000_000_000L);
        assertThat(lines()).singleElement().asString().endsWith("   0.0%  3.4M commands/s  2:46:39 left");
        bytes.reset();
        ProgressBar read = bar(ProgressBar.BYTES, true);
        pass(1000);
        read.progress(123_400_000, 246_800_000);
        assertThat(lines()).singleElement().asString().endsWith("  50.0%  123.4 MB/s  0:01 left");
    }

    @Test
    void shouldRedrawTenTimesASecondAndWipeALongerLine() {
        ProgressBar bar = bar("commands", true);
        pass(1000);
        bar.progress(1, 100_000);
        pass(99);
        bar.progress(2, 100_000);
        pass(1);
        bar.progress(50_000, 100_000);
        bar.end();
        assertThat(lines()).hasSize(3);
        assertThat(lines().get(0)).hasSizeLessThanOrEqualTo(lines().get(1).length());
        assertThat(lines().get(2)).contains("100.0%  45455 commands/s  in 0:02");
    }

    @Test
    void shouldStayWithinEightyColumnsWhateverItIsCalled() {
        ProgressBar bar = new ProgressBar(out, "replay " + "X".repeat(24), "commands", true, () -> now);
        pass(1000);
        bar.progress(12_345_678, 99_999_999_999_999L);
        assertThat(lines()).singleElement().asString().hasSizeLessThanOrEqualTo(80);
    }

    @Test
    void shouldDrawNothingWhereNobodyWatches() {
        ProgressBar bar = bar("commands", false);
        pass(5000);
        bar.progress(1, 2);
        bar.end();
        assertThat(lines()).isEmpty();
    }

    @Test
    void shouldShowTheRateWhereNobodyKnowsTheEnd() {
        ProgressBar bar = bar("commands", true);
        pass(2000);
        bar.progress(500, 0);
        assertThat(lines()).singleElement().asString().contains("0.0%  250 commands/s");
    }

    private ProgressBar bar(String unit, boolean shown) {
        return new ProgressBar(out, "replay BTC-USD", unit, shown, () -> now);
    }

    private void pass(long milliseconds) {
        now += milliseconds * MILLISECOND;
    }

    private List<String> lines() {
        return bytes.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isEmpty())
                .toList();
    }
}
