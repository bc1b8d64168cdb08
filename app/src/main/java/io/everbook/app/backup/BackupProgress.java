package io.everbook.app.backup;

import io.everbook.app.terminal.ProgressBar;
import io.everbook.app.terminal.Terminal;
import io.everbook.replay.ProgressListener;

/** Is told of each part of the work on a backup that may take long. */
@FunctionalInterface
interface BackupProgress {

    /** Wants to know nothing. */
    BackupProgress NONE = (what, unit) -> ProgressListener.NONE;

    /**
     * A part begins, and the one before is done.
     *
     * @param what what is done, as one word
     * @param unit what the work is counted in, such as commands or {@link ProgressBar#BYTES}
     * @return is told how far it is; where it throws, the work is given up
     */
    ProgressListener begin(String what, String unit);

    /** A bar at the terminal for each part, one below the other; those that take no second do not show. */
    final class Bars implements BackupProgress, AutoCloseable {

        private ProgressBar bar;

        @Override
        public ProgressListener begin(String what, String unit) {
            done();
            bar = new ProgressBar(Terminal.ERR, what, unit, Terminal.isErrorWatched());
            return bar::progress;
        }

        /** The last part is done as well. */
        void done() {
            if (bar != null) {
                bar.end();
            }
        }

        @Override
        public void close() {
            if (bar != null) {
                bar.stop();
            }
        }
    }
}
