package io.everbook.app.lobster;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What an import did, and what it could not express. */
public final class ImportReport {

    private final String symbol;
    private final boolean hasOrderBook;
    private final long[] counts = new long[ImportCount.values().length];

    ImportReport(String symbol, boolean hasOrderBook) {
        this.symbol = symbol;
        this.hasOrderBook = hasOrderBook;
    }

    /** {@return the symbol} */
    public String symbol() {
        return symbol;
    }

    /** {@return how often something happened} */
    public long count(ImportCount what) {
        return counts[what.ordinal()];
    }

    /** {@return the report for a person: one line a count, those that are zero left out} */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(symbol + ":");
        add(lines, false, false);
        lines.add("Not expressed as it happened:");
        add(lines, true, false);
        if (hasOrderBook) {
            lines.add("Held against the order-book file:");
            add(lines, false, true);
        }
        return lines;
    }

    private void add(List<String> lines, boolean notExpressed, boolean correction) {
        int before = lines.size();
        for (ImportCount what : ImportCount.values()) {
            boolean belongs = what.isNotExpressed() == notExpressed && what.isCorrection() == correction;
            if (belongs && count(what) > 0) {
                lines.add(String.format(Locale.ROOT, "%,12d %s", count(what), what.text()));
            }
        }
        if (lines.size() == before) {
            lines.add(String.format(Locale.ROOT, "%12s", "nothing"));
        }
    }

    void add(ImportCount what) {
        counts[what.ordinal()]++;
    }
}
