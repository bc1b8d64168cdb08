package io.everbook.app.replay;

import io.everbook.app.dump.Decimals;
import io.everbook.app.dump.EventSentence;
import io.everbook.app.dump.StreamRows;
import io.everbook.app.json.Words;
import io.everbook.core.event.ExecutionEvent;
import io.everbook.core.instrument.Instrument;
import io.everbook.replay.difference.DifferenceReport;
import io.everbook.replay.difference.Position;
import io.everbook.replay.timeline.OrderDifference;
import io.everbook.replay.timeline.OrderState;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What lies between two positions, for a person. */
final class DiffText {

    private final DifferenceReport report;
    private final DiffLists lists;
    private final Instrument instrument;
    private final List<String> lines = new ArrayList<>();

    private DiffText(DifferenceReport report, DiffLists lists, Instrument instrument) {
        this.report = report;
        this.lists = lists;
        this.instrument = instrument;
    }

    static List<String> lines(
            DifferenceReport report, DiffLists lists, Instrument instrument, String first, String second) {
        return new DiffText(report, lists, instrument).write(first, second);
    }

    private List<String> write(String first, String second) {
        position("A", first, report.first());
        position("B", second, report.second());
        lines.add(common());
        trades("A", true, report.firstTrades());
        trades("B", false, report.secondTrades());
        long listed = report.added() + report.gone() + report.changed();
        lines.add("orders: " + report.added() + " added, " + report.gone() + " gone, " + report.changed() + " changed"
                + (report.reordered() ? ", but their queues are in another order" : ""));
        lists.orders().forEach(this::order);
        more(listed, lists.orders().size());
        report.state().forEach(state -> add("state: " + state));
        lines.add(report.equal() ? "A and B are equal" : "A and B differ");
        return lines;
    }

    private String common() {
        if (report.common() < 0) {
            return "they have parted before the first command from which both can be replayed";
        }
        return report.parted()
                ? "they part at command " + (report.common() + 1)
                : "they have the same commands up to " + report.common();
    }

    private void position(String name, String text, Position position) {
        lines.add(name + " " + text);
        lines.add(String.format(
                Locale.ROOT,
                "  command %d%s, %d open orders, digest %016x",
                position.sequence(),
                position.timestampNanos() == 0 ? "" : " of " + StreamRows.instant(position.timestampNanos()),
                position.openOrders(),
                position.digest()));
    }

    private void trades(String name, boolean first, long count) {
        if (count == 0) {
            return;
        }
        lines.add("trades that only " + name + " has: " + count);
        for (ExecutionEvent trade : lists.trades(first)) {
            add("  " + trade.sequence() + ": " + EventSentence.of(trade, instrument));
        }
        more(count, lists.trades(first).size());
    }

    private void order(OrderDifference difference) {
        OrderState before = difference.original();
        OrderState now = difference.changed();
        if (before == null) {
            add("  + " + order(now));
        } else if (now == null) {
            add("  - " + order(before));
        } else {
            add("  ~ " + order(before) + " -> " + open(now));
        }
    }

    private String order(OrderState order) {
        return "order " + order.orderId() + " of participant " + order.participantId() + ": " + Words.of(order.side())
                + " " + Words.of(order.orderType()) + " " + open(order);
    }

    private String open(OrderState order) {
        String price = order.priceTicks() == 0 ? "" : " at " + Decimals.price(order.priceTicks(), instrument);
        String trigger = order.triggerPriceTicks() == 0
                ? ""
                : ", trigger " + Decimals.price(order.triggerPriceTicks(), instrument)
                        + (order.waiting() ? ", waiting" : "");
        String shown = order.shownQuantityLots() == order.leavesQuantityLots()
                ? ""
                : ", shows " + Decimals.shortQuantity(order.shownQuantityLots(), instrument);
        return Decimals.shortQuantity(order.leavesQuantityLots(), instrument) + price + shown + trigger;
    }

    private void more(long count, int listed) {
        if (count > listed) {
            lines.add("  ... and " + (count - listed) + " more (--limit)");
        }
    }

    private void add(String sentence) {
        lines.addAll(StreamRows.wrapped(sentence, 6));
    }
}
