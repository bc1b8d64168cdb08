package io.everbook.app.json;

import io.everbook.core.instrument.Instrument;
import java.math.BigDecimal;

/** Writes a product of price and quantity: it has the decimals of both, so it may need more than a price can have. */
final class NotionalText {

    private NotionalText() {}

    static void write(JsonLines lines, byte[] key, long steps, Instrument instrument) {
        BigDecimal value = BigDecimal.valueOf(steps).multiply(DecimalFields.notionalUnit(instrument));
        lines.word(key, JsonLines.ascii(value.toPlainString()));
    }
}
