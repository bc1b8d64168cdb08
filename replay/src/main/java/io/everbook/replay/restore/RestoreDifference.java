package io.everbook.replay.restore;

import io.everbook.core.book.BookView;

/**
 * What is lost by going back: the difference between the state that is restored and the last one.
 *
 * @param last the last command of the journal
 * @param timestampNanos when it was stamped, nanoseconds since the epoch; 0 where none is after the restored one
 * @param commands how many commands are not taken
 * @param participants how many participants sent one of them
 * @param trades how many trades those brought about
 * @param orders how many open orders differ; -1 where only their order of priority does
 * @param view the last book
 * @param fault what keeps the journal from being read to its end; null where nothing does
 */
public record RestoreDifference(
        long last,
        long timestampNanos,
        long commands,
        int participants,
        long trades,
        long orders,
        BookView view,
        String fault) {}
