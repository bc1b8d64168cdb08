package io.everbook.core.pipeline;

import com.lmax.disruptor.EventHandler;
import com.lmax.disruptor.Sequence;
import io.everbook.core.command.Command;
import java.util.function.LongFunction;

/**
 * All stages of a lane on one thread, for machines with few cores: the first stage runs over a step, a batch or what of
 * it was taken at once, then the others, so all of it is journaled before any of it is applied, just as with a thread a
 * stage. Each step is a batch to the stages.
 */
public final class JoinedStages implements EventHandler<Command> {

    private final LongFunction<Command> ring;
    private final int ringSize;
    private final EventHandler<Command> first;
    private final EventHandler<Command> others;
    private volatile int maxStep;
    private Sequence released;
    private int size;

    /**
     * Joins stages. A step is a whole batch until {@link #maxStep(int)} says otherwise.
     *
     * @param ring the slot of a ring sequence; those of a step are not given back before its end
     * @param ringSize the size of the ring, which bounds a batch
     * @param first the first stage
     * @param others those behind it, as one
     */
    public JoinedStages(
            LongFunction<Command> ring, int ringSize, EventHandler<Command> first, EventHandler<Command> others) {
        this.ring = ring;
        this.ringSize = ringSize;
        this.first = first;
        this.others = others;
        maxStep = ringSize;
    }

    /**
     * Bounds a step. For any thread; a step that has begun may still be as long as before.
     *
     * @param commands how many commands at most pass the first stage before they pass the others, 1 or more; more than
     *     the ring holds is as much as it holds
     */
    public void maxStep(int commands) {
        maxStep = Math.min(commands, ringSize);
    }

    /** Takes over what the ring waits for, so that it has the room of a step back before the whole batch is through. */
    @Override
    public void setSequenceCallback(Sequence sequence) {
        released = sequence;
    }

    @Override
    public void onEvent(Command command, long ringSequence, boolean endOfBatch) throws Exception {
        size++;
        if (endOfBatch || size >= maxStep) {
            pass(ringSequence - size + 1, ringSequence);
            if (!endOfBatch) {
                released.set(ringSequence);
            }
        }
    }

    /** A loop for each stage, so that the compiler can put each of them in place. */
    private void pass(long from, long last) throws Exception {
        size = 0;
        for (long sequence = from; sequence <= last; sequence++) {
            first.onEvent(ring.apply(sequence), sequence, sequence == last);
        }
        for (long sequence = from; sequence <= last; sequence++) {
            others.onEvent(ring.apply(sequence), sequence, sequence == last);
        }
    }
}
