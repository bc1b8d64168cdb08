package io.everbook.core.matching;

import static org.assertj.core.api.Assertions.fail;

import io.everbook.core.command.Command;
import io.everbook.core.command.CommandType;
import io.everbook.core.command.InstrumentState;
import io.everbook.core.command.OrderType;
import io.everbook.core.command.SelfTradePrevention;
import io.everbook.core.command.Side;
import io.everbook.core.command.TimeInForce;
import io.everbook.core.instrument.DecimalUnit;
import io.everbook.core.instrument.Instrument;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;

/**
 * The market against the oracle on streams that mix every feature, made and shrunk by jqwik: fewer commands, and in
 * each the smallest numbers and the plainest kinds, with which the two still differ, as lines that {@code everbook
 * match} takes. The long random streams, which look for orders to hit, are those of {@link OraclePropertyTest}.
 */
class OracleStreamsPropertyTest {

    private static final Instrument INSTRUMENT =
            new Instrument("ORACLE", DecimalUnit.of("0.01"), DecimalUnit.of("1"), 12);
    private static final long FIRST_NANOS = 1_700_000_000_000_000_000L;
    private static final int MOST_COMMANDS = 120;

    /** Which order a command names: how many places before it in the stream, by id or by its request. */
    private record Target(int back, boolean byRequest) {}

    /** How an order is priced and how long it stays. */
    private record Kind(OrderType type, TimeInForce timeInForce, boolean postOnly, SelfTradePrevention prevention) {}

    /** A command of a stream; what it names is a place before it, so a stream with commands left out is one as well. */
    private record Step(
            CommandType type,
            int participant,
            Side side,
            Kind kind,
            int price,
            int quantity,
            int other,
            Target target) {}

    @Property(tries = 400, edgeCases = EdgeCasesMode.MIXIN, shrinking = ShrinkingMode.BOUNDED)
    void shouldDecideAsTheOracle(@ForAll("streams") List<Step> steps) {
        MarketPair pair = new MarketPair(INSTRUMENT);
        List<Command> given = new ArrayList<>();
        for (Step step : steps) {
            Command command = command(step, given);
            given.add(command);
            String difference = pair.difference(command);
            if (difference == null && given.size() == steps.size()) {
                difference = pair.stateDifference();
            }
            if (difference != null) {
                fail(difference + "\n" + new CommandStream(INSTRUMENT).text(given));
            }
        }
    }

    @Provide
    Arbitrary<List<Step>> streams() {
        return steps().list().ofMinSize(1).ofMaxSize(MOST_COMMANDS);
    }

    private static Arbitrary<Step> steps() {
        Arbitrary<CommandType> types = Arbitraries.frequency(
                Tuple.of(60, CommandType.NEW_ORDER),
                Tuple.of(12, CommandType.CANCEL_ORDER),
                Tuple.of(18, CommandType.REPLACE_ORDER),
                Tuple.of(2, CommandType.MASS_CANCEL),
                Tuple.of(4, CommandType.ADVANCE_TIME),
                Tuple.of(2, CommandType.SET_LIMITS),
                Tuple.of(1, CommandType.SET_PARTICIPANT_STATE),
                Tuple.of(1, CommandType.SET_INSTRUMENT_STATE));
        Arbitrary<Target> targets = Combinators.combine(
                        Arbitraries.integers().between(1, 20), Arbitraries.of(false, true))
                .as(Target::new);
        return Combinators.combine(
                        types,
                        Arbitraries.integers().between(1, 4),
                        Arbitraries.of(Side.class),
                        kinds(),
                        Arbitraries.integers().between(1, 9),
                        Arbitraries.integers().between(1, 12),
                        Arbitraries.integers().between(0, 9),
                        targets)
                .as(Step::new);
    }

    private static Arbitrary<Kind> kinds() {
        return Combinators.combine(
                        Arbitraries.frequency(
                                Tuple.of(12, OrderType.LIMIT),
                                Tuple.of(2, OrderType.MARKET),
                                Tuple.of(3, OrderType.STOP),
                                Tuple.of(3, OrderType.STOP_LIMIT)),
                        Arbitraries.frequency(
                                Tuple.of(10, TimeInForce.GTC),
                                Tuple.of(2, TimeInForce.IOC),
                                Tuple.of(2, TimeInForce.FOK),
                                Tuple.of(2, TimeInForce.DAY),
                                Tuple.of(2, TimeInForce.GTD)),
                        Arbitraries.frequency(Tuple.of(7, false), Tuple.of(1, true)),
                        Arbitraries.of(SelfTradePrevention.class))
                .as(Kind::new);
    }

    private static Command command(Step step, List<Command> before) {
        Command command = Orders.from(step.type, step.participant).timestampNanos(FIRST_NANOS + before.size());
        switch (step.type) {
            case NEW_ORDER -> order(command.requestId(before.size() + 1L), step);
            case CANCEL_ORDER -> name(command, step.target, before);
            case REPLACE_ORDER -> replace(name(command, step.target, before), step);
            case MASS_CANCEL -> command.side(step.other < 4 ? null : step.side);
            case ADVANCE_TIME -> command.participantId(0).timestampNanos(time(step.other, before.size()));
            case SET_LIMITS -> limits(command.participantId(0), step);
            case SET_PARTICIPANT_STATE -> {
                return step.other < 5 ? Orders.enable(step.participant) : Orders.disable(step.participant);
            }
            case SET_INSTRUMENT_STATE -> {
                return Orders.instrumentState(InstrumentState.values()[step.other % InstrumentState.values().length]);
            }
            case QUERY_BOOK -> throw new IllegalArgumentException("is never journaled");
        }
        return command;
    }

    private static void order(Command order, Step step) {
        Kind kind = step.kind;
        boolean stop = kind.type == OrderType.STOP || kind.type == OrderType.STOP_LIMIT;
        boolean unpriced = kind.type == OrderType.MARKET || kind.type == OrderType.STOP;
        boolean immediate = kind.timeInForce == TimeInForce.IOC || kind.timeInForce == TimeInForce.FOK;
        boolean iceberg = !unpriced && !immediate && step.other > 6;
        order.side(step.side)
                .orderType(kind.type)
                .timeInForce(kind.type == OrderType.MARKET && !immediate ? TimeInForce.IOC : kind.timeInForce)
                .selfTradePrevention(kind.prevention)
                .postOnly(kind.postOnly)
                .priceTicks(unpriced && step.other < 5 ? 0 : step.price)
                .quantityLots(step.quantity)
                .triggerPriceTicks(stop ? 1 + step.other : 0)
                .displayQuantityLots(iceberg ? step.other - 6 : 0)
                .expireNanos(kind.timeInForce == TimeInForce.GTD ? time(step.other, 60) : 0);
    }

    /** Ten nanoseconds apart, or a day later. */
    private static long time(int step, int commands) {
        return FIRST_NANOS + commands + (step == 9 ? 86_400_000_000_000L : step * 10L);
    }

    private static Command replace(Command command, Step step) {
        boolean byLeaves = step.other == 4 || step.other == 5;
        return command.priceTicks(step.other < 3 ? 0 : step.price)
                .quantityLots(byLeaves || step.other == 6 ? 0 : step.quantity)
                .leavesQuantityLots(byLeaves ? step.quantity : 0)
                .triggerPriceTicks(step.other == 8 ? step.price : 0);
    }

    private static void limits(Command command, Step step) {
        if (step.other > 3) {
            command.limits().priceBand(step.price, step.price + step.other);
            command.limits().maxQuantityLots(step.quantity);
            command.limits().maxNotional(step.other * 10L);
            command.limits().maxOpenOrders(step.other);
        }
    }

    private static Command name(Command command, Target target, List<Command> before) {
        int place = before.size() - target.back;
        if (place < 0) {
            return command.orderId(Long.MAX_VALUE);
        }
        Command named = before.get(place);
        command.participantId(named.participantId() == 0 ? command.participantId() : named.participantId());
        return target.byRequest && named.requestId() != 0
                ? command.origRequestId(named.requestId())
                : command.orderId(place + 1L);
    }
}
