package io.everbook.replay;

/** Is told how far a long piece of work is. */
@FunctionalInterface
public interface ProgressListener {

    /** Wants to know nothing. */
    ProgressListener NONE = (done, total) -> {};

    /**
     * The work goes on.
     *
     * @param done how much is done
     * @param total how much there is
     */
    void progress(long done, long total);
}
