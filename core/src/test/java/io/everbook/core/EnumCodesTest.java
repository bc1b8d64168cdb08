package io.everbook.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.everbook.core.command.CommandType;
import io.everbook.core.command.InstrumentState;
import io.everbook.core.command.OrderType;
import io.everbook.core.command.ParticipantState;
import io.everbook.core.command.SelfTradePrevention;
import io.everbook.core.command.Side;
import io.everbook.core.command.TimeInForce;
import io.everbook.core.event.CancelReason;
import io.everbook.core.event.EventType;
import io.everbook.core.event.RejectReason;
import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Codes stand in journals for ever: each is unique, finds its value, and never changes. */
class EnumCodesTest {

    static Stream<Arguments> vocabularies() {
        return Stream.of(
                vocabulary(CommandType.values(), CommandType::code, CommandType::ofCode),
                vocabulary(InstrumentState.values(), InstrumentState::code, InstrumentState::ofCode),
                vocabulary(OrderType.values(), OrderType::code, OrderType::ofCode),
                vocabulary(ParticipantState.values(), ParticipantState::code, ParticipantState::ofCode),
                vocabulary(SelfTradePrevention.values(), SelfTradePrevention::code, SelfTradePrevention::ofCode),
                vocabulary(Side.values(), Side::code, Side::ofCode),
                vocabulary(TimeInForce.values(), TimeInForce::code, TimeInForce::ofCode),
                vocabulary(CancelReason.values(), CancelReason::code, CancelReason::ofCode),
                vocabulary(EventType.values(), EventType::code, EventType::ofCode),
                vocabulary(RejectReason.values(), RejectReason::code, RejectReason::ofCode));
    }

    private static <E extends Enum<E>> Arguments vocabulary(E[] values, ToIntFunction<E> code, IntFunction<E> ofCode) {
        return Arguments.of(values, code, ofCode);
    }

    @ParameterizedTest
    @MethodSource("vocabularies")
    <E extends Enum<E>> void shouldFindEveryValueByItsUniqueCode(
            E[] values, ToIntFunction<E> code, IntFunction<E> ofCode) {
        for (E value : values) {
            assertThat(code.applyAsInt(value)).isBetween(1, 127);
            assertThat(ofCode.apply(code.applyAsInt(value))).isSameAs(value);
        }
        assertThat(Arrays.stream(values).mapToInt(code).distinct().count()).isEqualTo(values.length);
    }

    @ParameterizedTest
    @MethodSource("vocabularies")
    <E extends Enum<E>> void shouldFindNothingByAnUnknownCode(
            E[] values, ToIntFunction<E> code, IntFunction<E> ofCode) {
        int last = Arrays.stream(values).mapToInt(code).max().orElseThrow();
        for (int unknown : new int[] {0, -1, -128, last + 1, 127, 128, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            assertThat(ofCode.apply(unknown)).isNull();
        }
    }

    @Test
    void shouldNeverChangeACodeThatIsInAJournal() {
        assertThat(codes(CommandType.values(), CommandType::code))
                .isEqualTo("NEW_ORDER=1 CANCEL_ORDER=2 REPLACE_ORDER=3 MASS_CANCEL=4 SET_INSTRUMENT_STATE=5"
                        + " SET_PARTICIPANT_STATE=6 SET_LIMITS=7 ADVANCE_TIME=8 QUERY_BOOK=9");
        assertThat(codes(Side.values(), Side::code)).isEqualTo("BUY=1 SELL=2");
        assertThat(codes(OrderType.values(), OrderType::code)).isEqualTo("MARKET=1 LIMIT=2 STOP=3 STOP_LIMIT=4");
        assertThat(codes(TimeInForce.values(), TimeInForce::code)).isEqualTo("DAY=1 GTC=2 IOC=4 FOK=5 GTD=7");
        assertThat(codes(SelfTradePrevention.values(), SelfTradePrevention::code))
                .isEqualTo("NONE=1 CANCEL_NEWEST=2 CANCEL_OLDEST=3 CANCEL_BOTH=4 DECREMENT_AND_CANCEL=5");
        assertThat(codes(InstrumentState.values(), InstrumentState::code)).isEqualTo("OPEN=1 HALTED=2 CLOSED=3");
        assertThat(codes(ParticipantState.values(), ParticipantState::code)).isEqualTo("ENABLED=1 DISABLED=2");
    }

    @Test
    void shouldNeverChangeACodeThatIsInADigest() {
        assertThat(codes(EventType.values(), EventType::code))
                .isEqualTo("ACCEPTED=1 REJECTED=2 TRADED=3 CANCELLED=4 REPLACED=5 TRIGGERED=6 REFRESHED=7"
                        + " MASS_CANCELLED=8 INSTRUMENT_STATE_CHANGED=9 PARTICIPANT_STATE_CHANGED=10 LIMITS_CHANGED=11"
                        + " TIME_ADVANCED=12 BOOK=13 STOPPED=14");
        assertThat(codes(CancelReason.values(), CancelReason::code))
                .isEqualTo("REQUESTED=1 MASS_CANCEL=2 IMMEDIATE_OR_CANCEL=3 FILL_OR_KILL=4 SELF_TRADE=5 EXPIRED=6"
                        + " KILL_SWITCH=7");
        assertThat(codes(RejectReason.values(), RejectReason::code))
                .startsWith("UNKNOWN_INSTRUMENT=1 INVALID_COMMAND=2 INVALID_PARTICIPANT=3 INVALID_REQUEST_ID=4"
                        + " DUPLICATE_REQUEST=5 INSTRUMENT_HALTED=6 INSTRUMENT_CLOSED=7 PARTICIPANT_DISABLED=8"
                        + " INVALID_PRICE=9 OFF_TICK=10 INVALID_QUANTITY=11 OFF_LOT=12 INVALID_TIME_IN_FORCE=13"
                        + " INVALID_POST_ONLY=14 WOULD_TAKE=15 BOOK_FULL=16 UNKNOWN_ORDER=17 NOT_OWNER=18"
                        + " ALREADY_EXECUTED=19 PRICE_OUTSIDE_BAND=20 QUANTITY_OVER_LIMIT=21"
                        + " NOTIONAL_OVER_LIMIT=22 TOO_MANY_OPEN_ORDERS=23 BUSY=24 JOURNAL_FAILED=25"
                        + " ENGINE_STOPPED=26 INVALID_TRIGGER_PRICE=28 INVALID_DISPLAY_QUANTITY=29"
                        + " INVALID_EXPIRE_TIME=30 INVALID_LIMITS=31");
    }

    private static <E extends Enum<E>> String codes(E[] values, ToIntFunction<E> code) {
        return Arrays.stream(values)
                .map(value -> value.name() + "=" + code.applyAsInt(value))
                .collect(Collectors.joining(" "));
    }

    @Test
    void shouldSayEveryRejectReasonInWords() {
        assertThat(RejectReason.values())
                .allSatisfy(reason -> assertThat(reason.text()).isNotBlank());
        assertThat(Side.BUY.opposite()).isEqualTo(Side.SELL);
        assertThat(Side.SELL.opposite()).isEqualTo(Side.BUY);
    }
}
