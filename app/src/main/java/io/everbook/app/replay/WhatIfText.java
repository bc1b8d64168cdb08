package io.everbook.app.replay;

import io.everbook.app.json.Words;
import io.everbook.core.book.BookView;
import io.everbook.core.event.ExecutionEvent;
import io.everbook.core.event.RejectReason;
import io.everbook.core.instrument.Instrument;
import io.everbook.replay.timeline.CommandDifference;
import io.everbook.replay.timeline.CommandDifference.Kind;
import io.everbook.replay.timeline.DifferenceListener;
import io.everbook.replay.timeline.Fills;
import io.everbook.replay.timeline.FillsDifference;
import io.everbook.replay.timeline.OrderDifference;
import io.everbook.replay.timeline.TimelineReport;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a second timeline came to, for a person: at most 80 columns, long lists cut short with their counts. */
final class WhatIfText implements DifferenceListener {

    private static final int LISTED = OrderLine.LISTED;
    private static final int LEVELS = 10;

    private final Instrument instrument;
    private final boolean coloured;
    private final Map<Kind, List<String>> commands = new EnumMap<>(Kind.class);
    private final List<String> trades = new ArrayList<>();
    private final List<String> orders = new ArrayList<>();

    WhatIfText(Instrument instrument, boolean coloured) {
        this.instrument = instrument;
        this.coloured = coloured;
    }

    @Override
    public void command(CommandDifference difference) {
        List<String> listed = commands.computeIfAbsent(difference.kind(), kind -> new ArrayList<>());
        if (listed.size() < LISTED) {
            listed.add("  " + difference.sequence() + " " + what(difference) + outcome(difference));
        }
    }

    @Override
    public void trade(ExecutionEvent trade, boolean original) {
        if (trades.size() < LISTED) {
            trades.add(String.format(
                    Locale.ROOT,
                    "  %s at %d: %s for %s, order %d of %d with order %d of %d",
                    original ? '-' : '+',
                    trade.sequence(),
                    PlainDecimal.brief(instrument.lot(), trade.quantityLots()),
                    PlainDecimal.brief(instrument.tick(), trade.priceTicks()),
                    trade.orderId(),
                    trade.participantId(),
                    trade.restingOrderId(),
                    trade.restingParticipantId()));
        }
    }

    @Override
    public void order(OrderDifference difference) {
        if (orders.size() < LISTED) {
            orders.add(OrderLine.of(difference, instrument));
        }
    }

    /** {@return everything, once all differences were told} */
    List<String> lines(TimelineReport report) {
        List<String> lines = new ArrayList<>();
        lines.add(instrument.symbol() + ": commands " + (report.after() + 1) + " to " + report.through()
                + " again, with the changes");
        if (report.tornTail()) {
            lines.add("the journal ends in an unfinished write, which is no command");
        }
        if (report.identical()) {
            lines.add("nothing differs: digest " + hex(report.changed().digest()));
            return lines;
        }
        for (Kind kind : Kind.values()) {
            list(lines, title(kind), report.count(kind), commands.getOrDefault(kind, List.of()));
        }
        lines.add("trades since then: " + report.trades().inBoth() + " in both, "
                + report.trades().onlyOriginal() + " gone (-), "
                + report.trades().onlyChanged() + " new (+)");
        add(lines, report.trades().onlyOriginal() + report.trades().onlyChanged(), trades);
        fills(lines, report.fills());
        book(lines, report);
        return lines;
    }

    private void fills(List<String> lines, List<FillsDifference> fills) {
        if (fills.isEmpty()) {
            return;
        }
        lines.add("participants who traded otherwise: " + fills.size());
        List<String> rows = new ArrayList<>();
        for (FillsDifference difference : fills.subList(0, Math.min(LISTED, fills.size()))) {
            Fills before = difference.original();
            Fills after = difference.changed();
            rows.add("  " + difference.participantId() + ": trades " + change(before.trades(), after.trades())
                    + ", bought " + change(lots(before.boughtLots()), lots(after.boughtLots())) + ", sold "
                    + change(lots(before.soldLots()), lots(after.soldLots())));
        }
        add(lines, fills.size(), rows);
    }

    private void book(List<String> lines, TimelineReport report) {
        if (report.orders() == 0) {
            lines.add("final book: the same");
            return;
        }
        if (report.orders() < 0) {
            lines.add("final book: the same orders, in another order of priority");
            return;
        }
        list(lines, "final book: open orders that differ", report.orders(), orders);
        BookView before = report.original().view();
        BookView after = report.changed().view();
        lines.add("");
        lines.add("final book with the changes; marked is what differs from the original:");
        lines.addAll(new LadderText(instrument, coloured).ladder(after, before, LEVELS));
    }

    private static void list(List<String> lines, String title, long count, List<String> listed) {
        if (count > 0) {
            lines.add(title + ": " + count);
            add(lines, count, listed);
        }
    }

    private static void add(List<String> lines, long count, List<String> listed) {
        lines.addAll(listed);
        if (count > listed.size()) {
            lines.add("  and " + (count - listed.size()) + " more (--json)");
        }
    }

    private static String title(Kind kind) {
        return switch (kind) {
            case DROPPED -> "dropped";
            case REPLACED -> "replaced";
            case INSERTED -> "inserted";
            case NO_LONGER_APPLIES -> "later commands that no longer apply";
            case APPLIES_NOW -> "later commands that were refused, and apply now";
            case REFUSED_OTHERWISE -> "later commands that are refused for another reason";
            case APPLIES_OTHERWISE -> "later commands of which something else came";
        };
    }

    private static String what(CommandDifference difference) {
        String type = difference.type() == null ? "command" : Words.of(difference.type());
        String who = difference.participantId() == 0 ? "" : " by " + difference.participantId();
        return type + who + (difference.orderId() == 0 ? "" : " of order " + difference.orderId());
    }

    private static String outcome(CommandDifference difference) {
        String before = outcome(difference.original());
        String after = outcome(difference.changed());
        return switch (difference.kind()) {
            case DROPPED -> ": was " + before;
            case INSERTED, NO_LONGER_APPLIES -> ": " + after;
            case REPLACED, REFUSED_OTHERWISE -> ": was " + before + ", is " + after;
            case APPLIES_NOW -> ": was " + before;
            case APPLIES_OTHERWISE -> "";
        };
    }

    private static String outcome(RejectReason reason) {
        return reason == null ? "carried out" : "refused, " + reason;
    }

    private static String change(Object before, Object after) {
        return before.equals(after) ? before.toString() : before + " -> " + after;
    }

    private String lots(BigInteger lots) {
        return PlainDecimal.brief(instrument.lot(), lots);
    }

    private static String hex(long digest) {
        return HexFormat.of().toHexDigits(digest);
    }
}
