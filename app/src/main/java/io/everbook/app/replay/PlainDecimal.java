package io.everbook.app.replay;

import io.everbook.core.instrument.DecimalUnit;
import java.math.BigDecimal;
import java.math.BigInteger;

/** Numbers of ticks and lots as decimal text, for sums that are too large for a long, too. */
final class PlainDecimal {

    private PlainDecimal() {}

    /** {@return a number without the zeros at its end, for people} */
    static String brief(DecimalUnit unit, long steps) {
        return brief(unit, BigInteger.valueOf(steps));
    }

    /** {@return a number without the zeros at its end, for people} */
    static String brief(DecimalUnit unit, BigInteger steps) {
        BigDecimal value = value(unit, steps);
        BigDecimal plain = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
        return plain.toPlainString();
    }

    /** {@return a number with all the decimals of its step, for tools} */
    static String full(DecimalUnit unit, BigInteger steps) {
        return value(unit, steps).toPlainString();
    }

    private static BigDecimal value(DecimalUnit unit, BigInteger steps) {
        return new BigDecimal(steps.multiply(BigInteger.valueOf(unit.units())), unit.scale());
    }
}
