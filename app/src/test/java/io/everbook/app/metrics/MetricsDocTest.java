package io.everbook.app.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.everbook.app.audit.AuditKind;
import io.everbook.app.configuration.Configuration;
import io.everbook.app.engine.EngineHealth;
import io.everbook.app.engine.EngineHealth.MarketHealth;
import io.everbook.app.engine.EngineHealth.State;
import io.everbook.app.engine.EngineProbe.Recovered;
import io.everbook.app.http.HttpProbe;
import io.everbook.app.stream.StreamClose;
import io.everbook.core.book.BookView;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Holds docs/metrics.md against the code. */
final class MetricsDocTest {

    private static final Pattern FAMILY = Pattern.compile("(?m)^# HELP (\\S+) (.*)\\R# TYPE \\S+ (\\S+)$");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z]+_[a-z0-9_]+)` \\|(.*)\\|$");
    private static final List<String> UNITS = List.of("seconds", "bytes", "slots", "ticks", "lots", "commands", "ms");
    private static final String IF_ANY = "if any";

    private final Map<String, Documented> documented = documented();
    private final Map<String, MatchResult> scraped = scraped();

    /** A row of the page. */
    private record Documented(String type, String unit, String meaning, String alert) {}

    @Test
    void shouldListEveryMetricAndNoOther() {
        Set<String> certain = new TreeSet<>(documented.keySet());
        certain.removeIf(name -> documented.get(name).meaning().contains(IF_ANY));

        assertThat(documented.keySet()).containsAll(scraped.keySet());
        assertThat(scraped.keySet()).containsAll(certain);
    }

    @Test
    void shouldGiveEachItsTypeAndUnitAndAnAlertOrNone() {
        assertThat(documented).allSatisfy((name, row) -> {
            if (scraped.containsKey(name)) {
                assertThat(row.type()).isEqualTo(scraped.get(name).group(3));
            }
            UNITS.stream()
                    .filter(unit -> name.matches(".*_" + unit + "(_total|_max)?"))
                    .forEach(unit -> assertThat(row.unit()).isEqualTo(unit));
            assertThat(row.meaning()).isNotBlank();
            assertThat(row.alert()).matches("–|`Everbook[A-Za-z]+`");
        });
    }

    @Test
    void shouldDescribeOurMetricsAsTheCodeDoes() {
        scraped.forEach((name, family) -> {
            if (name.startsWith("everbook_") && !name.endsWith("_max")) {
                assertThat(documented.get(name).meaning()).isEqualTo(family.group(2));
            }
        });
    }

    /** {@return the families of a scrape in which everything that there can be of ours has happened} */
    static String scrape() {
        try (EngineMetrics metrics = new EngineMetrics(Configuration.defaults(), "test")) {
            MarketHealth market = new MarketHealth("BTC-USD", true, null, 1, 1);
            BookView.Levels level = new BookView.Levels(new long[] {5}, new long[] {1}, new int[] {1});
            metrics.observe(new EngineView(
                    () -> new EngineHealth(State.RUNNING, List.of(market)),
                    () -> 0,
                    () -> 0,
                    FixedBooks.of(new BookView("BTC-USD", 1, 1, 0, 0, 2, level, level))));
            metrics.recovered("BTC-USD", new Recovered(0, 0, 0, 0));
            metrics.journalForced(1);
            metrics.http().answered("GET /book", 200);
            metrics.http().notAuthenticated("NO_KEYS");
            metrics.http().rateLimited(HttpProbe.Limited.KEY);
            metrics.audit().written(AuditKind.STARTED, 1);
            metrics.audit().lost(AuditKind.STARTED);
            metrics.streams().closed(StreamClose.IDLE);
            return metrics.scrape();
        }
    }

    private static Map<String, MatchResult> scraped() {
        Map<String, MatchResult> families = new TreeMap<>();
        FAMILY.matcher(scrape()).results().forEach(family -> families.put(family.group(1), family));
        return families;
    }

    private static Map<String, Documented> documented() {
        Map<String, Documented> rows = new TreeMap<>();
        ROW.matcher(read()).results().forEach(row -> {
            String[] cells = row.group(2).split("\\|");
            assertThat(cells).as(row.group(1)).hasSize(5);
            rows.put(
                    row.group(1),
                    new Documented(cells[0].strip(), cells[1].strip(), cells[3].strip(), cells[4].strip()));
        });
        return rows;
    }

    private static String read() {
        try {
            return Files.readString(Path.of("..", "docs", "metrics.md"));
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }
}
