package io.everbook.app.dump;

import io.everbook.core.instrument.DecimalUnit;
import io.everbook.core.instrument.Instrument;
import java.math.BigDecimal;

/** Prices and quantities as exact decimal text, also where a damaged command has more of them than a price can have. */
public final class Decimals {

    private Decimals() {}

    /** {@return a price with all the decimals of the tick} */
    public static String price(long ticks, Instrument instrument) {
        return exact(ticks, instrument.tick()).toPlainString();
    }

    /** {@return a quantity with all the decimals of the lot} */
    public static String quantity(long lots, Instrument instrument) {
        return exact(lots, instrument.lot()).toPlainString();
    }

    /** {@return a quantity as people write it, without the zeros at its end} */
    public static String shortQuantity(long lots, Instrument instrument) {
        BigDecimal value = exact(lots, instrument.lot());
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    private static BigDecimal exact(long steps, DecimalUnit unit) {
        return BigDecimal.valueOf(steps).multiply(BigDecimal.valueOf(unit.units(), unit.scale()));
    }
}
