package io.everbook.app.replay;

import io.everbook.app.terminal.TimeOption;
import io.everbook.app.terminal.UserFault;
import io.everbook.replay.ProgressListener;
import io.everbook.replay.session.ReplaySession;

/** A place in a journal as a person names it: the sequence of a command, or a moment. */
public final class Place {

    /** No journal has so many commands; a number of so many digits is a moment in nanoseconds. */
    private static final int DIGITS_OF_A_MOMENT = 16;

    private Place() {}

    /**
     * Goes to a place.
     *
     * @param session the session that goes there
     * @param option which option names it, for messages
     * @param text a sequence; or a time in ISO-8601, or nanoseconds since the epoch in 16 digits or more
     * @param progress is told how many commands are replayed, of how many
     * @throws UserFault where it is neither
     * @throws io.everbook.replay.session.ReplayException where it cannot be reached
     */
    public static void goTo(ReplaySession session, String option, String text, ProgressListener progress) {
        session.goTo(sequence(session, option, text), progress);
    }

    private static long sequence(ReplaySession session, String option, String text) {
        if (text.matches("[0-9]+") && text.length() < DIGITS_OF_A_MOMENT) {
            return Long.parseLong(text);
        }
        long nanos;
        try {
            nanos = TimeOption.nanos(option, text, -1);
        } catch (UserFault neither) {
            nanos = -1;
        }
        if (nanos < 0) {
            throw new UserFault(option + " takes a sequence such as 4711, or a time such as 2026-11-24T09:30:00Z: "
                    + option + "=" + text);
        }
        return session.sequenceAt(nanos);
    }
}
