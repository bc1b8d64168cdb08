package io.everbook.app.http;

import io.everbook.core.book.BookView;
import io.everbook.core.instrument.Instrument;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Where the HTTP port gets a book from. Called from several threads; must not block. */
public interface BookSource {

    /** {@return the instruments that can be asked for, in the order they are to be named} */
    List<Instrument> instruments();

    /**
     * Asks for a book.
     *
     * @param symbol one of the instruments
     * @param depth how many levels of each side at most, 1 to 1,000
     * @return what will be completed with the book, by any thread; with a {@link BookUnavailable} where the engine is
     *     busy or has stopped. The method may throw that as well.
     */
    CompletableFuture<BookView> book(String symbol, int depth);
}
