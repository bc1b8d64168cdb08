package io.everbook.app.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.everbook.app.configuration.Configuration;
import io.everbook.app.engine.EngineHealth;
import io.everbook.app.engine.EngineHealth.MarketHealth;
import io.everbook.app.engine.EngineHealth.State;
import io.everbook.app.engine.EngineProbe.Recovered;
import io.everbook.app.http.HttpProbe;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Holds docs/metrics.md against the code. */
final class MetricsDocTest {

    private static final Pattern FAMILY = Pattern.compile("(?m)^# HELP (\\S+) (.*)$");
    private static final Pattern DOCUMENTED = Pattern.compile("(?m)`((?:everbook|jvm|process|system)_[a-z0-9_]+)`");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(everbook_[a-z0-9_]+)` \\|.*$");

    private final String document = read();

    @Test
    void shouldListEveryMetric() {
        Set<String> documented = all(DOCUMENTED, document);

        assertThat(documented).containsAll(all(FAMILY, scrape()));
    }

    @Test
    void shouldListNoMetricOfOursThatIsNotThere() {
        assertThat(all(FAMILY, scrape())).containsAll(all(ROW, document));
    }

    @Test
    void shouldDescribeOurMetricsAsTheCodeDoes() {
        FAMILY.matcher(scrape())
                .results()
                .filter(family -> family.group(1).startsWith("everbook_"))
                .filter(family -> !family.group(1).endsWith("_max"))
                .forEach(family -> assertThat(document)
                        .containsPattern(
                                "`" + family.group(1) + "` \\|.*\\| " + Pattern.quote(family.group(2)) + " \\|"));
    }

    private static String scrape() {
        try (EngineMetrics metrics = new EngineMetrics(Configuration.defaults(), "test")) {
            MarketHealth market = new MarketHealth("BTC-USD", true, null, 1, 1);
            metrics.observe(() -> new EngineHealth(State.RUNNING, List.of(market)), () -> 0);
            metrics.recovered("BTC-USD", new Recovered(0, 0, 0, 0));
            metrics.journalForced(1);
            metrics.http().answered("GET /book", 200);
            metrics.http().notAuthenticated("NO_KEYS");
            metrics.http().rateLimited(HttpProbe.Limited.KEY);
            return metrics.scrape();
        }
    }

    private static Set<String> all(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String read() {
        try {
            return Files.readString(Path.of("..", "docs", "metrics.md"));
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }
}
