package io.everbook.replay.restore;

import io.everbook.core.book.BookView;
import io.everbook.core.instrument.Instrument;
import java.util.List;

/**
 * What a restore takes of one symbol.
 *
 * @param instrument what is traded
 * @param from the first command that the new journal has; one more than {@code through} where it has none
 * @param through the last command taken
 * @param timestampNanos when that command was stamped, nanoseconds since the epoch; 0 where it is not known
 * @param view the book after it
 * @param snapshots the snapshots taken, oldest first
 * @param unusable the snapshots of that time that are damaged, and are not taken
 */
public record RestoreReport(
        Instrument instrument,
        long from,
        long through,
        long timestampNanos,
        BookView view,
        List<String> snapshots,
        List<String> unusable) {}
