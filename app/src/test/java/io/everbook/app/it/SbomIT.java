package io.everbook.app.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The bill of materials that the build writes, held against docs/dependencies.md and the licences it accepts. */
class SbomIT {

    private static final Path SBOM = Path.of("target", "everbook-sbom.json");
    private static final Path PAGE = Path.of("..", "docs", "dependencies.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\| (\\S+) \\| (.+) \\|$");
    private static final Set<String> ACCEPTED = Set.of(
            "Apache-2.0",
            "MIT",
            "Bouncy Castle Licence",
            "BSD-2-Clause",
            "BSD-3-Clause",
            "BSD-4-Clause",
            "CC0-1.0",
            "EPL-2.0");

    @Test
    void shouldListWhatThePageListsAndNothingElse() throws Exception {
        Map<String, String> page = new TreeMap<>();
        Matcher row = ROW.matcher(Files.readString(PAGE));
        while (row.find()) {
            page.put(row.group(1), row.group(2) + " " + row.group(3));
        }
        Map<String, String> built = new TreeMap<>();
        for (JsonNode component : components()) {
            built.put(
                    component.path("group").asText() + ":"
                            + component.path("name").asText(),
                    component.path("version").asText() + " " + String.join(", ", licences(component)));
        }
        assertThat(built).isNotEmpty().isEqualTo(page);
    }

    @Test
    void shouldHaveNoLicenceThatIsNotAccepted() throws Exception {
        for (JsonNode component : components()) {
            assertThat(licences(component))
                    .as(component.path("name").asText())
                    .isNotEmpty()
                    .anyMatch(ACCEPTED::contains);
            assertThat(component.path("hashes").size())
                    .as(component.path("name").asText())
                    .isPositive();
        }
    }

    private static List<JsonNode> components() throws Exception {
        assumeThat(SBOM)
                .as("the bill of materials, which an offline build (mvn -o) does not write")
                .exists();
        List<JsonNode> components = new ArrayList<>();
        for (JsonNode component : new ObjectMapper().readTree(SBOM.toFile()).path("components")) {
            if (!component.path("group").asText().equals("io.everbook")) {
                components.add(component);
            }
        }
        return components;
    }

    private static List<String> licences(JsonNode component) {
        List<String> licences = new ArrayList<>();
        for (JsonNode choice : component.path("licenses")) {
            JsonNode licence = choice.path("license");
            licences.add(
                    licence.hasNonNull("id")
                            ? licence.path("id").asText()
                            : licence.path("name").asText());
        }
        return licences;
    }
}
