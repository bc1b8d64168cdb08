package io.everbook.replay.biography;

import io.everbook.core.book.BookView;
import io.everbook.core.command.Command;
import io.everbook.replay.ProgressListener;
import io.everbook.replay.session.ReplaySession;
import java.util.List;

/**
 * An order's life.
 *
 * @param orderId the order
 * @param entered the command that entered it; null where it was entered before the replay can begin
 * @param chapters what happened to it, in order
 * @param outcome what became of it
 * @param rule which rule decided, and by which facts; sentences for people
 * @param book the book at the moment that decided, its best levels: for a refusal and for what was cancelled at once,
 *     before the command; else after the last chapter, or where the telling ends
 */
public record OrderBiography(
        long orderId, Command entered, List<Chapter> chapters, Outcome outcome, String rule, BookView book) {

    /** What became of an order. */
    public enum Outcome {
        /** It was never entered. */
        REFUSED,

        /** All of it traded. */
        FILLED,

        /** What was left was taken out. */
        CANCELLED,

        /** It is open where the journal ends. */
        OPEN
    }

    /**
     * Tells an order's life.
     *
     * @param session moved to where the order ends, or to the journal's end
     * @param orderId the order: the sequence of the command that entered it
     * @param progress is told how many commands are replayed, of how many
     * @return its life
     * @throws io.everbook.replay.session.ReplayException where there never was such an order, or it ended before the
     *     replay can begin
     * @throws io.everbook.journal.JournalException where the journal is damaged on the way
     */
    public static OrderBiography of(ReplaySession session, long orderId, ProgressListener progress) {
        return of(session, orderId, Long.MAX_VALUE, progress);
    }

    /**
     * Tells an order's life up to a command.
     *
     * @param session moved to where the order ends, or to that command
     * @param orderId the order: the sequence of the command that entered it
     * @param through the last command to tell of, not before the order's own
     * @param progress is told how many commands are replayed, of how many
     * @return its life up to there; open where it ends later
     * @throws io.everbook.replay.session.ReplayException as {@link #of(ReplaySession, long, ProgressListener)} does
     * @throws io.everbook.journal.JournalException likewise
     */
    public static OrderBiography of(ReplaySession session, long orderId, long through, ProgressListener progress) {
        return new Biographer(session, orderId, through).tell(progress);
    }
}
