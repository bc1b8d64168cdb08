package io.everbook.core.pipeline;

import io.everbook.core.book.BookView;

/** Somebody who waits for a view of the book. A query that carries it is answered by it, and by no event. */
@FunctionalInterface
public interface BookQuery {

    /**
     * Receives the view, on the business-logic thread: it must only hand it over.
     *
     * @param view the book between two commands; null where the instrument is unknown
     */
    void answer(BookView view);
}
