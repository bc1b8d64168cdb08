package io.everbook.app.metrics;

import io.everbook.app.http.BookSource;
import io.everbook.app.http.BookUnavailable;
import io.everbook.core.book.BookView;
import io.everbook.core.book.BookView.Levels;
import io.everbook.core.instrument.Instrument;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Depth and spread of each book: a query through the command ring, once a second at most however often metrics are
 * scraped. A book that is not there in time is left out of the scrape, and not asked for again until it has come.
 */
final class BookGauges {

    /** How many levels of each side are looked at. */
    static final int LEVELS = 10;

    private static final long PERIOD_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long PATIENCE_MILLIS = 100;

    private final BookSource books;
    private final Clock clock;
    private final MultiGauge orders;
    private final MultiGauge depth;
    private final MultiGauge spread;
    private final Map<String, CompletableFuture<BookView>> asked = new TreeMap<>();
    private long lastNanos;

    BookGauges(MeterRegistry registry, BookSource books) {
        this.books = books;
        clock = registry.config().clock();
        lastNanos = clock.monotonicTime() - PERIOD_NANOS;
        orders = gauges(registry, "open.orders", "orders", "Open orders");
        depth = gauges(
                registry, "depth", "lots", "What the best " + LEVELS + " levels of a side show, all together, in lots");
        spread = gauges(
                registry, "spread", "ticks", "Best ask less best bid, in ticks; absent while a side has no order");
    }

    /** Looks again, where the last look is a second ago. One thread at a time. */
    void refresh() {
        long now = clock.monotonicTime();
        if (now - lastNanos < PERIOD_NANOS) {
            return;
        }
        lastNanos = now;
        List<CompletableFuture<BookView>> fresh = new ArrayList<>();
        for (Instrument instrument : books.instruments()) {
            CompletableFuture<BookView> earlier = asked.get(instrument.symbol());
            if (earlier == null || earlier.isDone()) {
                CompletableFuture<BookView> book = ask(instrument.symbol());
                asked.put(instrument.symbol(), book);
                fresh.add(book);
            }
        }
        CompletableFuture.allOf(fresh.toArray(new CompletableFuture<?>[0]))
                .handle((done, failure) -> done)
                .completeOnTimeout(null, PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                .join();
        show(asked.values().stream()
                .filter(book -> book.isDone() && !book.isCompletedExceptionally())
                .map(CompletableFuture::join)
                .toList());
    }

    private CompletableFuture<BookView> ask(String symbol) {
        try {
            return books.book(symbol, LEVELS);
        } catch (BookUnavailable busy) {
            return CompletableFuture.failedFuture(busy);
        }
    }

    private void show(List<BookView> views) {
        orders.register(rows(views, view -> List.of(row(view, Tags.empty(), view.openOrderCount()))), true);
        depth.register(
                rows(
                        views,
                        view -> List.of(
                                row(view, Tags.of("side", "buy"), lots(view.bids())),
                                row(view, Tags.of("side", "sell"), lots(view.asks())))),
                true);
        spread.register(
                rows(
                        views,
                        view -> view.bids().depth() == 0 || view.asks().depth() == 0
                                ? List.of()
                                : List.of(row(view, Tags.empty(), spread(view)))),
                true);
    }

    private static long spread(BookView view) {
        return view.asks().priceTicks()[0] - view.bids().priceTicks()[0];
    }

    private static double lots(Levels levels) {
        double lots = 0;
        for (long level : levels.quantityLots()) {
            lots += level;
        }
        return lots;
    }

    private static List<Row<?>> rows(List<BookView> views, Function<BookView, List<Row<?>>> rows) {
        return views.stream().flatMap(view -> rows.apply(view).stream()).toList();
    }

    private static Row<?> row(BookView view, Tags more, double value) {
        return Row.of(Tags.of("symbol", view.symbol()).and(more), value);
    }

    private static MultiGauge gauges(MeterRegistry registry, String name, String unit, String description) {
        return MultiGauge.builder("everbook.book." + name)
                .description(description)
                .baseUnit(unit)
                .register(registry);
    }
}
