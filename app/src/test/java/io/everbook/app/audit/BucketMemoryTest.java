package io.everbook.app.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.everbook.app.security.ApiKey;
import io.everbook.app.security.RateLimits;
import io.everbook.app.security.RateLimits.Rate;
import io.everbook.app.security.Role;
import io.everbook.journal.storage.SimulatedDisk;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A rate that was used up is still used up after a crash, for as long as it would have been without. */
class BucketMemoryTest {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final Rate RATE = new Rate(1, 60);

    private final SimulatedDisk disk = new SimulatedDisk(1);
    private final ApiKey key = new ApiKey("desk-7", Role.TRADER, 7, "7".repeat(40));
    private final AtomicLong epoch = new AtomicLong(TestAudit.EPOCH_NANOS);
    /** Of another origin in each life, as the clock of a machine that was started anew. */
    private final AtomicLong monotonic = new AtomicLong(1_000);

    @Test
    void shouldGoOnWithABucketWhereItWas() {
        drainAndDie();
        pass(10);
        RateLimits limits = recovered();
        for (int i = 0; i < 10; i++) {
            assertThat(limits.take(key)).as("token %s of ten", i).isZero();
        }
        assertThat(limits.take(key)).as("nanoseconds to wait").isEqualTo(SECOND);
    }

    @Test
    void shouldHaveAFullBucketAfterItsTime() {
        drainAndDie();
        pass(61);
        RateLimits limits = recovered();
        for (int i = 0; i < RATE.burst(); i++) {
            assertThat(limits.take(key)).isZero();
        }
        assertThat(limits.take(key)).isPositive();
    }

    @Test
    void shouldNotLockAKeyOutWhenTheClockIsSetBack() {
        drainAndDie();
        epoch.addAndGet(-TimeUnit.DAYS.toNanos(1));
        RateLimits limits = recovered();
        assertThat(limits.take(key)).isEqualTo(SECOND);
        monotonic.addAndGet(SECOND);
        assertThat(limits.take(key)).isZero();
    }

    private void drainAndDie() {
        RateLimits limits = new RateLimits(RATE, RATE, monotonic::get);
        TestAudit audit = TestAudit.open(disk, new BucketMemory(limits, epoch::get));
        for (int i = 0; i < RATE.burst(); i++) {
            assertThat(limits.take(key)).isZero();
            audit.record(new AuditEvent.Authenticated(key.id(), "10.0.0.1", "POST /orders"));
        }
        assertThat(limits.take(key)).isPositive();
        audit.pass(1);
        disk.crash();
        disk.restart(true);
        monotonic.set(77);
    }

    private RateLimits recovered() {
        RateLimits limits = new RateLimits(RATE, RATE, monotonic::get);
        TestAudit.open(disk, new BucketMemory(limits, epoch::get));
        return limits;
    }

    private void pass(long seconds) {
        epoch.addAndGet(seconds * SECOND);
        monotonic.addAndGet(seconds * SECOND);
    }
}
