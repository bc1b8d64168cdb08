package io.everbook.app.json;

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

/** The words of commands and events. */
final class Vocabularies {

    static final Vocabulary<CommandSchema> COMMANDS = Vocabulary.of(CommandSchema.values(), CommandSchema::jsonName);
    static final Vocabulary<CommandType> COMMAND_TYPES =
            Vocabulary.of(CommandType.values(), type -> CommandSchema.of(type).jsonName());
    static final Vocabulary<Side> SIDES = Vocabulary.ofWords(Side.values());
    static final Vocabulary<OrderType> ORDER_TYPES = Vocabulary.ofWords(OrderType.values());
    static final Vocabulary<TimeInForce> TIMES_IN_FORCE = Vocabulary.ofWords(TimeInForce.values());
    static final Vocabulary<SelfTradePrevention> SELF_TRADE_PREVENTIONS =
            Vocabulary.ofWords(SelfTradePrevention.values());
    static final Vocabulary<InstrumentState> INSTRUMENT_STATES = Vocabulary.ofWords(InstrumentState.values());
    static final Vocabulary<ParticipantState> PARTICIPANT_STATES = Vocabulary.ofWords(ParticipantState.values());
    static final Vocabulary<EventType> EVENTS = Vocabulary.ofWords(EventType.values());
    static final Vocabulary<RejectReason> REJECT_REASONS = Vocabulary.ofCodes(RejectReason.values());
    static final Vocabulary<CancelReason> CANCEL_REASONS = Vocabulary.ofCodes(CancelReason.values());

    private Vocabularies() {}
}
