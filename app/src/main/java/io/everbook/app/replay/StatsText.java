package io.everbook.app.replay;

import io.everbook.app.dump.Decimals;
import io.everbook.app.dump.StreamRows;
import io.everbook.app.json.Words;
import io.everbook.core.instrument.Instrument;
import io.everbook.replay.statistics.Interval;
import io.everbook.replay.statistics.Statistics;
import io.everbook.replay.statistics.StatisticsReport;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** The figures of a stretch of a journal, for a person, within 80 columns. */
final class StatsText {

    private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000L);
    private static final String ROW = "%-12s %8s %7s %10s %8s %9s %9s %6s";

    private final String symbol;
    private final StatisticsReport report;
    private final Instrument instrument;
    private final List<String> lines = new ArrayList<>();

    private StatsText(String symbol, StatisticsReport report, Instrument instrument) {
        this.symbol = symbol;
        this.report = report;
        this.instrument = instrument;
    }

    static List<String> lines(String symbol, StatisticsReport report, Instrument instrument) {
        return new StatsText(symbol, report, instrument).write();
    }

    private List<String> write() {
        line("%s: commands %d to %d", symbol, report.firstSequence(), report.lastSequence());
        if (report.lastNanos() > 0) {
            line("  from  %s", StreamRows.instant(report.firstNanos()));
            line(
                    "  until %s (%s)",
                    StreamRows.instant(report.lastNanos()), Duration.ofNanos(report.lastNanos() - report.firstNanos()));
        }
        line(
                "  commands %d, events %d, participants %d, open orders at most %d",
                report.commandCount(), report.eventCount(), report.participants(), report.mostOpenOrders());
        line("  %s commands a second on average", rate(report));
        if (report.busiestSecondCommands() > 0) {
            line(
                    "  busiest second: %d commands at %s",
                    report.busiestSecondCommands(), StreamRows.instant(report.busiestSecondNanos()));
        }
        line("  trades %d, of %s in all", report.tradeCount(), quantity(report.tradedLots()));
        line("  order-to-trade ratio: %s", ratio(report));
        counts("commands", report.commands(), Words::of);
        counts("events", report.events(), Words::of);
        counts("refused", report.rejects(), Enum::name);
        counts("cancelled", report.cancels(), Enum::name);
        series();
        return lines;
    }

    /** {@return how many commands came a second; "-" where all came at one time} */
    static String rate(StatisticsReport report) {
        long nanos = report.lastNanos() - report.firstNanos();
        return nanos <= 0
                ? "-"
                : BigDecimal.valueOf(report.commandCount())
                        .multiply(NANOS)
                        .divide(BigDecimal.valueOf(nanos), 1, RoundingMode.HALF_UP)
                        .toPlainString();
    }

    /** {@return how many order messages there were for each trade; "-" where there was no trade} */
    static String ratio(StatisticsReport report) {
        return report.tradeCount() == 0
                ? "-"
                : BigDecimal.valueOf(report.orderMessages())
                        .divide(BigDecimal.valueOf(report.tradeCount()), 2, RoundingMode.HALF_UP)
                        .toPlainString();
    }

    private <K extends Enum<K>> void counts(String name, Map<K, Long> counts, Function<K, String> word) {
        long all = counts.values().stream().mapToLong(Long::longValue).sum();
        if (all == 0) {
            return;
        }
        lines.add(name);
        counts.forEach((kind, count) -> line("  %-28s  %12d  %5.1f%%", word.apply(kind), count, count * 100.0 / all));
    }

    private void series() {
        if (report.intervals().isEmpty()) {
            return;
        }
        line(
                "the book over time (UTC), at the first command of each %s",
                Duration.ofNanos(report.intervalNanos()).toString().substring(2).toLowerCase(Locale.ROOT));
        line(ROW, "FROM", "COMMANDS", "TRADES", "BEST BID", "SPREAD", "BIDS", "ASKS", "ORDERS");
        String day = "";
        for (Interval interval : report.intervals()) {
            Instant start = StreamRows.instant(interval.startNanos());
            String text = start.toString();
            if (!text.substring(0, text.indexOf('T')).equals(day)) {
                day = text.substring(0, text.indexOf('T'));
                lines.add(day);
            }
            line(
                    ROW,
                    text.substring(text.indexOf('T') + 1, text.length() - 1),
                    interval.commands(),
                    interval.trades(),
                    interval.bestBidTicks() == 0 ? "-" : Decimals.price(interval.bestBidTicks(), instrument),
                    interval.spreadTicks() < 0 ? "-" : Decimals.price(interval.spreadTicks(), instrument),
                    depth(interval.bidDepthLots()),
                    depth(interval.askDepthLots()),
                    interval.openOrders());
        }
        line("BIDS and ASKS are what is shown at the best %d levels", Statistics.LEVELS);
    }

    /** A quantity in at most 9 columns; the digits that do not fit are cut off behind the point. */
    private String depth(long lots) {
        String text = Decimals.shortQuantity(lots, instrument);
        int point = text.indexOf('.');
        return point < 0 || text.length() <= 9
                ? text
                : text.substring(0, Math.max(point, 9)).replaceAll("\\.$", "");
    }

    private String quantity(BigInteger lots) {
        BigDecimal unit =
                BigDecimal.valueOf(instrument.lot().units(), instrument.lot().scale());
        BigDecimal value = new BigDecimal(lots).multiply(unit);
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    private void line(String format, Object... values) {
        lines.add(String.format(Locale.ROOT, format, values));
    }
}
