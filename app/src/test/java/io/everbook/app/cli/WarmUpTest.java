package io.everbook.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WarmUpTest {

    @Test
    void shouldTradeTheSameEachTimeAndLeaveOrdersOpen() {
        assertThat(WarmUp.trade()).isEqualTo(WarmUp.trade()).isBetween(1, WarmUp.COMMANDS);
    }

    @Test
    void shouldTradeOnceInAProcess() {
        WarmUp.begin();
        WarmUp.begin();
        assertThat(Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> thread.getName().equals("everbook-warm-up")))
                .hasSizeLessThanOrEqualTo(1);
    }
}
