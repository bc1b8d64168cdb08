package io.everbook.app.lobster;

import io.everbook.core.book.BookView;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Holds a market's best levels after each message, price and size, against the rows of an order-book file. */
final class BestPrices implements Consumer<BookView>, AutoCloseable {

    private final CsvReader file;
    private int rows;
    private int equal;

    BestPrices(Path orderBook) throws IOException {
        file = new CsvReader(orderBook, false);
    }

    int rows() {
        return rows;
    }

    int equal() {
        return equal;
    }

    @Override
    public void accept(BookView view) {
        try {
            rows += file.next() ? 1 : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        equal += isBest(view.asks(), 0) && isBest(view.bids(), 2) ? 1 : 0;
    }

    private boolean isBest(BookView.Levels levels, int column) {
        return levels.priceTicks()[0] == file.column(column) && levels.quantityLots()[0] == file.column(column + 1);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
