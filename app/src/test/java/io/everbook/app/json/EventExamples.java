package io.everbook.app.json;

import io.everbook.core.book.BookView;
import io.everbook.core.command.CommandType;
import io.everbook.core.command.InstrumentState;
import io.everbook.core.command.OrderType;
import io.everbook.core.command.ParticipantState;
import io.everbook.core.command.Side;
import io.everbook.core.command.TimeInForce;
import io.everbook.core.event.CancelReason;
import io.everbook.core.event.EventType;
import io.everbook.core.event.ExecutionEvent;
import io.everbook.core.event.Memo;
import io.everbook.core.event.RejectReason;
import java.nio.charset.StandardCharsets;

/** Events of each type: with every field set, and with none but those that are never absent. */
final class EventExamples {

    static final long TIMESTAMP = 1_712_345_678_900_000_000L;

    private EventExamples() {}

    static ExecutionEvent full(EventType type) {
        ExecutionEvent event = bare(type)
                .commandType(CommandType.NEW_ORDER)
                .side(Side.SELL)
                .rejectReason(RejectReason.WOULD_TAKE)
                .postOnly(true)
                .priorityKept(true)
                .lastOfCommand(true)
                .marketIndex(0)
                .indexInCommand(1)
                .sequence(17)
                .timestampNanos(TIMESTAMP)
                .orderId(11)
                .requestId(12)
                .origRequestId(13)
                .priceTicks(6_400_050)
                .quantityLots(15)
                .leavesQuantityLots(100_000_000)
                .tradeId(5)
                .restingOrderId(6)
                .restingRequestId(7)
                .restingLeavesQuantityLots(8)
                .participantId(3)
                .restingParticipantId(4);
        set(event.memo(), "mine");
        set(event.restingMemo(), "yours");
        event.limits().priceBand(1, 2);
        event.limits().maxQuantityLots(3);
        event.limits().maxNotional(4);
        event.limits().maxOpenOrders(5);
        if (type == EventType.BOOK) {
            event.attachment(book(9));
        }
        return event;
    }

    static ExecutionEvent bare(EventType type) {
        return new ExecutionEvent()
                .clear(type)
                .orderType(OrderType.LIMIT)
                .timeInForce(TimeInForce.GTC)
                .cancelReason(CancelReason.REQUESTED)
                .instrumentState(InstrumentState.OPEN)
                .participantState(ParticipantState.ENABLED)
                .attachment(type == EventType.BOOK ? book(0) : null);
    }

    private static BookView book(long lastTradeId) {
        return new BookView(
                "BTC-USD",
                17,
                255,
                lastTradeId,
                6_400_050,
                3,
                new BookView.Levels(new long[] {9, 8}, new long[] {100, 1}, new int[] {2, 1}),
                new BookView.Levels(new long[0], new long[0], new int[0]));
    }

    private static void set(Memo memo, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        memo.set(bytes, 0, bytes.length);
    }
}
