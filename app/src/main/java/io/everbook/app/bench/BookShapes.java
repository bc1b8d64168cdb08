package io.everbook.app.bench;

import io.everbook.core.command.Command;
import io.everbook.core.command.CommandType;
import io.everbook.core.command.OrderType;
import io.everbook.core.command.SelfTradePrevention;
import io.everbook.core.command.Side;
import io.everbook.core.command.TimeInForce;
import io.everbook.core.event.EventBatch;
import io.everbook.core.event.EventType;
import io.everbook.core.instrument.Instrument;
import io.everbook.core.matching.Market;
import java.io.PrintStream;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * What a command costs in books of different shapes, in process on one thread: a small one to compare with, a deep one,
 * a wide one with an outlier, and one of a single level. A cancel takes an order out of the middle, wherever it stands.
 */
public final class BookShapes {

    private static final Instrument INSTRUMENT = Instrument.of("SHAPE", "1", "1");
    private static final long MIDDLE_TICKS = 1_000_000;
    private static final long OUTLIER_TICKS = 1_000_000_000_000L;
    private static final int WIDE_LEVELS = 100_000;
    private static final int LOTS = 10;

    private final SplittableRandom random;
    private final PrintStream out;
    private final int operations;
    private final Market market = new Market(INSTRUMENT);
    private final Command command = new Command();
    private final EventBatch events = new EventBatch();
    private final Histogram cancels = new Histogram(TimeUnit.SECONDS.toNanos(10), 3);
    private final Histogram entries = new Histogram(TimeUnit.SECONDS.toNanos(10), 3);
    private final Histogram takes = new Histogram(TimeUnit.SECONDS.toNanos(10), 3);
    private final long[] live;
    private final int levels;
    private long nanos;

    private BookShapes(int orders, int levels, int operations, long seed, PrintStream out) {
        this.levels = levels;
        this.operations = operations;
        this.out = out;
        random = new SplittableRandom(seed);
        live = new long[orders];
    }

    /**
     * Runs all shapes and prints a line for each.
     *
     * @param deepOrders how many orders the deep book has, 100 or more; the one level has a tenth
     * @param operations how often an order is cancelled and another entered, in each book, 1 or more
     * @param seed what is drawn from
     * @param out where the table goes
     */
    public static void run(int deepOrders, int operations, long seed, PrintStream out) {
        for (int warmUp = 0; warmUp < 3; warmUp++) {
            new BookShapes(2_700, 290, Math.min(operations, 300_000), seed, null).measure("warm-up");
        }
        out.printf(
                Locale.ROOT,
                "%-28s %9s   %-31s %-31s %s%n",
                "book",
                "fill",
                "cancel from the middle",
                "enter",
                "take the best");
        out.printf(
                Locale.ROOT,
                "%-28s %9s   %s %s %s%n",
                "",
                "ns each",
                "p50   p99 p99.99      max (ns) ",
                "p50   p99 p99.99      max (ns) ",
                "p50   p99 p99.99      max (ns)");
        new BookShapes(2_700, 290, operations, seed, out).measure("small: 290 levels");
        new BookShapes(deepOrders, 2_000, operations, seed, out).measure("deep: 2,000 levels");
        new BookShapes(2 * WIDE_LEVELS, 2 * WIDE_LEVELS, operations, seed, out).measure("wide: 200,000 levels");
        new BookShapes(deepOrders / 10, 1, operations, seed, out).measure("one level");
    }

    private void measure(String name) {
        long start = System.nanoTime();
        for (int i = 0; i < live.length; i++) {
            live[i] = enter(i);
        }
        if (levels > WIDE_LEVELS) {
            limit(Side.SELL, OUTLIER_TICKS, TimeInForce.GTC);
        }
        double fill = (double) (System.nanoTime() - start) / live.length;
        for (int i = 0; i < operations; i++) {
            churn();
        }
        if (out != null) {
            out.printf(
                    Locale.ROOT,
                    "%-28s %9.0f   %s %s %s%n",
                    String.format(Locale.ROOT, "%,d orders, %s", live.length, name.substring(name.indexOf(':') + 1)),
                    fill,
                    text(cancels),
                    text(entries),
                    text(takes));
        }
    }

    /** Cancels an order from anywhere and enters another; now and then one that takes the best order comes first. */
    private void churn() {
        if (random.nextInt(10) == 0) {
            boolean buys = random.nextBoolean() && levels > 1;
            limit(buys ? Side.BUY : Side.SELL, buys ? OUTLIER_TICKS : 1, TimeInForce.IOC);
            takes.recordValue(nanos);
        }
        int place = random.nextInt(live.length);
        command.clear()
                .type(CommandType.CANCEL_ORDER)
                .sequence(market.sequence() + 1)
                .participantId(1)
                .orderId(live[place]);
        apply();
        if (events.event(0).type() == EventType.CANCELLED) {
            cancels.recordValue(nanos);
        }
        live[place] = enter(random.nextInt(live.length));
        entries.recordValue(nanos);
    }

    /** Enters an order at the level that a number stands for: bids below the middle, asks from it on. */
    private long enter(int number) {
        int level = number % levels;
        boolean buys = levels == 1 || level % 2 == 0;
        limit(
                buys ? Side.BUY : Side.SELL,
                buys ? MIDDLE_TICKS - 1 - level / 2 : MIDDLE_TICKS + level / 2,
                TimeInForce.GTC);
        return market.sequence();
    }

    private void limit(Side side, long priceTicks, TimeInForce timeInForce) {
        command.clear()
                .type(CommandType.NEW_ORDER)
                .sequence(market.sequence() + 1)
                .participantId(1)
                .side(side)
                .orderType(OrderType.LIMIT)
                .timeInForce(timeInForce)
                .selfTradePrevention(SelfTradePrevention.NONE)
                .priceTicks(priceTicks)
                .quantityLots(LOTS);
        apply();
    }

    private void apply() {
        long start = System.nanoTime();
        market.apply(command, events);
        nanos = System.nanoTime() - start;
    }

    private static String text(Histogram histogram) {
        return String.format(
                Locale.ROOT,
                "%4d %5d %6d %10d    ",
                histogram.getValueAtPercentile(50),
                histogram.getValueAtPercentile(99),
                histogram.getValueAtPercentile(99.99),
                histogram.getMaxValue());
    }
}
