package io.everbook.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

final class PublishedPositionTest {

    private static final long READS = 2_000_000;

    @Test
    void shouldGiveSequenceAndDigestThatBelongTogetherToAnotherThread() {
        PublishedPosition position = new PublishedPosition();
        AtomicBoolean done = new AtomicBoolean();
        CompletableFuture<Long> torn = CompletableFuture.supplyAsync(() -> countTorn(position, done));

        long sequence = 0;
        while (!done.get()) {
            sequence++;
            position.publish(sequence, ~sequence);
        }

        assertThat(torn.join()).isZero();
        assertThat(position.read()).isEqualTo(new MarketPosition(sequence, ~sequence));
    }

    private static long countTorn(PublishedPosition position, AtomicBoolean done) {
        long torn = 0;
        long last = 0;
        for (long i = 0; i < READS; i++) {
            MarketPosition read = position.read();
            boolean together = read.digest() == ~read.sequence() || read.sequence() == 0;
            torn += together && read.sequence() >= last ? 0 : 1;
            last = read.sequence();
        }
        done.set(true);
        return torn;
    }
}
