package io.everbook.app.replay;

import io.everbook.app.json.Words;
import io.everbook.core.instrument.Instrument;
import io.everbook.replay.timeline.OrderDifference;
import io.everbook.replay.timeline.OrderState;

/** An open order that differs between two books, for a person: {@code +} only in the second, {@code -} in the first. */
final class OrderLine {

    /** How many lines of one kind a person is shown. */
    static final int LISTED = 20;

    private OrderLine() {}

    static String of(OrderDifference difference, Instrument instrument) {
        OrderState now = difference.changed();
        OrderState state = now != null ? now : difference.original();
        char mark = difference.original() == null ? '+' : now == null ? '-' : '*';
        String before = mark == '*' ? quantity(difference.original(), instrument) + " -> " : "";
        return "  " + mark + " order " + state.orderId() + " of " + state.participantId() + ": "
                + Words.of(state.side()) + " " + before + quantity(state, instrument);
    }

    private static String quantity(OrderState order, Instrument instrument) {
        String lots = PlainDecimal.brief(instrument.lot(), order.leavesQuantityLots());
        String at = order.priceTicks() == 0 ? "" : " at " + PlainDecimal.brief(instrument.tick(), order.priceTicks());
        return lots + at + (order.waiting() ? ", waiting" : "");
    }
}
