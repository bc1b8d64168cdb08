package io.everbook.replay.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.everbook.core.command.Command;
import io.everbook.core.event.EventBatch;
import io.everbook.core.event.EventType;
import io.everbook.core.event.ExecutionEvent;
import io.everbook.core.event.RejectReason;
import io.everbook.core.matching.Market;
import io.everbook.replay.JournalReplay;
import io.everbook.replay.ProgressListener;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run, forward or back, stops exactly where a look at every command of a straight replay says that it must. */
class StopConditionTest {

    private static final int COMMANDS = 1_500;

    private final long seed = Long.getLong("everbook.replay.seed", System.nanoTime());

    @TempDir
    private Path directory;

    /** What a look at a command and its events says. */
    private interface Look {

        boolean at(Command command, List<ExecutionEvent> events);
    }

    @Test
    void shouldStopWhereTheConditionHoldsAndNowhereElse() {
        System.out.println("everbook.replay.seed=" + seed);
        try (RecordedPast past = new RecordedPast(directory, seed).run(COMMANDS)) {
            long order = anyOrder(past);
            Map<String, StopCondition> conditions = new TreeMap<>();
            Map<String, Look> looks = new TreeMap<>();
            conditions.put("order", StopCondition.order(order));
            looks.put(
                    "order",
                    (command, events) -> command.orderId() == order
                            || any(events, e -> e.orderId() == order || e.restingOrderId() == order));
            conditions.put("participant", StopCondition.participant(3));
            looks.put(
                    "participant",
                    (command, events) -> command.participantId() == 3
                            || any(events, e -> e.participantId() == 3)
                            || any(trades(events), e -> e.restingParticipantId() == 3));
            conditions.put("traded", StopCondition.traded(9_995, 10_000));
            looks.put(
                    "traded",
                    (command, events) -> any(trades(events), e -> e.priceTicks() >= 9_995 && e.priceTicks() <= 10_000));
            conditions.put("crossed", StopCondition.crossed(10_002));
            looks.put("crossed", new CrossingLook(10_002));
            conditions.put("quantity", StopCondition.quantity(45));
            looks.put(
                    "quantity",
                    (command, events) -> any(
                            events,
                            e -> e.quantityLots() >= 45
                                    && List.of(EventType.TRADED, EventType.ACCEPTED, EventType.REPLACED)
                                            .contains(e.type())));
            conditions.put("event", StopCondition.event(EventType.MASS_CANCELLED));
            looks.put("event", (command, events) -> any(events, e -> e.type() == EventType.MASS_CANCELLED));
            conditions.put("rejected", StopCondition.rejected(RejectReason.WOULD_TAKE));
            looks.put("rejected", (command, events) -> any(events, e -> e.rejectReason() == RejectReason.WOULD_TAKE));
            conditions.put("both", StopCondition.participant(3).and(StopCondition.event(EventType.TRADED)));
            looks.put(
                    "both",
                    (command, events) -> looks.get("participant").at(command, events)
                            && !trades(events).isEmpty());
            conditions.put("either", StopCondition.order(order).or(StopCondition.event(EventType.MASS_CANCELLED)));
            looks.put(
                    "either",
                    (command, events) -> looks.get("order").at(command, events)
                            || looks.get("event").at(command, events));
            conditions.put("neither", StopCondition.event(EventType.ACCEPTED).negate());
            looks.put("neither", (command, events) -> !any(events, e -> e.type() == EventType.ACCEPTED));
            looks.forEach((name, look) -> {
                List<Long> wanted = places(past, look);
                String what = name + " seed=" + seed;
                assertThat(wanted).as(what).isNotEmpty();
                assertThat(forward(past, conditions.get(name))).as(what).isEqualTo(wanted);
                assertThat(backward(past, conditions.get(name))).as(what).isEqualTo(wanted);
            });
        }
    }

    @Test
    void shouldStopWhereTheDigestDiffersFromWhatIsExpected() {
        System.out.println("everbook.replay.seed=" + seed);
        try (RecordedPast past = new RecordedPast(directory, seed).run(300);
                ReplaySession session = ReplaySession.open(past.storage(), RecordedPast.SYMBOL)) {
            StopCondition differs =
                    StopCondition.digestDiffersFrom(sequence -> past.digest(sequence) + (sequence == 211 ? 1 : 0));

            assertThat(session.runUntil(differs, ProgressListener.NONE)).isTrue();
            assertThat(session.sequence()).isEqualTo(211);
            assertThat(session.runUntil(differs, ProgressListener.NONE)).isFalse();
            assertThat(session.sequence()).isEqualTo(300);
        }
    }

    @Test
    void shouldGoToTheEndOrStayWhereNothingMeetsTheCondition() {
        try (RecordedPast past = new RecordedPast(directory, seed).run(300);
                ReplaySession session = ReplaySession.open(past.storage(), RecordedPast.SYMBOL)) {
            StopCondition never = StopCondition.order(1_000_000);
            session.goTo(100);

            assertThat(session.runBackUntil(never, ProgressListener.NONE)).isFalse();
            assertThat(session.sequence()).isEqualTo(100);
            assertThat(session.runUntil(never, 200, ProgressListener.NONE)).isFalse();
            assertThat(session.sequence()).isEqualTo(200);
            assertThat(session.runUntil(never, ProgressListener.NONE)).isFalse();
            assertThat(session.sequence()).isEqualTo(300);
        }
    }

    private static long anyOrder(RecordedPast past) {
        long[] traded = {0};
        straight(past, (command, events) -> {
            if (traded[0] == 0 && command.sequence() > COMMANDS / 4) {
                trades(events).forEach(trade -> traded[0] = trade.restingOrderId());
            }
        });
        return traded[0];
    }

    private static List<Long> places(RecordedPast past, Look look) {
        List<Long> places = new ArrayList<>();
        straight(past, (command, events) -> {
            if (look.at(command, events)) {
                places.add(command.sequence());
            }
        });
        return places;
    }

    private static void straight(RecordedPast past, java.util.function.BiConsumer<Command, List<ExecutionEvent>> each) {
        try (JournalReplay replay = new JournalReplay(past.storage(), new Market(RecordedPast.INSTRUMENT))) {
            replay.run(Long.MAX_VALUE, (command, events) -> each.accept(command, list(events)));
        }
    }

    private static List<ExecutionEvent> list(EventBatch events) {
        List<ExecutionEvent> list = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            list.add(events.event(i));
        }
        return list;
    }

    private static List<Long> forward(RecordedPast past, StopCondition condition) {
        List<Long> places = new ArrayList<>();
        try (ReplaySession session = ReplaySession.open(past.storage(), RecordedPast.SYMBOL)) {
            while (session.runUntil(condition, ProgressListener.NONE)) {
                places.add(session.sequence());
            }
            assertThat(session.sequence()).isEqualTo(past.last());
        }
        return places;
    }

    private static List<Long> backward(RecordedPast past, StopCondition condition) {
        List<Long> places = new ArrayList<>();
        try (ReplaySession session = ReplaySession.open(past.storage(), RecordedPast.SYMBOL)) {
            session.goTo(past.last());
            if (forwardTo(past.last(), session, condition)) {
                places.add(past.last());
            }
            while (session.runBackUntil(condition, ProgressListener.NONE)) {
                places.add(0, session.sequence());
            }
        }
        return places;
    }

    private static boolean forwardTo(long last, ReplaySession session, StopCondition condition) {
        session.goTo(last - 1);
        boolean met = session.runUntil(condition, ProgressListener.NONE);
        session.goTo(last);
        return met;
    }

    private static List<ExecutionEvent> trades(List<ExecutionEvent> events) {
        return events.stream().filter(event -> event.type() == EventType.TRADED).toList();
    }

    private static boolean any(List<ExecutionEvent> events, java.util.function.Predicate<ExecutionEvent> wanted) {
        return events.stream().anyMatch(wanted);
    }

    /** The last price comes to a price, or is on the other side of it; looks at every command in turn. */
    private static final class CrossingLook implements Look {

        private final long price;
        private final List<Long> prices = new ArrayList<>();

        CrossingLook(long price) {
            this.price = price;
        }

        @Override
        public boolean at(Command command, List<ExecutionEvent> events) {
            boolean met = false;
            for (ExecutionEvent trade : trades(events)) {
                long now = Long.signum(trade.priceTicks() - price);
                if (prices.isEmpty()) {
                    met |= now == 0;
                } else {
                    long before = Long.signum(prices.get(prices.size() - 1) - price);
                    met |= before != 0 && before != now;
                }
                prices.add(trade.priceTicks());
            }
            return met;
        }
    }
}
