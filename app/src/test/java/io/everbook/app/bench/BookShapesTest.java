package io.everbook.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class BookShapesTest {

    @Test
    void shouldPrintALineForEachShape() {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        BookShapes.run(5_000, 2_000, 42, new PrintStream(printed, true, StandardCharsets.UTF_8));
        assertThat(printed.toString(StandardCharsets.UTF_8).lines().skip(2))
                .hasSize(4)
                .allSatisfy(line -> assertThat(line).matches("[0-9,]+ orders, .*( +[0-9]+){13} *"));
    }
}
