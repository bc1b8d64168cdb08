package io.everbook.app.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.everbook.core.book.BookView;
import io.everbook.core.book.BookView.Levels;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class BookGaugesTest {

    private static final Levels NONE = new Levels(new long[0], new long[0], new int[0]);
    private static final Levels BIDS = new Levels(new long[] {100, 98}, new long[] {7, 5}, new int[] {1, 2});
    private static final Levels ASKS = new Levels(new long[] {103}, new long[] {4}, new int[] {1});

    private final MockClock clock = new MockClock();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry(SimpleConfig.DEFAULT, clock);

    @Test
    void shouldShowDepthAndSpreadOfEachBook() {
        FixedBooks books = FixedBooks.of(view("A", BIDS, ASKS), view("B", BIDS, NONE));

        new BookGauges(registry, books).refresh();

        assertThat(value("everbook.book.open.orders", "symbol", "A")).isEqualTo(4);
        assertThat(value("everbook.book.depth", "symbol", "A", "side", "buy")).isEqualTo(12);
        assertThat(value("everbook.book.depth", "symbol", "A", "side", "sell")).isEqualTo(4);
        assertThat(value("everbook.book.spread", "symbol", "A")).isEqualTo(3);
        assertThat(value("everbook.book.depth", "symbol", "B", "side", "sell")).isEqualTo(0);
        assertThat(value("everbook.book.spread", "symbol", "B")).isNaN();
    }

    @Test
    void shouldAskOnceASecondHoweverOftenItIsScraped() {
        FixedBooks books = FixedBooks.of(view("A", BIDS, ASKS));
        BookGauges gauges = new BookGauges(registry, books);

        gauges.refresh();
        gauges.refresh();
        assertThat(books.asked).hasSize(1);

        clock.add(Duration.ofSeconds(1));
        gauges.refresh();
        assertThat(books.asked).hasSize(2);
    }

    @Test
    void shouldLeaveOutABookThatDoesNotAnswerAndNotAskItAgainUntilItDoes() {
        FixedBooks books = FixedBooks.of(view("A", BIDS, ASKS));
        CompletableFuture<BookView> late = new CompletableFuture<>();
        books.answers.put("B", late);
        BookGauges gauges = new BookGauges(registry, books);

        gauges.refresh();
        clock.add(Duration.ofSeconds(1));
        gauges.refresh();

        assertThat(books.asked).containsExactly("A", "B", "A");
        assertThat(value("everbook.book.open.orders", "symbol", "A")).isEqualTo(4);
        assertThat(value("everbook.book.open.orders", "symbol", "B")).isNaN();

        late.complete(view("B", NONE, NONE));
        clock.add(Duration.ofSeconds(1));
        gauges.refresh();

        assertThat(books.asked).endsWith("A", "B");
        assertThat(value("everbook.book.open.orders", "symbol", "B")).isEqualTo(4);
    }

    private double value(String name, String... tags) {
        Gauge gauge = registry.find(name).tags(tags).gauge();
        return gauge == null ? Double.NaN : gauge.value();
    }

    private static BookView view(String symbol, Levels bids, Levels asks) {
        return new BookView(symbol, 1, 1, 0, 0, 4, bids, asks);
    }
}
