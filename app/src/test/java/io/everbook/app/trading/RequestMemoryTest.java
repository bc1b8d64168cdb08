package io.everbook.app.trading;

import static org.assertj.core.api.Assertions.assertThat;

import io.everbook.core.event.EventType;
import io.everbook.core.event.ExecutionEvent;
import io.everbook.core.event.RejectReason;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestMemoryTest {

    private static final int CAPACITY = 64;

    private final RequestMemory memory = new RequestMemory(CAPACITY);

    /** What a request is known by. */
    private record Request(int marketIndex, int participantId, long requestId) {}

    /** Against a map that forgets its eldest; few values, so that hashes meet often. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void shouldRememberTheLatestRequestsAndNoOthers(long seed) {
        Random random = new Random(seed);
        Map<Request, Long> expected = new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Request, Long> eldest) {
                return size() > CAPACITY;
            }
        };
        for (long sequence = 1; sequence <= 20_000; sequence++) {
            Request request = new Request(random.nextInt(3), random.nextInt(4), 1 + random.nextInt(30));
            memory.onEvent(first(request, sequence), true);
            expected.putIfAbsent(request, sequence);
            Request asked = new Request(random.nextInt(3), random.nextInt(4), 1 + random.nextInt(30));
            assertThat(memory.find(asked.marketIndex(), asked.participantId(), asked.requestId()))
                    .as("seed=%d sequence=%d %s", seed, sequence, asked)
                    .isEqualTo(expected.getOrDefault(asked, 0L));
        }
    }

    @Test
    void shouldNotTakeARepetitionForTheRequest() {
        Request request = new Request(0, 1, 5);
        memory.onEvent(first(request, 9).rejectReason(RejectReason.DUPLICATE_REQUEST), true);
        assertThat(memory.find(0, 1, 5)).isZero();
        memory.onEvent(first(request, 10).indexInCommand(1), true);
        assertThat(memory.find(0, 1, 5)).isZero();
        memory.onEvent(first(new Request(0, 1, 0), 11), true);
        assertThat(memory.find(0, 1, 0)).isZero();
        memory.onEvent(first(request, 0), true);
        assertThat(memory.find(0, 1, 5)).as("what no journal holds").isZero();
    }

    private static ExecutionEvent first(Request request, long sequence) {
        return new ExecutionEvent()
                .clear(EventType.ACCEPTED)
                .marketIndex(request.marketIndex())
                .participantId(request.participantId())
                .requestId(request.requestId())
                .sequence(sequence);
    }
}
