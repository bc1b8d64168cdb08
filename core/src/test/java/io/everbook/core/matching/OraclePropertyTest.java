package io.everbook.core.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.everbook.core.command.Command;
import io.everbook.core.command.CommandType;
import io.everbook.core.command.InstrumentState;
import io.everbook.core.event.CancelReason;
import io.everbook.core.event.EventType;
import io.everbook.core.event.ExecutionEvent;
import io.everbook.core.event.RejectReason;
import io.everbook.core.instrument.DecimalUnit;
import io.everbook.core.instrument.Instrument;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * The market against the oracle on random streams. {@code -Deverbook.oracle.commands} sets how many commands there
 * are in all and {@code -Deverbook.oracle.seed} runs a seed again.
 */
class OraclePropertyTest {

    private static final long COMMANDS = Long.getLong("everbook.oracle.commands", 300_000);
    private static final long FULL_COVERAGE_COMMANDS = 200_000;
    private static final int STATE_CHECK_INTERVAL = 50;
    private static final EventType[] EXPECTED_EVENTS = {
        EventType.ACCEPTED,
        EventType.REJECTED,
        EventType.TRADED,
        EventType.CANCELLED,
        EventType.REPLACED,
        EventType.MASS_CANCELLED,
        EventType.INSTRUMENT_STATE_CHANGED,
        EventType.PARTICIPANT_STATE_CHANGED,
        EventType.TIME_ADVANCED,
        EventType.TRIGGERED,
        EventType.REFRESHED,
        EventType.LIMITS_CHANGED
    };

    private final List<Command> recorded = new ArrayList<>();
    private final Map<EventType, Long> eventCounts = new EnumMap<>(EventType.class);
    private final Map<CancelReason, Long> cancelCounts = new EnumMap<>(CancelReason.class);
    private final Map<RejectReason, Long> rejectCounts = new EnumMap<>(RejectReason.class);

    @Test
    void shouldDecideAsTheOracleOnRandomCommands() {
        long seed = Long.getLong("everbook.oracle.seed", System.nanoTime());
        System.out.println("oracle: -Deverbook.oracle.seed=" + seed + " -Deverbook.oracle.commands=" + COMMANDS);
        Random streams = new Random(seed);
        long done = 0;
        while (done < COMMANDS) {
            done += runStream(streams.nextLong(), 500 + streams.nextInt(9_500));
        }
        System.out.println("oracle: " + eventCounts + " " + cancelCounts + " " + rejectCounts);
        if (COMMANDS >= FULL_COVERAGE_COMMANDS) {
            assertThat(eventCounts).containsKeys(EXPECTED_EVENTS);
            assertThat(cancelCounts).containsKeys(CancelReason.values());
            assertThat(rejectCounts).containsKeys(RejectReason.values());
            assertThat(eventCounts.get(EventType.TRADED)).isGreaterThan(COMMANDS / 5);
        }
    }

    /** Runs one stream, the clearing of the book included. */
    private int runStream(long streamSeed, int length) {
        Random random = new Random(streamSeed);
        DecimalUnit lot = random.nextInt(4) == 0 ? new DecimalUnit(25, 3) : new DecimalUnit(1, 8);
        Instrument instrument = new Instrument(
                "ORACLE", DecimalUnit.of("0.01"), lot, 1 + random.nextInt(random.nextBoolean() ? 20 : 150));
        MarketPair pair = new MarketPair(instrument);
        RandomCommands commands = new RandomCommands(random.nextLong(), pair.oracle);
        recorded.clear();
        for (int i = 0; i < length; i++) {
            apply(pair, commands.next(), instrument, streamSeed);
            if (i % STATE_CHECK_INTERVAL == 0) {
                check(pair.stateDifference(), instrument, streamSeed);
            }
        }
        cancelEverything(pair, random, instrument, streamSeed);
        return recorded.size();
    }

    /** Shows that every order that a walk over the book meets is found by both its names, whatever happened before. */
    private void cancelEverything(MarketPair pair, Random random, Instrument instrument, long streamSeed) {
        apply(pair, Orders.instrumentState(InstrumentState.OPEN), instrument, streamSeed);
        List<OracleOrder> open = new ArrayList<>(pair.oracle.book.all());
        Collections.shuffle(open, random);
        for (OracleOrder order : open) {
            Command cancel = Orders.from(CommandType.CANCEL_ORDER, order.participantId);
            boolean byRequest = order.requestId != 0 && random.nextInt(4) > 0;
            apply(
                    pair,
                    byRequest ? cancel.origRequestId(order.requestId) : cancel.orderId(order.orderId),
                    instrument,
                    streamSeed);
        }
        assertThat(pair.oracle.book.openOrderCount()).isZero();
        check(pair.stateDifference(), instrument, streamSeed);
    }

    private void apply(MarketPair pair, Command command, Instrument instrument, long streamSeed) {
        recorded.add(command);
        check(pair.difference(command), instrument, streamSeed);
        for (ExecutionEvent event : pair.lastEvents()) {
            eventCounts.merge(event.type(), 1L, Long::sum);
            if (event.cancelReason() != null) {
                cancelCounts.merge(event.cancelReason(), 1L, Long::sum);
            }
            if (event.rejectReason() != null) {
                rejectCounts.merge(event.rejectReason(), 1L, Long::sum);
            }
        }
    }

    private void check(String difference, Instrument instrument, long streamSeed) {
        if (difference != null) {
            CommandStream stream = new CommandStream(instrument);
            List<Command> shortest = stream.shrink(stream.sayable(List.copyOf(recorded)));
            fail("stream seed " + streamSeed + ": " + difference + "\nshrunk to " + shortest.size() + " commands on "
                    + instrument + ", " + stream.difference(shortest) + "\n" + stream.text(shortest));
        }
    }
}
