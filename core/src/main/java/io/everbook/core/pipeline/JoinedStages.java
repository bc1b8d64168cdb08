package io.everbook.core.pipeline;

import com.lmax.disruptor.EventHandler;
import com.lmax.disruptor.Sequence;
import io.everbook.core.command.Command;

/**
 * All stages of a lane on one thread, for machines with few cores: the first stage runs over a step, a batch or what of
 * it was taken at once, then the others, so all of it is journaled before any of it is applied, just as with a thread a
 * stage. Each step is a batch to the stages.
 */
public final class JoinedStages implements EventHandler<Command> {

    private final EventHandler<Command> first;
    private final EventHandler<Command> others;
    private final Command[] step;
    private volatile int maxStep;
    private Sequence released;
    private int size;

    /**
     * Joins stages. A step is a whole batch until {@link #maxStep(int)} says otherwise.
     *
     * @param ringSize the size of the ring, which bounds a batch
     * @param first the first stage
     * @param others those behind it, as one
     */
    public JoinedStages(int ringSize, EventHandler<Command> first, EventHandler<Command> others) {
        this.first = first;
        this.others = others;
        step = new Command[ringSize];
        maxStep = ringSize;
    }

    /**
     * Bounds a step. For any thread; a step that has begun may still be as long as before.
     *
     * @param commands how many commands at most pass the first stage before they pass the others, 1 or more; more than
     *     the ring holds is as much as it holds
     */
    public void maxStep(int commands) {
        maxStep = Math.min(commands, step.length);
    }

    /** Takes over what the ring waits for, so that it has the room of a step back before the whole batch is through. */
    @Override
    public void setSequenceCallback(Sequence sequence) {
        released = sequence;
    }

    @Override
    public void onEvent(Command command, long ringSequence, boolean endOfBatch) throws Exception {
        step[size++] = command;
        if (endOfBatch || size >= maxStep) {
            pass(ringSequence - size + 1);
            if (!endOfBatch) {
                released.set(ringSequence);
            }
        }
    }

    /** A loop for each stage, so that the compiler can put each of them in place. */
    private void pass(long from) throws Exception {
        int last = size - 1;
        size = 0;
        for (int i = 0; i <= last; i++) {
            first.onEvent(step[i], from + i, i == last);
        }
        for (int i = 0; i <= last; i++) {
            others.onEvent(step[i], from + i, i == last);
        }
    }
}
