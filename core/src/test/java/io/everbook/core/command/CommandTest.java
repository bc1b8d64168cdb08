package io.everbook.core.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.everbook.core.Fields;
import io.everbook.core.event.RejectReason;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CommandTest {

    private static final List<String> NEVER_JOURNALED =
            List.of("journaled", "laneRefusal", "digestAfter", "attachment");

    @Test
    void shouldEmptyEveryField() throws IllegalAccessException {
        Command command = new Command();
        Fields.fill(command);
        Map<String, Object> cleared = Fields.values(command.clear());
        Map<String, Object> fresh = Fields.values(new Command().clear());
        cleared.remove("memo");
        fresh.remove("memo");
        assertThat(cleared).isEqualTo(fresh);
        assertThat(command.memoLength()).isZero();
        assertThat(command.marketIndex()).isEqualTo(-1);
    }

    @Test
    void shouldTakeOverEveryFieldButThoseOfItsWayThroughTheRing() throws IllegalAccessException {
        Command original = new Command();
        Fields.fill(original);
        original.memo(new byte[] {1, 2, 3}, 3);
        Command copy = new Command();
        Fields.fill(copy);
        copy.copyFrom(original);
        Map<String, Object> copied = Fields.values(copy);
        Map<String, Object> expected = Fields.values(original);
        Map<String, Object> fresh = Fields.values(new Command().clear());
        for (String name : NEVER_JOURNALED) {
            assertThat(copied.remove(name)).as(name).isEqualTo(fresh.get(name));
            expected.remove(name);
        }
        copied.remove("memo");
        expected.remove("memo");
        assertThat(copied).isEqualTo(expected);
        assertThat(copy.memo()).startsWith(1, 2, 3);
    }

    @Test
    void shouldReadBackNullForWhatWasSetToNull() {
        Command command = new Command().clear().type(CommandType.NEW_ORDER).side(Side.BUY);
        command.orderType(OrderType.LIMIT).timeInForce(TimeInForce.GTC).selfTradePrevention(SelfTradePrevention.NONE);
        command.instrumentState(InstrumentState.OPEN).participantState(ParticipantState.ENABLED);
        command.refusal(RejectReason.OFF_TICK);
        assertThat(command.refusal()).isEqualTo(RejectReason.OFF_TICK);
        command.type(null).side(null).orderType(null).timeInForce(null).selfTradePrevention(null);
        command.instrumentState(null).participantState(null).refusal(null);
        assertThat(command.type()).isNull();
        assertThat(command.side()).isNull();
        assertThat(command.orderType()).isNull();
        assertThat(command.timeInForce()).isNull();
        assertThat(command.selfTradePrevention()).isNull();
        assertThat(command.instrumentState()).isNull();
        assertThat(command.participantState()).isNull();
        assertThat(command.refusal()).isNull();
    }

    @Test
    void shouldGiveBackEveryCodeBesideAllOthers() {
        Command command = new Command().clear().type(CommandType.NEW_ORDER).side(Side.SELL);
        command.orderType(OrderType.STOP_LIMIT).timeInForce(TimeInForce.GTD).postOnly(true);
        for (RejectReason reason : RejectReason.values()) {
            assertThat(command.refusal(reason).refusal()).isEqualTo(reason);
        }
        for (CommandType type : CommandType.values()) {
            assertThat(command.type(type).type()).isEqualTo(type);
        }
        for (InstrumentState state : InstrumentState.values()) {
            assertThat(command.instrumentState(state).instrumentState()).isEqualTo(state);
        }
        for (ParticipantState state : ParticipantState.values()) {
            assertThat(command.participantState(state).participantState()).isEqualTo(state);
        }
        for (SelfTradePrevention prevention : SelfTradePrevention.values()) {
            assertThat(command.selfTradePrevention(prevention).selfTradePrevention())
                    .isEqualTo(prevention);
        }
        for (TimeInForce timeInForce : TimeInForce.values()) {
            assertThat(command.timeInForce(timeInForce).timeInForce()).isEqualTo(timeInForce);
        }
        for (OrderType type : OrderType.values()) {
            assertThat(command.orderType(type).orderType()).isEqualTo(type);
        }
        assertThat(command.side()).isEqualTo(Side.SELL);
        assertThat(command.postOnly()).isTrue();
        assertThat(command.postOnly(false).postOnly()).isFalse();
    }
}
