package io.everbook.app.json;

import io.everbook.core.book.BookView;
import io.everbook.core.event.EventType;
import io.everbook.core.event.ExecutionEvent;
import io.everbook.core.event.Memo;
import io.everbook.core.instrument.Instrument;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes events as JSON Lines, one a line, as docs/commands.md says; the time stamp comes last, so that two runs can be
 * compared without it. Buffers whole lines and makes no garbage. Used by one thread; the stream stays the caller's to
 * close, after {@link #flush()}.
 */
public final class EventWriter {

    private static final int ALL = 0;
    private static final int FEW_BYTES = 1024;

    private final JsonLines lines;
    private final InstrumentDirectory directory;
    private byte[][] symbols = new byte[0][];
    private int viewer = ALL;

    /**
     * Writes to a stream.
     *
     * @param out receives large pieces of UTF-8 text
     * @param instruments where market indexes are looked up
     */
    public EventWriter(OutputStream out, InstrumentDirectory instruments) {
        this(new JsonLines(out), instruments);
    }

    /**
     * Writes a few events to a stream, with a small buffer.
     *
     * @param out receives UTF-8 text, at the latest when it is flushed
     * @param instruments where market indexes are looked up
     * @return the writer
     */
    public static EventWriter ofFew(OutputStream out, InstrumentDirectory instruments) {
        return new EventWriter(new JsonLines(out, FEW_BYTES), instruments);
    }

    private EventWriter(JsonLines lines, InstrumentDirectory instruments) {
        this.lines = lines;
        directory = instruments;
    }

    /**
     * Writes an event.
     *
     * @param event the event; not kept
     * @throws UncheckedIOException where the stream fails
     */
    public void write(ExecutionEvent event) {
        write(event, ALL);
    }

    /**
     * Writes an event as one participant may see it: of the other side of a trade without its owner, its requests, its
     * memo and what is left of its order.
     *
     * @param event the event; not kept
     * @param participantId who will read it; 0 for somebody who may see everything
     * @throws UncheckedIOException where the stream fails
     */
    public void write(ExecutionEvent event, int participantId) {
        viewer = participantId;
        EventType type = event.type();
        int marketIndex = event.marketIndex();
        lines.raw(EventKeys.START).raw(Vocabularies.EVENTS.bytes(type)).raw('"');
        Instrument instrument = null;
        if (marketIndex >= 0) {
            instrument = directory.instruments().get(marketIndex);
            lines.word(EventKeys.SYMBOL, symbol(marketIndex));
        }
        if (type == EventType.BOOK) {
            book((BookView) event.attachment(), instrument);
        } else {
            lines.number(EventKeys.SEQUENCE, event.sequence())
                    .number(EventKeys.INDEX, event.indexInCommand())
                    .flag(EventKeys.LAST, event.lastOfCommand());
            body(type, event, instrument);
        }
        lines.number(EventKeys.TIMESTAMP, event.timestampNanos());
        try {
            lines.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Passes on what is buffered.
     *
     * @throws UncheckedIOException where the stream fails
     */
    public void flush() {
        try {
            lines.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] symbol(int marketIndex) {
        if (marketIndex >= symbols.length) {
            List<Instrument> instruments = directory.instruments();
            symbols = instruments.stream()
                    .map(instrument -> instrument.symbol().getBytes(StandardCharsets.US_ASCII))
                    .toArray(byte[][]::new);
        }
        return symbols[marketIndex];
    }

    private void body(EventType type, ExecutionEvent event, Instrument instrument) {
        switch (type) {
            case ACCEPTED -> accepted(event, instrument);
            case REJECTED -> rejected(event);
            case TRADED -> traded(event, instrument);
            case CANCELLED -> cancelled(event, instrument);
            case REPLACED, TRIGGERED, REFRESHED -> changed(event, instrument);
            case MASS_CANCELLED -> {
                whose(event);
                side(event);
                lines.number(EventKeys.ORDERS, event.quantityLots());
            }
            case INSTRUMENT_STATE_CHANGED ->
                lines.word(EventKeys.STATE, Vocabularies.INSTRUMENT_STATES.bytes(event.instrumentState()));
            case PARTICIPANT_STATE_CHANGED -> {
                whose(event);
                lines.word(EventKeys.STATE, Vocabularies.PARTICIPANT_STATES.bytes(event.participantState()))
                        .number(EventKeys.ORDERS, event.quantityLots());
            }
            case LIMITS_CHANGED -> limits(event, instrument);
            case TIME_ADVANCED -> lines.number(EventKeys.ORDERS, event.quantityLots());
            case BOOK -> {}
            case STOPPED -> reason(event);
        }
    }

    private void accepted(ExecutionEvent event, Instrument instrument) {
        lines.number(EventKeys.ORDER_ID, event.orderId());
        whose(event);
        side(event);
        lines.word(EventKeys.ORDER_TYPE, Vocabularies.ORDER_TYPES.bytes(event.orderType()));
        lines.word(EventKeys.TIME_IN_FORCE, Vocabularies.TIMES_IN_FORCE.bytes(event.timeInForce()));
        lines.flag(EventKeys.POST_ONLY, event.postOnly());
        price(event, instrument);
        quantities(event, instrument);
        memo(EventKeys.MEMO, event.memo());
    }

    private void rejected(ExecutionEvent event) {
        if (event.commandType() != null) {
            lines.word(EventKeys.COMMAND, Vocabularies.COMMAND_TYPES.bytes(event.commandType()));
        }
        if (event.orderId() != 0) {
            lines.number(EventKeys.ORDER_ID, event.orderId());
        }
        whose(event);
        origRequest(event);
        side(event);
        reason(event);
        memo(EventKeys.MEMO, event.memo());
    }

    private void traded(ExecutionEvent event, Instrument instrument) {
        boolean incoming = viewer == ALL || viewer == event.participantId();
        boolean resting = viewer == ALL || viewer == event.restingParticipantId();
        lines.number(EventKeys.ORDER_ID, event.orderId());
        if (incoming) {
            whose(event);
            origRequest(event);
        }
        side(event);
        price(event, instrument);
        lines.decimal(EventKeys.QUANTITY, event.quantityLots(), instrument.lot());
        if (incoming) {
            lines.decimal(EventKeys.LEAVES_QUANTITY, event.leavesQuantityLots(), instrument.lot());
        }
        lines.number(EventKeys.TRADE_ID, event.tradeId()).number(EventKeys.RESTING_ORDER_ID, event.restingOrderId());
        if (resting) {
            resting(event, instrument);
        }
        if (incoming) {
            memo(EventKeys.MEMO, event.memo());
        }
        if (resting) {
            memo(EventKeys.RESTING_MEMO, event.restingMemo());
        }
    }

    private void resting(ExecutionEvent event, Instrument instrument) {
        lines.number(EventKeys.RESTING_PARTICIPANT, event.restingParticipantId());
        if (event.restingRequestId() != 0) {
            lines.number(EventKeys.RESTING_REQUEST_ID, event.restingRequestId());
        }
        lines.decimal(EventKeys.RESTING_LEAVES_QUANTITY, event.restingLeavesQuantityLots(), instrument.lot());
    }

    private void cancelled(ExecutionEvent event, Instrument instrument) {
        order(event);
        price(event, instrument);
        quantities(event, instrument);
        lines.word(EventKeys.REASON, Vocabularies.CANCEL_REASONS.bytes(event.cancelReason()));
        memo(EventKeys.MEMO, event.memo());
    }

    private void changed(ExecutionEvent event, Instrument instrument) {
        order(event);
        price(event, instrument);
        quantities(event, instrument);
        if (event.type() == EventType.REPLACED) {
            lines.flag(EventKeys.PRIORITY_KEPT, event.priorityKept());
        }
        memo(EventKeys.MEMO, event.memo());
    }

    private void limits(ExecutionEvent event, Instrument instrument) {
        lines.decimal(EventKeys.MIN_PRICE, event.limits().minPriceTicks(), instrument.tick())
                .decimal(EventKeys.MAX_PRICE, event.limits().maxPriceTicks(), instrument.tick())
                .decimal(EventKeys.MAX_QUANTITY, event.limits().maxQuantityLots(), instrument.lot());
        NotionalText.write(lines, EventKeys.MAX_NOTIONAL, event.limits().maxNotional(), instrument);
        lines.number(EventKeys.MAX_OPEN_ORDERS, event.limits().maxOpenOrders());
    }

    private void book(BookView view, Instrument instrument) {
        lines.number(EventKeys.SEQUENCE, view.sequence())
                .number(EventKeys.INDEX, 0)
                .flag(EventKeys.LAST, true)
                .hex(EventKeys.DIGEST, view.digest())
                .number(EventKeys.LAST_TRADE_ID, view.lastTradeId());
        if (view.lastTradeId() != 0) {
            lines.decimal(EventKeys.LAST_TRADE_PRICE, view.lastTradePriceTicks(), instrument.tick());
        }
        lines.number(EventKeys.OPEN_ORDERS, view.openOrderCount());
        levels(EventKeys.BIDS, view.bids(), instrument);
        levels(EventKeys.ASKS, view.asks(), instrument);
    }

    private void levels(byte[] key, BookView.Levels levels, Instrument instrument) {
        lines.raw(key).raw('[');
        for (int i = 0; i < levels.depth(); i++) {
            if (i > 0) {
                lines.raw(',');
            }
            lines.decimal(EventKeys.LEVEL_PRICE, levels.priceTicks()[i], instrument.tick())
                    .decimal(EventKeys.QUANTITY, levels.quantityLots()[i], instrument.lot())
                    .number(EventKeys.ORDERS, levels.orderCount()[i])
                    .raw('}');
        }
        lines.raw(']');
    }

    private void order(ExecutionEvent event) {
        lines.number(EventKeys.ORDER_ID, event.orderId());
        whose(event);
        origRequest(event);
        side(event);
    }

    private void whose(ExecutionEvent event) {
        if (event.participantId() != 0) {
            lines.number(EventKeys.PARTICIPANT, event.participantId());
        }
        if (event.requestId() != 0) {
            lines.number(EventKeys.REQUEST_ID, event.requestId());
        }
    }

    private void origRequest(ExecutionEvent event) {
        if (event.origRequestId() != 0) {
            lines.number(EventKeys.ORIG_REQUEST_ID, event.origRequestId());
        }
    }

    private void side(ExecutionEvent event) {
        if (event.side() != null) {
            lines.word(EventKeys.SIDE, Vocabularies.SIDES.bytes(event.side()));
        }
    }

    private void price(ExecutionEvent event, Instrument instrument) {
        if (event.priceTicks() != 0) {
            lines.decimal(EventKeys.PRICE, event.priceTicks(), instrument.tick());
        }
    }

    private void quantities(ExecutionEvent event, Instrument instrument) {
        lines.decimal(EventKeys.QUANTITY, event.quantityLots(), instrument.lot());
        lines.decimal(EventKeys.LEAVES_QUANTITY, event.leavesQuantityLots(), instrument.lot());
    }

    private void reason(ExecutionEvent event) {
        if (event.rejectReason() != null) {
            lines.word(EventKeys.REASON, Vocabularies.REJECT_REASONS.bytes(event.rejectReason()));
            lines.word(EventKeys.TEXT, RejectTexts.bytes(event.rejectReason()));
        }
    }

    private void memo(byte[] key, Memo memo) {
        if (memo.length() > 0) {
            lines.text(key, memo.bytes(), memo.length());
        }
    }
}
