package io.everbook.journal;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;

/**
 * What {@link JournalSync} does at each interval: forces every registered journal once, then the executions logs that
 * have much to force or a full segment to close; and makes files for the segments to come, which may be done by another
 * thread.
 */
public final class ForceRound {

    private final JournalListener listener;
    private final LongSupplier clock;
    private final List<JournalWriter> writers = new CopyOnWriteArrayList<>();
    private final List<JournalWriter> prepared = new CopyOnWriteArrayList<>();
    private final List<ExecutionsWriter> executions = new CopyOnWriteArrayList<>();

    /**
     * Creates a round without journals.
     *
     * @param listener told what happens
     * @param clock nanoseconds that never go back, to tell how fast segments fill
     */
    public ForceRound(JournalListener listener, LongSupplier clock) {
        this.listener = listener;
        this.clock = clock;
    }

    /**
     * Adds a journal. For any thread.
     *
     * @param writer the journal; closed by the caller, after the last round
     */
    public void register(JournalWriter writer) {
        writers.add(writer);
        prepare(writer);
    }

    /**
     * Adds a journal that is forced otherwise, only to make files for its segments. For any thread.
     *
     * @param writer the journal; closed by the caller, after the last round
     */
    public void prepare(JournalWriter writer) {
        prepared.add(writer);
    }

    /**
     * Adds an executions log. For any thread.
     *
     * @param writer the log; closed by the caller, after the last round
     */
    public void register(ExecutionsWriter writer) {
        executions.add(writer);
    }

    /** Forces, then makes files, on the caller's thread. */
    public void run() {
        force();
        prepare();
    }

    /** Forces every journal. One that cannot be forced is told to the listener and left out from then on. */
    void force() {
        // One that failed is taken out, and the lists only grow else: a look at each place needs no iterator.
        for (int i = writers.size() - 1; i >= 0; i--) {
            force(writers.get(i));
        }
        for (int i = 0; i < executions.size(); i++) {
            executions.get(i).work();
        }
    }

    /** Makes the files of the segments that will soon begin. */
    void prepare() {
        for (int i = 0; i < prepared.size(); i++) {
            prepared.get(i).prepare(clock.getAsLong());
        }
        for (int i = 0; i < executions.size(); i++) {
            executions.get(i).prepare(clock.getAsLong());
        }
    }

    private void force(JournalWriter writer) {
        try {
            JournalingHandler.force(writer, listener);
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
