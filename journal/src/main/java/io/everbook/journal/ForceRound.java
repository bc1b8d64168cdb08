package io.everbook.journal;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What {@link JournalSync} does at each interval, on the caller's thread: forces every registered journal once, then
 * the executions logs that have much to force or a full segment to close, and makes files for the segments to come.
 */
public final class ForceRound {

    private final JournalListener listener;
    private final List<JournalWriter> writers = new CopyOnWriteArrayList<>();
    private final List<ExecutionsWriter> executions = new CopyOnWriteArrayList<>();

    /**
     * Creates a round without journals.
     *
     * @param listener told what happens
     */
    public ForceRound(JournalListener listener) {
        this.listener = listener;
    }

    /**
     * Adds a journal. For any thread.
     *
     * @param writer the journal; closed by the caller, after the last round
     */
    public void register(JournalWriter writer) {
        writers.add(writer);
    }

    /**
     * Adds an executions log. For any thread.
     *
     * @param writer the log; closed by the caller, after the last round
     */
    public void register(ExecutionsWriter writer) {
        executions.add(writer);
    }

    /** Forces every journal. One that cannot be forced is told to the listener and left out from then on. */
    public void run() {
        // One that failed is taken out, and the lists only grow else: a look at each place needs no iterator.
        for (int i = writers.size() - 1; i >= 0; i--) {
            force(writers.get(i));
        }
        for (int i = 0; i < executions.size(); i++) {
            executions.get(i).work();
        }
    }

    private void force(JournalWriter writer) {
        try {
            JournalingHandler.force(writer, listener);
            writer.prepare();
        } catch (JournalException e) {
            writers.remove(writer);
            if (writer.mayReportFailure()) {
                listener.failed(writer.symbol(), e);
            }
        } catch (RuntimeException | Error e) {
            forceFailed(writer, e);
        }
    }

    /** An interval that is no longer kept must not stay unnoticed, whatever broke it. */
    private void forceFailed(JournalWriter writer, Throwable cause) {
        writers.remove(writer);
        JournalException fault = new JournalException(
                JournalException.Code.FORCE_FAILED,
                SegmentNames.journal(writer.symbol()).active(),
                JournalException.NONE,
                JournalException.NONE,
                "the journal is no longer forced at its interval; restart the engine, and report this",
                cause);
        listener.failed(writer.symbol(), fault);
    }
}
