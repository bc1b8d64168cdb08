package io.everbook.app.engine;

import com.lmax.disruptor.ExceptionHandler;
import java.util.function.BiConsumer;

/**
 * Stops a lane at the first failure of a stage. It always throws: a Disruptor whose exception handler returns moves its
 * cursor past the failed event, and the stages behind would take it for done.
 */
final class FailStop<T> implements ExceptionHandler<T> {

    private final String ring;
    private final BiConsumer<String, Throwable> onFault;

    FailStop(String ring, BiConsumer<String, Throwable> onFault) {
        this.ring = ring;
        this.onFault = onFault;
    }

    @Override
    public void handleEventException(Throwable failure, long ringSequence, T event) {
        stop(failure, "while handling ring sequence=" + ringSequence);
    }

    @Override
    public void handleOnStartException(Throwable failure) {
        stop(failure, "at its start");
    }

    @Override
    public void handleOnShutdownException(Throwable failure) {
        stop(failure, "at its end");
    }

    private void stop(Throwable failure, String when) {
        onFault.accept("the " + ring + " ring stopped " + when + ": " + failure, failure);
        throw new LaneStopped(failure);
    }

    /** Ends the ring thread; the fault has been told already. */
    static final class LaneStopped extends RuntimeException {

        private static final long serialVersionUID = 1L;

        LaneStopped(Throwable cause) {
            super(cause);
        }
    }
}
