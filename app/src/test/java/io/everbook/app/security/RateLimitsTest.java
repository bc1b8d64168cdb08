package io.everbook.app.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.everbook.app.security.RateLimits.Rate;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateLimitsTest {

    private static final long START = Long.MAX_VALUE - TimeUnit.SECONDS.toNanos(1);
    private static final ApiKey ONE = new ApiKey("one", Role.VIEWER, 0, "1".repeat(32));
    private static final ApiKey OTHER = new ApiKey("other", Role.VIEWER, 0, "2".repeat(32));

    /** A clock that only goes forward may wrap round. */
    private final AtomicLong clock = new AtomicLong(START);

    private final RateLimits limits = new RateLimits(new Rate(10, 3), new Rate(0, 1), clock::get);

    @Test
    void shouldLetABurstPassAndThenTheRate() {
        for (int i = 0; i < 3; i++) {
            assertThat(limits.take(ONE)).isZero();
        }
        for (int i = 0; i < 50; i++) {
            long wait = limits.take(ONE);
            assertThat(wait).isEqualTo(TimeUnit.MILLISECONDS.toNanos(100));
            clock.addAndGet(wait - 1);
            assertThat(limits.take(ONE)).as("too early").isEqualTo(1);
            clock.addAndGet(1);
            assertThat(limits.take(ONE)).as("in time").isZero();
        }
    }

    @Test
    void shouldFillUpToTheBurstAndNoFurther() {
        clock.addAndGet(TimeUnit.HOURS.toNanos(1));
        for (int i = 0; i < 3; i++) {
            assertThat(limits.take(ONE)).isZero();
        }
        assertThat(limits.take(ONE)).isPositive();
    }

    @Test
    void shouldGiveEachKeyItsOwnRate() {
        for (int i = 0; i < 4; i++) {
            limits.take(ONE);
        }
        assertThat(limits.take(ONE)).isPositive();
        assertThat(limits.take(OTHER)).isZero();
    }

    @Test
    void shouldLetEverythingPassWhereTheRateIsUnlimited() {
        TokenBucket connection = limits.newConnection();
        for (int i = 0; i < 10_000; i++) {
            assertThat(limits.take(connection)).isZero();
        }
    }
}
