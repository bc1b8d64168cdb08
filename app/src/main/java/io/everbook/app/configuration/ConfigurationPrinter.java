package io.everbook.app.configuration;

import io.everbook.core.instrument.Instrument;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes a configuration as JSON with a comment on every key. {@link ConfigurationReader} reads it back unchanged. */
public final class ConfigurationPrinter {

    private static final int WIDTH = 100;
    private static final char UNBROKEN = '\u00a0';
    private static final String ARRAY = "[]";

    private final Configuration configuration;
    private final StringBuilder text = new StringBuilder();

    private ConfigurationPrinter(Configuration configuration) {
        this.configuration = configuration;
    }

    /** {@return the defaults, with comments, ending in a line feed} */
    public static String defaults() {
        return print(Configuration.defaults());
    }

    /** {@return a configuration with at least one instrument, with comments, ending in a line feed} */
    static String print(Configuration configuration) {
        return new ConfigurationPrinter(configuration).print();
    }

    private String print() {
        comment("", "Everbook's configuration. A key that is left out has the default; an unknown one is an error.");
        text.append("{\n");
        Map<String, List<Key>> groups = Arrays.stream(Key.values())
                .collect(Collectors.groupingBy(
                        key -> key.parent().isEmpty() ? key.path() : key.parent(),
                        LinkedHashMap::new,
                        Collectors.toList()));
        Iterator<Map.Entry<String, List<Key>>> rest = groups.entrySet().iterator();
        while (rest.hasNext()) {
            Map.Entry<String, List<Key>> group = rest.next();
            group(group.getKey(), group.getValue());
            text.append(rest.hasNext() ? ",\n\n" : "\n");
        }
        return text.append("}\n").toString();
    }

    private void group(String name, List<Key> keys) {
        if (name.equals(keys.get(0).path())) {
            comment("  ", explained(keys.get(0)));
            text.append("  ").append(member(keys.get(0), keys.get(0).json(configuration)));
        } else if (name.endsWith(ARRAY)) {
            array(name.substring(0, name.length() - ARRAY.length()), keys);
        } else {
            text.append("  ").append(JsonText.quote(name)).append(": {\n");
            for (Key key : keys) {
                comment("    ", explained(key));
                text.append("    ").append(member(key, key.json(configuration)));
                text.append(key == keys.get(keys.size() - 1) ? "\n" : ",\n");
            }
            text.append("  }");
        }
    }

    private void array(String name, List<Key> keys) {
        keys.forEach(key -> comment("  ", key.label() + ": " + explained(key)));
        text.append("  ").append(JsonText.quote(name)).append(": [");
        String separator = "\n";
        for (Instrument instrument : configuration.instruments()) {
            text.append(separator).append("    ");
            text.append(keys.stream()
                    .map(key -> member(key, key.json(instrument)))
                    .collect(Collectors.joining(", ", "{", "}")));
            separator = ",\n";
        }
        text.append("\n  ]");
    }

    private void comment(String indent, String sentence) {
        String prefix = indent + "// ";
        StringBuilder line = new StringBuilder(prefix);
        for (String word : sentence.split(" ")) {
            if (line.length() + word.length() > WIDTH) {
                end(line);
                line.setLength(prefix.length());
            }
            line.append(word).append(' ');
        }
        end(line);
    }

    private void end(StringBuilder line) {
        text.append(line.toString().replace(UNBROKEN, ' ').stripTrailing()).append('\n');
    }

    private static String explained(Key key) {
        return key.meaning() + " (" + key.range().text().replace(' ', UNBROKEN) + ")";
    }

    private static String member(Key key, String json) {
        return JsonText.quote(key.label()) + ": " + json;
    }
}
