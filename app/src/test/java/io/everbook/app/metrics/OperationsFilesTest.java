package io.everbook.app.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.everbook.app.configuration.Configuration;
import io.everbook.app.configuration.ConfigurationReader;
import io.everbook.app.configuration.LogFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds the dashboard and the alert rules of docs/ops against the metrics that there are. */
final class OperationsFilesTest {

    private static final Path OPS = Path.of("..", "docs", "ops");
    private static final Path METRICS = Path.of("..", "docs", "metrics.md");
    private static final Pattern METRIC = Pattern.compile("\\b(?:everbook|jvm|process|system)_[a-z0-9_]+\\b(?!\\()");
    private static final Pattern SUFFIX = Pattern.compile("_(bucket|sum|count)$");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z0-9_]+)` \\|.*\\| (?:–|`(E\\w+)`) \\|$");
    private static final Pattern RULE = Pattern.compile("(?ms)- alert: (\\w+)$(.*?)annotations:");
    private static final Pattern EXAMPLE = Pattern.compile("alertname: (\\w+)\\s+exp_alerts:( \\[])?");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DOWN = "EverbookDown";

    /** The alert of each documented metric; "" for none. MetricsDocTest holds these names against a scrape. */
    private final Map<String, String> alertOf = alertOf();

    private final Map<String, String> rules = rules();

    @TempDir
    private Path directory;

    @Test
    void shouldShowOnlyMetricsThatThereAre() throws IOException {
        Set<String> shown = new TreeSet<>();
        expressions().forEach(expression -> shown.addAll(metrics(expression)));

        assertThat(shown).hasSizeGreaterThan(40).isSubsetOf(alertOf.keySet());
        assertThat(alertOf.keySet().stream().filter(name -> name.startsWith("everbook_")))
                .as("on the dashboard, but for what is compared between engines only")
                .filteredOn(name -> !shown.contains(name))
                .containsOnly(
                        "everbook_market_digest",
                        "everbook_recovery_replay_rate_entries_per_second",
                        "everbook_recovery_sequence");
    }

    @Test
    void shouldAskForNoMetricAndNoLabelThatAScrapeDoesNotHave() throws IOException {
        String scrape = MetricsDocTest.scrape();
        Set<String> families = matches("(?m)^# TYPE (\\S+) ", scrape);
        Set<String> labels = matches("[{,]([a-z_]+)=\"", scrape);
        // Prometheus adds these itself.
        labels.addAll(Set.of("instance", "job"));
        List<String> expressions = new ArrayList<>(expressions());
        expressions.addAll(rules.values());
        for (String expression : expressions) {
            Set<String> names = metrics(expression);
            // What the JVM has depends on it.
            names.removeIf(name -> !name.startsWith("everbook_"));
            assertThat(names).as(expression).isSubsetOf(families);
            if (names.equals(metrics(expression))) {
                assertThat(labels(expression)).as(expression).isSubsetOf(labels);
            }
        }
    }

    private static Set<String> labels(String expression) {
        Set<String> asked = matches("[{,]\\s*([a-z_]+)\\s*(?:=|!=|=~|!~)\\s*\"", expression);
        for (String list : matches("\\b(?:by|without|on|ignoring) ?\\(([^)]*)\\)", expression)) {
            asked.addAll(List.of(list.split(" *, *")));
        }
        return asked;
    }

    @Test
    void shouldShowExpressionsThatPrometheusUnderstands() throws Exception {
        assumeTrue(isInstalled("promtool"), "no promtool on the path: apt-get install prometheus");
        List<String> expressions = expressions();
        StringBuilder rules = new StringBuilder("groups:\n  - name: dashboard\n    rules:\n");
        for (int i = 0; i < expressions.size(); i++) {
            String asked = expressions.get(i).replace("$__rate_interval", "5m").replace("$instance", ".*");
            assertThat(asked).as("a variable that is not known").doesNotContain("$");
            rules.append("      - record: panel:").append(i).append("\n        expr: ");
            rules.append(JSON.writeValueAsString(asked)).append('\n');
        }
        Path file = Files.writeString(directory.resolve("dashboard.yml"), rules);

        assertThat(run("promtool", "check", "rules", file.toString())).contains(expressions.size() + " rules found");
    }

    private static List<String> expressions() throws IOException {
        return JSON.readTree(OPS.resolve("dashboard.json").toFile()).findValuesAsText("expr");
    }

    private static Set<String> matches(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void shouldHaveAPlaceAndANumberOfItsOwnForEachPanel() throws IOException {
        JsonNode panels = JSON.readTree(OPS.resolve("dashboard.json").toFile()).get("panels");
        Set<String> places = new TreeSet<>();
        Set<Integer> ids = new TreeSet<>();
        panels.forEach(panel -> {
            places.add(
                    panel.get("gridPos").get("x") + "," + panel.get("gridPos").get("y"));
            ids.add(panel.get("id").asInt());
        });

        assertThat(places).hasSameSizeAs(panels);
        assertThat(ids).hasSameSizeAs(panels);
    }

    @Test
    void shouldAlertOnMetricsThatThereAre() {
        rules.forEach((name, text) -> assertThat(metrics(text)).as(name).isSubsetOf(alertOf.keySet()));
    }

    @Test
    void shouldNameInTheListOfMetricsEachAlertWithWhatItReads() {
        Set<String> named = new TreeSet<>(alertOf.values());
        named.remove("");
        named.add(DOWN);

        assertThat(named).isEqualTo(rules.keySet());
        alertOf.forEach((metric, alert) -> {
            if (!alert.isEmpty()) {
                assertThat(metrics(rules.get(alert))).as(alert).contains(metric);
            }
        });
    }

    @Test
    void shouldHaveAnExampleOfEachAlertFiringAndOfItsSilence() throws IOException {
        Set<String> firing = new TreeSet<>();
        Set<String> silent = new TreeSet<>();
        EXAMPLE.matcher(Files.readString(OPS.resolve("alerts.test.yml")))
                .results()
                .forEach(example -> (example.group(2) == null ? firing : silent).add(example.group(1)));

        assertThat(firing).isEqualTo(rules.keySet());
        assertThat(silent).isEqualTo(rules.keySet());
    }

    @Test
    void shouldPassTheChecksOfPromtool() throws Exception {
        assumeTrue(isInstalled("promtool"), "no promtool on the path: apt-get install prometheus");
        promtool("check", "rules", "alerts.yml");
        promtool("test", "rules", "alerts.test.yml");
    }

    @Test
    void shouldBeAUnitThatSystemdUnderstands() throws Exception {
        assumeTrue(isInstalled("systemd-analyze"), "no systemd-analyze on the path: apt-get install systemd");
        // It also looks for the program to start, which this test's JDK stands in for.
        Path unit = directory.resolve("everbook.service");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Files.writeString(unit, read(OPS.resolve("everbook.service")).replace("/usr/bin/java", java));

        assertThat(run("systemd-analyze", "verify", "--man=no", unit.toString()))
                .isEmpty();
    }

    @Test
    void shouldConfigureAContainerWithKeysThatThereAre() {
        Configuration configuration = ConfigurationReader.read(OPS.resolve("container.json"));

        assertThat(configuration.logging().format()).isEqualTo(LogFormat.JSON);
        assertThat(read(OPS.resolve("Containerfile")))
                .contains("EXPOSE " + configuration.http().port());
    }

    private void promtool(String... arguments) throws IOException, InterruptedException {
        run("promtool", arguments);
    }

    private String run(String program, String... arguments) throws IOException, InterruptedException {
        Path output = directory.resolve(program + arguments[0]);
        String[] command = new String[arguments.length + 1];
        command[0] = program;
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        Process process = new ProcessBuilder(command)
                .directory(OPS.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended = process.waitFor(3, TimeUnit.MINUTES);
        process.destroyForcibly();

        assertThat(ended).as("%s ended", program).isTrue();
        assertThat(process.exitValue()).as(Files.readString(output)).isZero();
        return Files.readString(output);
    }

    private static boolean isInstalled(String program) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private static Set<String> metrics(String expression) {
        return METRIC.matcher(expression)
                .results()
                .map(match -> SUFFIX.matcher(match.group()).replaceFirst(""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<String, String> alertOf() {
        Map<String, String> alerts = new TreeMap<>();
        ROW.matcher(read(METRICS))
                .results()
                .forEach(row -> alerts.put(row.group(1), row.group(2) == null ? "" : row.group(2)));
        return alerts;
    }

    private static Map<String, String> rules() {
        Map<String, String> rules = new TreeMap<>();
        RULE.matcher(read(OPS.resolve("alerts.yml")))
                .results()
                .forEach(rule -> rules.put(rule.group(1), rule.group(2)));
        return rules;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }
}
