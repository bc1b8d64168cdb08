package io.everbook.app.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ConfigurationPrinterTest {

    private static final String PRINTED = ConfigurationPrinter.defaults();

    @Test
    void shouldPrintDefaultsThatReadBackUnchanged() {
        assertThat(ConfigurationReader.read(PRINTED, "defaults")).isEqualTo(Configuration.defaults());
    }

    @ParameterizedTest
    @EnumSource(Key.class)
    void shouldExplainEveryKey(Key key) {
        String words = PRINTED.replaceAll("\n *// ", " ");

        assertThat(words).contains(key.meaning() + " (" + key.range().text() + ")");
        assertThat(PRINTED).contains('"' + key.label() + "\": " + key.json(Configuration.defaults()));
    }

    @Test
    void shouldKeepLinesShort() {
        assertThat(PRINTED.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
        assertThat(PRINTED).endsWith("}\n").doesNotContain(" \n");
    }
}
