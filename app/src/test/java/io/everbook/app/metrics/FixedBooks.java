package io.everbook.app.metrics;

import io.everbook.app.http.BookSource;
import io.everbook.core.book.BookView;
import io.everbook.core.instrument.Instrument;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Books as a test has them, and who asked for them. */
final class FixedBooks implements BookSource {

    final Map<String, CompletableFuture<BookView>> answers = new ConcurrentHashMap<>();
    final List<String> asked = new ArrayList<>();

    static FixedBooks of(BookView... views) {
        FixedBooks books = new FixedBooks();
        for (BookView view : views) {
            books.answers.put(view.symbol(), CompletableFuture.completedFuture(view));
        }
        return books;
    }

    @Override
    public List<Instrument> instruments() {
        return answers.keySet().stream()
                .sorted()
                .map(symbol -> Instrument.of(symbol, "1", "1"))
                .toList();
    }

    @Override
    public CompletableFuture<BookView> book(String symbol, int depth) {
        asked.add(symbol);
        return answers.get(symbol);
    }
}
