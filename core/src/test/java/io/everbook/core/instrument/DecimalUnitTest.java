package io.everbook.core.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalUnitTest {

    private static final DecimalUnit CENT = DecimalUnit.of("0.01");

    @ParameterizedTest
    @CsvSource({
        "0.01, 0, 0",
        "0.01, 1, 100",
        "0.01, 1.5, 150",
        "0.01, 1.50, 150",
        "0.01, 1.5000000000000000000, 150",
        "0.01, 0001.50, 150",
        "0.01, -1.50, -150",
        "0.01, -0, 0",
        "0.01, 0.00, 0",
        "0.01, 000000000000000000000000000000012.34, 1234",
        "0.05, 1.25, 25",
        "1, 42, 42",
        "1, 42.000, 42",
        "25, 100, 4",
        "0.00000001, 21000000, 2100000000000000",
        "0.01, 46116860184273879.04, 4611686018427387904",
        "0.01, -46116860184273879.04, -4611686018427387904",
        "1, 4611686018427387904, 4611686018427387904",
        "0.000000000001, 4611686.018427387904, 4611686018427387904"
    })
    void shouldReadWholeNumbersOfSteps(String step, String text, long steps) {
        assertThat(DecimalUnit.of(step).parse(text)).isEqualTo(steps);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                ".",
                "-.",
                "1.",
                ".5",
                "-.5",
                "1..5",
                "1.5.",
                "1.5.2",
                "+1",
                "--1",
                "1-",
                "1e5",
                "1E5",
                " 1",
                "1 ",
                "1,5",
                "0x1",
                "NaN",
                "Infinity",
                "١",
                "１",
                "1.5x",
                "1.0000x",
                "99999999999999999999x",
                "\u0000"
            })
    void shouldKnowWhatIsNoNumber(String text) {
        assertThat(CENT.parse(text)).isEqualTo(DecimalUnit.NOT_A_NUMBER);
    }

    @ParameterizedTest
    @CsvSource({"0.01, 1.005", "0.01, 0.001", "0.01, -0.001", "0.05, 1.01", "0.05, 0.01", "1, 1.5", "25, 30", "100, 1"})
    void shouldKnowWhatIsNoMultipleOfTheStep(String step, String text) {
        assertThat(DecimalUnit.of(step).parse(text)).isEqualTo(DecimalUnit.NOT_A_MULTIPLE);
    }

    @ParameterizedTest
    @CsvSource({
        "0.01, 46116860184273879.05",
        "0.01, -46116860184273879.05",
        "0.01, 46116860184273880",
        "0.01, 99999999999999999999999999999999",
        "1, 4611686018427387905",
        "1, 9223372036854775808",
        "1, 18446744073709551616",
        "0.000000000001, 4611687"
    })
    void shouldKnowWhatIsOutOfRange(String step, String text) {
        assertThat(DecimalUnit.of(step).parse(text)).isEqualTo(DecimalUnit.OUT_OF_RANGE);
    }

    @ParameterizedTest
    @CsvSource({
        "0.01, 0, 0.00",
        "0.01, 1, 0.01",
        "0.01, 12345, 123.45",
        "0.01, -1, -0.01",
        "0.01, -100, -1.00",
        "0.05, 25, 1.25",
        "1, 42, 42",
        "25, 4, 100",
        "0.00000001, 1, 0.00000001",
        "0.00000001, 2100000000000000, 21000000.00000000",
        "0.01, 4611686018427387904, 46116860184273879.04"
    })
    void shouldWriteAllDecimalsOfTheStepAndNoOthers(String step, long steps, String text) {
        assertThat(DecimalUnit.of(step).format(steps)).isEqualTo(text);
    }

    @Test
    void shouldWriteAfterWhatIsThereAlready() {
        StringBuilder target = new StringBuilder("price ");
        CENT.format(-5, target);
        assertThat(target).hasToString("price -0.05");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.01", "0.05", "1", "25", "0.010", "1000000000000", "0.000000000001"})
    void shouldReadAStepFromItsOwnText(String text) {
        assertThat(DecimalUnit.of(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0", "0.00", "-1", "-0.01", "", ".", ".5", "5.", "x", "1e-2", "0.0000000000001", "1000000000001"
            })
    void shouldRefuseStepsThatAreNone(String text) {
        assertThatThrownBy(() -> DecimalUnit.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith(": " + text);
    }

    @ParameterizedTest
    @CsvSource({"0, 2", "-1, 2", "1, -1", "1, 13", "1000000000001, 0"})
    void shouldRefuseUnitsAndScalesOutOfRange(long units, int scale) {
        assertThatThrownBy(() -> new DecimalUnit(units, scale))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("units=" + units + " scale=" + scale);
    }

    @Test
    void shouldKeepItsErrorCodesOutOfTheRangeOfNumbers() {
        long lowest = -(1L << 62);
        assertThat(DecimalUnit.NOT_A_NUMBER).isLessThan(lowest);
        assertThat(DecimalUnit.NOT_A_MULTIPLE).isLessThan(lowest);
        assertThat(DecimalUnit.OUT_OF_RANGE).isLessThan(lowest);
    }
}
