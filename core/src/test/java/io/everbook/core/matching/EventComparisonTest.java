package io.everbook.core.matching;

import static org.assertj.core.api.Assertions.assertThat;

import io.everbook.core.event.EventMutations;
import io.everbook.core.event.EventType;
import io.everbook.core.event.ExecutionEvent;
import org.junit.jupiter.api.Test;

/** The comparison that the oracle relies on misses no field. */
class EventComparisonTest {

    @Test
    void shouldSeeADifferenceInEveryField() throws IllegalAccessException {
        ExecutionEvent full = EventMutations.full(EventType.TRADED);
        assertThat(EventComparison.same(full, EventMutations.full(EventType.TRADED)))
                .isTrue();
        // What an event changes of the visible book is held against the market itself, not against the oracle.
        EventMutations.of(EventType.TRADED)
                .forEach((name, event) ->
                        assertThat(EventComparison.same(full, event)).as(name).isEqualTo(name.startsWith("shown.")));
    }
}
