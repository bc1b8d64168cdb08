package io.everbook.core.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Decimal text against {@link BigDecimal}. */
class DecimalUnitPropertyTest {

    private static final int CASES = 100_000;
    private static final BigDecimal MAX = BigDecimal.valueOf(1L << 62);

    private final long seed = Long.getLong("everbook.decimal.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @Test
    void shouldReadBackWhatItWrites() {
        System.out.println("decimal round trip: -Deverbook.decimal.seed=" + seed);
        for (int i = 0; i < CASES; i++) {
            DecimalUnit unit = randomUnit();
            long steps = i % 100 == 0 ? unit.maxSteps() : randomMagnitude() % (unit.maxSteps() + 1);
            long signed = random.nextBoolean() ? steps : -steps;
            String text = unit.format(signed);
            assertThat(unit.parse(text)).as(text).isEqualTo(signed);
            assertThat(new BigDecimal(text)).isEqualTo(exact(unit, signed));
        }
    }

    @Test
    void shouldReadAnyDecimalAsBigDecimalDoes() {
        System.out.println("decimal reading: -Deverbook.decimal.seed=" + seed);
        for (int i = 0; i < CASES; i++) {
            DecimalUnit unit = randomUnit();
            String text = randomText(unit);
            assertThat(unit.parse(text)).as(text + " in " + unit).isEqualTo(expected(unit, new BigDecimal(text)));
        }
    }

    private static long expected(DecimalUnit unit, BigDecimal value) {
        BigDecimal digits = value.movePointRight(unit.scale());
        if (digits.stripTrailingZeros().scale() > 0) {
            return DecimalUnit.NOT_A_MULTIPLE;
        }
        if (digits.abs().compareTo(MAX) > 0) {
            return DecimalUnit.OUT_OF_RANGE;
        }
        long units = digits.longValueExact();
        return units % unit.units() == 0 ? units / unit.units() : DecimalUnit.NOT_A_MULTIPLE;
    }

    private static BigDecimal exact(DecimalUnit unit, long steps) {
        return BigDecimal.valueOf(steps).multiply(BigDecimal.valueOf(unit.units(), unit.scale()));
    }

    private String randomText(DecimalUnit unit) {
        if (random.nextInt(3) == 0) {
            return exact(unit, randomMagnitude() % 1_000_000).toPlainString() + (unit.scale() > 0 ? "000" : ".00");
        }
        StringBuilder text = new StringBuilder(random.nextBoolean() ? "" : "-");
        digits(text, 1 + random.nextInt(20));
        if (random.nextBoolean()) {
            digits(text.append('.'), 1 + random.nextInt(16));
        }
        return text.toString();
    }

    private void digits(StringBuilder text, int count) {
        boolean zeros = random.nextBoolean();
        for (int i = 0; i < count; i++) {
            text.append(zeros && random.nextInt(8) > 0 ? 0 : random.nextInt(10));
        }
    }

    private DecimalUnit randomUnit() {
        long[] units = {1, 1, 1, 5, 25, 100, 125, 1_000_000_000_000L, 1 + random.nextInt(1_000_000)};
        return new DecimalUnit(units[random.nextInt(units.length)], random.nextInt(13));
    }

    private long randomMagnitude() {
        return random.nextLong() >>> 2 + random.nextInt(60);
    }
}
