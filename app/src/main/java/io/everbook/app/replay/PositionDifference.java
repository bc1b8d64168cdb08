package io.everbook.app.replay;

import io.everbook.replay.ProgressListener;
import io.everbook.replay.difference.Difference;
import io.everbook.replay.difference.DifferenceReport;
import io.everbook.replay.session.ReplaySession;
import java.util.List;

/** What lies between two positions of one journal, as {@code everbook replay diff} tells it. */
public final class PositionDifference {

    private static final int LISTED = 20;

    private PositionDifference() {}

    /**
     * Compares two sessions of the same files where they stand.
     *
     * @param from the first position
     * @param to the second position
     * @param progress is told how many commands are replayed, of how many
     * @return the lines for a person, with up to 20 orders and 20 trades
     */
    public static List<String> lines(ReplaySession from, ReplaySession to, ProgressListener progress) {
        DiffLists lists = new DiffLists(LISTED);
        DifferenceReport report = Difference.between(from, to, true, lists, progress);
        return DiffText.lines(report, lists, from.instrument(), "@" + from.sequence(), "@" + to.sequence());
    }
}
