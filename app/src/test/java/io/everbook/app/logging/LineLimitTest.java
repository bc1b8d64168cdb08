package io.everbook.app.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class LineLimitTest {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - SECOND);
    private final LineLimit limit = new LineLimit(clock::get);

    @Test
    void shouldLetOneLineOfEachKindThroughInAMinute() {
        assertThat(limit.admit("400")).isZero();
        assertThat(limit.admit("400")).isEqualTo(LineLimit.HOLD);
        assertThat(limit.admit("401")).isZero();
        clock.addAndGet(59 * SECOND);
        assertThat(limit.admit("400")).isEqualTo(LineLimit.HOLD);
        clock.addAndGet(SECOND);
        assertThat(limit.admit("400")).as("those between").isEqualTo(2);
        assertThat(limit.admit("400")).isEqualTo(LineLimit.HOLD);
        clock.addAndGet(60 * SECOND);
        assertThat(limit.admit("400")).isEqualTo(1);
        assertThat(limit.admit("401")).isZero();
    }
}
