package io.everbook.core.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstrumentTest {

    private static final DecimalUnit STEP = DecimalUnit.of("0.01");

    @Test
    void shouldHaveTheDefaultCapacityWhenNotToldOtherwise() {
        Instrument instrument = Instrument.of("BTC-USD", "0.01", "0.00000001");
        assertThat(instrument.maxOpenOrders()).isEqualTo(16 * 1024 * 1024);
        assertThat(instrument.tick()).isEqualTo(new DecimalUnit(1, 2));
        assertThat(instrument.lot()).isEqualTo(new DecimalUnit(1, 8));
        assertThat(instrument).isEqualTo(Instrument.of("BTC-USD", "0.01", "0.00000001"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A",
                "7",
                "BTC-USD",
                "BRK.B",
                "ES_Z5",
                "ABCDEFGHIJKLMNOPQRSTUVWX",
                "A-1234567890",
                "A-",
                "A.",
                "A_"
            })
    void shouldAcceptSymbols(String symbol) {
        assertThat(new Instrument(symbol, STEP, STEP, 1).symbol()).isEqualTo(symbol);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "btc",
                "-A",
                ".A",
                "..",
                "_A",
                "A/B",
                "A\\B",
                "A B",
                "A\n",
                "É",
                "ABCDEFGHIJKLMNOPQRSTUVWXY",
                "A-0000000000000000001",
                ".",
                "../A",
                "/A",
                "A/../../B",
                "A\0",
                "A\0/B",
                "..\\A",
                "\uFF21",
                "\u0410",
                "A\u2024\u2024B",
                "A\u2215B",
                "A\u202EB",
                "A\uFF0F\uFF0E\uFF0E"
            })
    void shouldRefuseSymbolsThatAreNoFileNames(String symbol) {
        assertThatThrownBy(() -> new Instrument(symbol, STEP, STEP, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("symbol=" + symbol);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, (1 << 27) + 1, Integer.MIN_VALUE, Integer.MAX_VALUE})
    void shouldRefuseCapacitiesOutOfRange(int maxOpenOrders) {
        assertThatThrownBy(() -> new Instrument("A", STEP, STEP, maxOpenOrders))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("maxOpenOrders=" + maxOpenOrders);
    }

    @Test
    void shouldAcceptTheLargestCapacity() {
        assertThat(new Instrument("A", STEP, STEP, 1 << 27).maxOpenOrders()).isEqualTo(1 << 27);
    }
}
