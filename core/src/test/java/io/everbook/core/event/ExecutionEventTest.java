package io.everbook.core.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.everbook.core.Fields;
import io.everbook.core.command.Command;
import io.everbook.core.command.CommandType;
import io.everbook.core.command.OrderType;
import io.everbook.core.command.Side;
import io.everbook.core.command.TimeInForce;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExecutionEventTest {

    private static final List<String> NOT_IN_DIGEST = List.of("timestampNanos", "marketIndex", "shown", "attachment");
    private static final List<String> OF_TRADES =
            List.of("restingOrderId", "restingRequestId", "restingLeavesQuantityLots");
    /** What is zero on every event but trades and changes of state, as their javadoc says. */
    private static final List<String> SELDOM_USED = List.of(
            "limits",
            "restingOrderId",
            "restingRequestId",
            "restingLeavesQuantityLots",
            "restingParticipantId",
            "restingMemo",
            "tradeId",
            "instrumentState",
            "participantState");

    private static final List<EventType> SELDOM_EMPTIED =
            List.of(EventType.ACCEPTED, EventType.REJECTED, EventType.CANCELLED, EventType.REPLACED);

    @Test
    void shouldFoldEveryFieldOfATradeIntoTheDigest() throws IllegalAccessException {
        checkDigests(EventType.TRADED, List.of("limits"));
    }

    @Test
    void shouldFoldEveryFieldOfALimitsChangeIntoTheDigest() throws IllegalAccessException {
        checkDigests(EventType.LIMITS_CHANGED, OF_TRADES);
    }

    @Test
    void shouldFoldEveryFieldOfOtherEventsIntoTheDigest() throws IllegalAccessException {
        checkDigests(EventType.ACCEPTED, SELDOM_USED);
        checkDigests(EventType.REJECTED, SELDOM_USED);
        checkDigests(EventType.CANCELLED, SELDOM_USED);
        checkDigests(EventType.REPLACED, SELDOM_USED);
    }

    /** Checks that all mutations have different digests, but for fields outside of it, which must not change it. */
    private static void checkDigests(EventType type, List<String> unused) throws IllegalAccessException {
        long digest = Digest.fold(Digest.START, EventMutations.full(type));
        Map<Long, String> seen = new HashMap<>(Map.of(digest, "the full event"));
        EventMutations.of(type).forEach((name, event) -> {
            String field = name.split("[ .]")[0];
            long mutated = Digest.fold(Digest.START, event);
            if (NOT_IN_DIGEST.contains(field)) {
                assertThat(mutated).as(name).isEqualTo(digest);
            } else if (!unused.contains(field)) {
                assertThat(seen.put(mutated, name)).as(name).isNull();
            }
        });
    }

    @Test
    void shouldDependOnTheOrderOfEvents() throws IllegalAccessException {
        ExecutionEvent one = EventMutations.full(EventType.ACCEPTED);
        ExecutionEvent other = EventMutations.full(EventType.CANCELLED);
        long otherFirst = Digest.fold(Digest.fold(Digest.START, other), one);
        long oneFirst = Digest.fold(Digest.fold(Digest.START, one), other);
        assertThat(otherFirst).isNotEqualTo(oneFirst);
    }

    @Test
    void shouldDependOnWhoseMemoItIs() {
        byte[] text = "whose".getBytes(StandardCharsets.US_ASCII);
        ExecutionEvent incoming = new ExecutionEvent().clear(EventType.TRADED);
        incoming.memo().set(text, 0, text.length);
        ExecutionEvent resting = new ExecutionEvent().clear(EventType.TRADED);
        resting.restingMemo().set(text, 0, text.length);
        assertThat(Digest.fold(Digest.START, incoming)).isNotEqualTo(Digest.fold(Digest.START, resting));
    }

    @Test
    void shouldNotDependOnWhatAMemoHeldBefore() {
        ExecutionEvent used = new ExecutionEvent().clear(EventType.ACCEPTED);
        used.memo().set(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9}, 0, 9);
        used.memo().set(new byte[] {7, 7}, 0, 2);
        ExecutionEvent fresh = new ExecutionEvent().clear(EventType.ACCEPTED);
        fresh.memo().set(new byte[] {7, 7}, 0, 2);
        assertThat(Digest.fold(Digest.START, used)).isEqualTo(Digest.fold(Digest.START, fresh));
        assertThat(used.memo().contentEquals(new byte[] {7, 7})).isTrue();
        assertThat(used.memo().contentEquals(new byte[] {7})).isFalse();
    }

    @Test
    void shouldEmptyEveryField() throws IllegalAccessException {
        ExecutionEvent used = EventMutations.full(EventType.TRADED).clear(EventType.ACCEPTED);
        assertThat(Fields.values(used)).isEqualTo(Fields.values(new ExecutionEvent().clear(EventType.ACCEPTED)));
    }

    @Test
    void shouldBeginEmptyWhateverTheLastUseLeft() throws IllegalAccessException {
        Command command = new Command().clear().type(CommandType.CANCEL_ORDER).sequence(7);
        for (EventType last : EventType.values()) {
            ExecutionEvent fresh = new ExecutionEvent().begin(EventType.CANCELLED, command, 3);
            ExecutionEvent used = EventMutations.full(last);
            if (SELDOM_EMPTIED.contains(last)) {
                emptySeldomUsed(used);
            }
            assertThat(Fields.values(used.begin(EventType.CANCELLED, command, 3)))
                    .isEqualTo(Fields.values(fresh));
        }
    }

    /** These never carry what is seldom used, so that the next use need not empty it. */
    private static void emptySeldomUsed(ExecutionEvent event) {
        event.tradeId(0)
                .restingOrderId(0)
                .restingRequestId(0)
                .restingLeavesQuantityLots(0)
                .restingParticipantId(0)
                .instrumentState(null)
                .participantState(null)
                .attachment(null);
        event.restingMemo().clear();
        event.limits().clear();
    }

    @Test
    void shouldGiveBackEveryCodeBesideAllOthers() throws IllegalAccessException {
        ExecutionEvent event = EventMutations.full(EventType.TRADED);
        for (RejectReason reason : RejectReason.values()) {
            assertThat(event.rejectReason(reason).rejectReason()).isEqualTo(reason);
        }
        for (CancelReason reason : CancelReason.values()) {
            assertThat(event.cancelReason(reason).cancelReason()).isEqualTo(reason);
        }
        for (CommandType type : CommandType.values()) {
            assertThat(event.commandType(type).commandType()).isEqualTo(type);
        }
        for (OrderType type : OrderType.values()) {
            assertThat(event.orderType(type).orderType()).isEqualTo(type);
        }
        for (TimeInForce timeInForce : TimeInForce.values()) {
            assertThat(event.timeInForce(timeInForce).timeInForce()).isEqualTo(timeInForce);
        }
        for (EventType type : EventType.values()) {
            assertThat(EventMutations.full(type).type()).isEqualTo(type);
        }
        assertThat(event.type()).isEqualTo(EventType.TRADED);
        assertThat(event.side(Side.SELL).side()).isEqualTo(Side.SELL);
        assertThat(event.side(null).side()).isNull();
        assertThat(event.postOnly() && event.priorityKept() && event.lastOfCommand())
                .isTrue();
    }

    @Test
    void shouldTakeOverEveryField() throws IllegalAccessException {
        ExecutionEvent original = EventMutations.full(EventType.TRADED);
        ExecutionEvent copy = new ExecutionEvent().clear(EventType.ACCEPTED);
        copy.copyFrom(original);
        assertThat(Fields.values(copy)).isEqualTo(Fields.values(original));
        original.copyFrom(new ExecutionEvent().clear(EventType.ACCEPTED));
        assertThat(Fields.values(original)).isEqualTo(Fields.values(new ExecutionEvent().clear(EventType.ACCEPTED)));
    }

    @Test
    void shouldGrowABatchAndKeepItsEvents() {
        EventBatch events = new EventBatch();
        for (int i = 0; i < 1_000; i++) {
            events.add(EventType.TRADED).tradeId(i);
        }
        assertThat(events.size()).isEqualTo(1_000);
        for (int i = 0; i < 1_000; i++) {
            assertThat(events.event(i).tradeId()).isEqualTo(i);
            assertThat(events.event(i).indexInCommand()).isEqualTo(i);
        }
        events.clear();
        assertThat(events.size()).isZero();
        assertThat(events.add(EventType.ACCEPTED).tradeId()).isZero();
    }
}
