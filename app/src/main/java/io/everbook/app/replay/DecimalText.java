package io.everbook.app.replay;

import io.everbook.core.instrument.DecimalUnit;
import java.math.BigDecimal;
import java.math.BigInteger;

/** Decimal text of any number of steps: of sums and of what a refused command asked for, too. */
public final class DecimalText {

    private DecimalText() {}

    /** {@return the decimal text of a number of steps, with all the decimals of the step} */
    public static String of(DecimalUnit unit, long steps) {
        return of(unit, BigInteger.valueOf(steps));
    }

    /** {@return the decimal text of a number of steps, with all the decimals of the step} */
    public static String of(DecimalUnit unit, BigInteger steps) {
        return new BigDecimal(steps.multiply(BigInteger.valueOf(unit.units())), unit.scale()).toPlainString();
    }
}
