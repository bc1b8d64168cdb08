package io.everbook.core.pipeline;

import com.lmax.disruptor.EventHandler;
import io.everbook.core.command.Command;
import java.util.List;

/**
 * All stages of a lane on one thread, for machines with few cores: the first stage runs over the whole batch, then the
 * second, then the third, so a batch is journaled as a whole before any of it is applied, just as with a thread a
 * stage.
 */
public final class JoinedStages implements EventHandler<Command> {

    private final List<EventHandler<Command>> stages;
    private final Command[] batch;
    private int size;

    /**
     * Joins stages.
     *
     * @param ringSize the size of the ring, which bounds a batch
     * @param stages the stages in order
     */
    public JoinedStages(int ringSize, List<EventHandler<Command>> stages) {
        this.stages = List.copyOf(stages);
        batch = new Command[ringSize];
    }

    @Override
    public void onEvent(Command command, long ringSequence, boolean endOfBatch) throws Exception {
        batch[size++] = command;
        if (endOfBatch) {
            long first = ringSequence - size + 1;
            int count = size;
            size = 0;
            for (int s = 0; s < stages.size(); s++) {
                EventHandler<Command> stage = stages.get(s);
                for (int i = 0; i < count; i++) {
                    stage.onEvent(batch[i], first + i, i == count - 1);
                }
            }
        }
    }
}
