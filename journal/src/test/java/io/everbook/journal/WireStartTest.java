package io.everbook.journal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class WireStartTest {

    @Test
    void shouldWriteAndReadWhatItLoadsFor() {
        assertThat(WireStart.load()).isTrue();
    }
}
