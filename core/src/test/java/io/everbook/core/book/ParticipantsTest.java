package io.everbook.core.book;

import static org.assertj.core.api.Assertions.assertThat;

import io.everbook.core.command.ParticipantState;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ParticipantsTest {

    private final Participants participants = new Participants();

    @Test
    void shouldKeepEveryParticipantsSlotWhileGrowing() {
        for (int i = 0; i < 10_000; i++) {
            int slot = participants.findOrAdd(participantId(i));
            assertThat(slot).isEqualTo(i);
            participants.lastRequestId(slot, i * 3L);
        }
        for (int i = 0; i < 10_000; i++) {
            assertThat(participants.find(participantId(i))).isEqualTo(i);
            assertThat(participants.findOrAdd(participantId(i))).isEqualTo(i);
            assertThat(participants.id(i)).isEqualTo(participantId(i));
            assertThat(participants.lastRequestId(i)).isEqualTo(i * 3L);
        }
        assertThat(participants.count()).isEqualTo(10_000);
        assertThat(participants.find(5)).isEqualTo(Participants.NONE);
    }

    private static int participantId(int i) {
        return Integer.MAX_VALUE - i * 101;
    }

    @Test
    void shouldReadParticipantsInAscendingOrderOfId() {
        participants.findOrAdd(30);
        participants.lastRequestId(participants.findOrAdd(10), 7);
        participants.state(participants.findOrAdd(20), ParticipantState.DISABLED);
        List<String> read = new ArrayList<>();
        participants.visitInOrder((id, lastRequestId, state) -> read.add(id + " " + lastRequestId + " " + state));
        assertThat(read).containsExactly("10 7 ENABLED", "20 0 DISABLED", "30 0 ENABLED");
    }

    @Test
    void shouldStartEnabledAndWithoutOrders() {
        int slot = participants.findOrAdd(1);
        assertThat(participants.isDisabled(slot)).isFalse();
        assertThat(participants.openOrders(slot)).isZero();
        assertThat(participants.lastRequestId(slot)).isZero();
        participants.state(slot, ParticipantState.DISABLED);
        assertThat(participants.isDisabled(slot)).isTrue();
        participants.state(slot, ParticipantState.ENABLED);
        assertThat(participants.state(slot)).isEqualTo(ParticipantState.ENABLED);
    }
}
